"""Stories of readers who search the real site, and the engine on a few entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.modules import open_blank

SLOWEST = 30_000
"""Milliseconds that a busy machine may take to read every text."""

_SHOWN = """items => items.map(item => [...item.querySelectorAll(":scope > a")].map(link => link.href))"""


def find(page: Page, query: str) -> list[list[str]]:
    """Type a query as a reader does, and return the addresses that each result shows in the end."""
    box = page.get_by_role("textbox", name="Search")
    box.fill("")
    box.press("Backspace")
    expect(page.get_by_text("Type to start searching")).to_be_visible()
    box.fill(query)
    return list_results(page)


def search_every_text(page: Page) -> list[list[str]]:
    """Ask for what all texts say, and return what is found then."""
    page.get_by_role("button", name="Search the text of every chapter").click()
    expect(page.get_by_role("button", name="Search the text of every chapter")).to_be_hidden(timeout=SLOWEST)
    return list_results(page)


def list_results(page: Page) -> list[list[str]]:
    """Return the addresses that each result shows once no better answer follows."""
    expect(page.locator('.md-search-result [aria-busy="false"]')).to_be_visible(timeout=SLOWEST)
    expect(page.get_by_text(re.compile(r"\d+ matching document"))).to_be_visible()
    shown: list[list[str]] = page.locator(".md-search-result__item").evaluate_all(_SHOWN)
    return [[_place(link) for link in links] for links in shown]


def _place(link: str) -> str:
    return re.sub(r"^http://[^/]*/|\?h=[^#]*", "", link)


def test_a_result_opens_at_its_section(new_context: Callable[..., BrowserContext], real_url: str) -> None:
    page = new_context(base_url=real_url, viewport={"width": 1280, "height": 900}).new_page()
    page.goto("quiz/")
    page.keyboard.press("/")
    find(page, "rebalance storm")
    page.locator(".md-search-result__item a", has_text="How do you stop a rebalance storm?").click()
    heading = page.get_by_role("heading", name="How do you stop a rebalance storm?")
    expect(heading).to_be_in_viewport()
    expect(page).to_have_url(re.compile(r"/chapters/stop-the-world/(\?h=[^#]*)?#stop-a-storm$"))


def note_requests(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(re.sub(r"^http://[^/]*/", "", request.url)))
    return asked


def test_search_costs_nothing_until_it_is_used(new_context: Callable[..., BrowserContext], real_url: str) -> None:
    page = new_context(base_url=real_url).new_page()
    asked = note_requests(page)
    page.goto("./")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search" in url]
    with page.expect_event("requestfinished", lambda request: request.url.endswith("search/index.json")):
        page.get_by_role("textbox", name="Search").focus()
    assert page.get_by_role("textbox", name="Search").input_value() == ""
    assert [url for url in asked if url.startswith("assets/study/search/worker.")]


@pytest.mark.parametrize("query", ["rebalance storm", "acks=all", "session timeout failover"])
def test_a_first_search_brings_few_texts_and_the_rest_on_demand(
    new_context: Callable[..., BrowserContext], real_url: str, real_site: Path, query: str
) -> None:
    page = new_context(base_url=real_url).new_page()
    asked = note_requests(page)
    page.goto("./")
    first = find(page, query)
    texts = [url for url in asked if url.startswith("search/") and url != "search/index.json"]
    assert 1 <= len(texts) <= 2
    everything = search_every_text(page)
    texts = [url for url in asked if url.startswith("search/") and url != "search/index.json"]
    assert len(texts) == len(set(texts)) == len([*(real_site / "search").glob("*.json")]) - 1
    assert len(everything) >= len(first)


@pytest.fixture(scope="module")
def untitled_word(real_site: Path) -> str:
    """A word that some text has, and no title or name of the index, nor one like it."""
    index = (real_site / "search" / "index.json").read_text().lower()
    known = set(re.findall(r"[a-z]{4,}", index))
    texts = " ".join(file.read_text() for file in (real_site / "search").glob("*-questions.*.json")).lower()
    words: set[str] = set(re.findall(r"\b[a-z]{8,10}\b", texts))
    return next(word for word in sorted(words) if word[:5] not in index and not get_close_matches(word, known, 1, 0.7))


def test_a_word_that_no_title_has_is_looked_for_in_every_text(
    new_context: Callable[..., BrowserContext], real_url: str, untitled_word: str
) -> None:
    page = new_context(base_url=real_url).new_page()
    page.goto("./")
    assert find(page, untitled_word)
    expect(page.get_by_role("button", name="Search the text of every chapter")).to_be_hidden()


def test_texts_that_cannot_be_had_cost_only_what_they_say(
    new_context: Callable[..., BrowserContext], real_url: str, untitled_word: str
) -> None:
    page = new_context(base_url=real_url).new_page()
    page.route(re.compile(r"/search/(?!index|worker)"), lambda route: route.abort("aborted"))
    page.goto("./")
    assert find(page, "rebalance storm")
    page.get_by_role("textbox", name="Search").fill(untitled_word)
    expect(page.get_by_text("Search needs what was not loaded. Is there a network?")).to_be_visible()
    page.unroute(re.compile(r"/search/(?!index|worker)"))
    assert find(page, untitled_word)


GROUPS = [
    {
        "file": "a.json",
        "lead": "a.json",
        "boost": 1,
        "entries": [
            {"location": "a/", "title": "Acks & `acks=all`"},
            {"location": "a/#b", "title": "Other", "names": "max.poll.interval.ms NotEnoughReplicasException"},
        ],
    },
    {"file": "q.json", "lead": "a.json", "boost": 1, "entries": [{"location": "c/", "title": "Rebalances"}]},
]
TEXTS = {
    "a.json": {
        "a/": "Waits <b>not</b> markup & more.",
        "a/#b": "It polls. Then max.poll.interval.ms passes.",
    },
    "q.json": {"c/": "Groups."},
}
_SEARCH = """async ([engine, groups, texts, query]) => {
  const { SearchIndex } = await import(engine);
  const index = new SearchIndex(groups);
  for (const [file, text] of Object.entries(texts)) index.addTexts(file, text);
  return index.search(query);
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser, modules_url: str) -> Iterator[Page]:
    page = open_blank(browser, modules_url)
    yield page
    page.close()


def search(page: Page, query: str, *files: str) -> dict[str, Any]:
    """Return what the engine finds with the texts of these files, and which others it would like to have."""
    texts = {file: TEXTS[file] for file in files}
    engine = page.url.replace("study.mjs", "search/search-index.mjs")
    found: dict[str, Any] = page.evaluate(_SEARCH, [engine, GROUPS, texts, query])
    return found


@pytest.mark.parametrize(
    ("query", "places"),
    [
        pytest.param("ACKS=all", [["a/"]], id="capitals-do-not-matter"),
        pytest.param("rebalancing", [["c/"]], id="another-form-of-a-word"),
        pytest.param("interval", [["a/#b", "a/"]], id="part-of-a-name-with-its-page"),
        pytest.param("poll.interval", [["a/#b", "a/"]], id="several-parts-of-a-name"),
        pytest.param("max.poll.int", [["a/#b", "a/"]], id="name-that-is-being-typed"),
        pytest.param("enoughreplicas", [["a/#b", "a/"]], id="part-of-an-exception"),
        pytest.param("markup", [["a/"]], id="word-of-a-text"),
        pytest.param("rebalcnes", [["c/"]], id="slip-of-the-finger"),
        pytest.param("acks vs", [["a/"]], id="words-that-nothing-has-weigh-as-the-others"),
        pytest.param("cks", [], id="short-piece-inside-a-word"),
        pytest.param("acks nowhere nothing", [], id="most-words-missing"),
        pytest.param("  (,) ", [], id="no-word"),
        pytest.param("[a-z]+.*", [], id="signs-are-no-pattern"),
    ],
)
def test_search(blank: Page, query: str, places: list[list[str]]) -> None:
    found = search(blank, query, *TEXTS)["found"]
    assert [[item["location"] for item in items] for items in found] == places


@pytest.mark.parametrize(
    ("query", "files", "wanted"),
    [
        pytest.param("acks", [], ["a.json"], id="text-of-the-best"),
        pytest.param("rebalances", [], ["a.json"], id="chapter-that-teaches-a-question"),
        pytest.param("rebalances", ["a.json"], [], id="no-more-once-it-is-there"),
        pytest.param("markup", [], ["a.json", "q.json"], id="all-for-an-unknown-word"),
        pytest.param("(,)", [], [], id="none-without-a-word"),
    ],
)
def test_texts_that_make_results_better(blank: Page, query: str, files: list[str], wanted: list[str]) -> None:
    assert search(blank, query, *files)["wanted"] == wanted


def test_hits_are_marked_and_everything_else_stays_text(blank: Page) -> None:
    ((item,),) = search(blank, "markup acks", *TEXTS)["found"]
    assert item["title"] == [
        {"code": False, "pieces": ["", "Acks", " & "]},
        {"code": True, "pieces": ["", "acks", "=all"]},
    ]
    assert item["text"] == ["Waits <b>not</b> ", "markup", " & more."]
