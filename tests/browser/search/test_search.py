"""What readers look for, typed into the search box of the real site: what must be among the first three."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.modules import call, open_blank

CHAPTER = {
    "lane": "chapters/express-lane/",
    "acks": "chapters/acks-debate/",
    "stop": "chapters/stop-the-world/",
    "grail": "chapters/holy-grail/",
    "herd": "chapters/thundering-herd/",
}
QUERIES = {
    "max.poll.interval.ms": "glossary/#max-poll-interval",
    "max.poll.records": "glossary/#max-poll-records",
    "min.insync.replicas": "glossary/#min-insync-replicas",
    "auto.offset.reset": "glossary/#auto-offset-reset",
    "delivery.timeout.ms": "glossary/#delivery-timeout",
    "transactional.id": "glossary/#transactional-id",
    "transaction.version=2": "glossary/#transaction-version-2",
    "group.instance.id": "q/static-member-setting-name/",
    "enable.idempotence": "q/reorder-without-idempotence/",
    "isolation.level": "q/eos-default-isolation/",
    "flush.ms": "q/flush-ms-does-nothing/",
    "read_committed": CHAPTER["grail"] + "#last-stable-offset",
    "acks=all": CHAPTER["acks"] + "#acks-all-failure",
    "acks": "glossary/#acks",
    "NotEnoughReplicasException": "glossary/#not-enough-replicas",
    "notenoughreplicas": "glossary/#not-enough-replicas",
    "CommitFailedException": "glossary/#commit-failed",
    "ProducerFencedException": "glossary/#producer-fenced",
    "OutOfOrderSequenceException": "glossary/#out-of-order-sequence",
    "CooperativeStickyAssignor": "q/why-two-bounces-to-cooperative/",
    "KIP-848": "glossary/#consumer-protocol",
    "KIP-447": CHAPTER["grail"] + "#kip-447",
    "ISR": "glossary/#isr",
    "LSO": "glossary/#lso",
    "zero copy": "glossary/#zero-copy",
    "page cache": CHAPTER["lane"],
    "exactly once": CHAPTER["grail"],
    "rebalance storm": CHAPTER["stop"] + "#stop-a-storm",
    "static membership": CHAPTER["stop"] + "#static-membership",
    "high watermark": "glossary/#high-watermark",
    "leader epoch": CHAPTER["acks"] + "#leader-epochs",
    "unclean election": "q/unclean-picks-which-replica/",
    "two-phase commit": "q/xa-with-kafka-four/",
    "outbox": "q/outbox-relay-duplicates/",
    "little's law": "glossary/#littles-law",
    "drain time": CHAPTER["herd"] + "#arithmetic",
    "first five minutes": CHAPTER["herd"] + "#first-five-minutes",
    "why is kafka fast": "q/tell-me-why-kafka-is-fast/",
    "how many rebalances does a deploy cost": CHAPTER["stop"] + "#rolling-restart-count",
    "rebalancing": CHAPTER["stop"],
    "session timeout failover": "q/why-failover-session-too-short/",
    "zombie": CHAPTER["grail"] + "#fencing",
    "kafka vs rabbitmq": "chapters/the-map/#beside-others",
    "when not to use kafka": "chapters/the-map/#when-not",
    "future timestamp retention": "chapters/the-ledger/#timestamps",
    "how many partitions": "chapters/the-key/#costs-how-many",
    "RequestQueueTimeMs": "glossary/#request-queue-time",
    "dead letter topic": "chapters/the-bookmark/#bad-records",
    "share groups": "chapters/the-bookmark/#share-groups",
    "controller failover": "chapters/the-quorum/#costs-failover",
}

_SHOWN = """items => items.map(item => [...item.querySelectorAll(":scope > a")].map(link => link.href))"""


@pytest.fixture(scope="module")
def searching(browser: Browser, real_url: str) -> Iterator[Page]:
    """A reader who has come to the search box and typed nothing yet."""
    page = browser.new_page(base_url=real_url)
    page.goto("./")
    page.get_by_role("textbox", name="Search").focus()
    yield page
    page.close()


def find(page: Page, query: str) -> list[list[str]]:
    """Type a query as a reader does, and return the addresses that each result shows at once."""
    box = page.get_by_role("textbox", name="Search")
    box.fill("")
    box.press("Backspace")
    expect(page.get_by_text("Type to start searching")).to_be_visible()
    box.fill(query)
    box.press("End")
    expect(page.get_by_text(re.compile(r"\d+ matching document"))).to_be_visible()
    shown: list[list[str]] = page.locator(".md-search-result__item").evaluate_all(_SHOWN)
    return [[_place(link) for link in links] for links in shown]


def _place(link: str) -> str:
    return re.sub(r"^http://[^/]*/|\?h=[^#]*", "", link)


@pytest.mark.parametrize("query", QUERIES)
def test_it_is_among_the_first_three(searching: Page, query: str) -> None:
    results = find(searching, query)
    assert QUERIES[query] in [link for links in results[:3] for link in links]


@pytest.mark.parametrize("query", ["acks=all", "rebalance", "sendfile", "transaction"])
def test_nothing_is_listed_twice(searching: Page, query: str) -> None:
    links = [link for links in find(searching, query) for link in links]
    assert len(links) == len(set(links))
    assert not [link for link in links if "#check-yourself" in link or "#try-first" in link]


def test_a_result_opens_at_its_section(new_context: Callable[..., BrowserContext], real_url: str) -> None:
    page = new_context(base_url=real_url, viewport={"width": 1280, "height": 900}).new_page()
    page.goto("quiz/")
    page.keyboard.press("/")
    find(page, "rebalance storm")
    page.locator(".md-search-result__item a", has_text="How do you stop a rebalance storm?").click()
    heading = page.get_by_role("heading", name="How do you stop a rebalance storm?")
    expect(heading).to_be_in_viewport()
    expect(page).to_have_url(re.compile(r"/chapters/stop-the-world/(\?h=[^#]*)?#stop-a-storm$"))


def test_search_costs_nothing_until_it_is_used(new_context: Callable[..., BrowserContext], real_url: str) -> None:
    page = new_context(base_url=real_url).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(real_url)))
    page.goto("./")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search" in url]
    with page.expect_event("requestfinished", lambda request: request.url.endswith("search/index.json")):
        page.get_by_role("textbox", name="Search").focus()
    assert page.get_by_role("textbox", name="Search").input_value() == ""
    assert [url for url in asked if url.startswith("assets/study/search/worker.")]


DOCS = [
    {"location": "a/", "title": "Acks &amp; <code>acks=all</code>", "text": "Waits <b>not</b> markup & more."},
    {"location": "a/#b", "title": "Other", "text": "It polls. Then max.poll.interval.ms passes."},
    {"location": "c/", "title": "Rebalances", "text": "Groups."},
]


@pytest.fixture(scope="module")
def blank(browser: Browser, modules_url: str) -> Iterator[Page]:
    page = open_blank(browser, modules_url)
    yield page
    page.close()


def search(page: Page, query: str) -> list[list[dict[str, Any]]]:
    entries = call(page, "search/engine", "prepare", DOCS)
    found: list[list[dict[str, Any]]] = call(page, "search/engine", "search", entries, query)
    return found


@pytest.mark.parametrize(
    ("query", "places"),
    [
        pytest.param("ACKS=all", [["a/"]], id="capitals-do-not-matter"),
        pytest.param("rebalancing", [["c/"]], id="another-form-of-a-word"),
        pytest.param("interval", [["a/#b", "a/"]], id="part-of-a-name-with-its-page"),
        pytest.param("cks", [], id="short-piece-inside-a-word"),
        pytest.param("acks nowhere nothing", [], id="most-words-missing"),
        pytest.param("  (,) ", [], id="no-word"),
        pytest.param("[a-z]+.*", [], id="signs-are-no-pattern"),
    ],
)
def test_search(blank: Page, query: str, places: list[list[str]]) -> None:
    assert [[item["location"] for item in items] for items in search(blank, query)] == places


def test_hits_are_marked_and_everything_else_stays_text(blank: Page) -> None:
    ((item,),) = search(blank, "markup acks")
    assert item["title"] == [
        {"code": False, "pieces": ["", "Acks", " & "]},
        {"code": True, "pieces": ["", "acks", "=all"]},
    ]
    assert item["text"] == ["Waits <b>not</b> ", "markup", " & more."]
