"""Passing links on, following old ones, and finding back from a wrong one."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.modules import call, open_blank
from tests.conftest import FIXTURE, built
from tests.static_server import SiteHandler

CLIPBOARD = ["clipboard-read", "clipboard-write"]
QUESTION = "q/offset-is-next/"


def clipboard(page: Page) -> str:
    copied: str = page.evaluate("navigator.clipboard.readText()")
    return copied


@pytest.fixture
def reader(new_context: Callable[..., BrowserContext], site_url: str) -> Page:
    """A reader whose browser may copy."""
    return new_context(base_url=site_url, permissions=CLIPBOARD).new_page()


def test_copy_link_copies_the_address_alone_and_says_so(reader: Page, site_url: str) -> None:
    reader.goto(f"{QUESTION}?h=offset#offset-is-next")
    reader.get_by_role("button", name="Copy link").press("Enter")
    expect(reader.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    assert clipboard(reader) == site_url + QUESTION


def test_copy_link_works_on_the_next_page(reader: Page, site_url: str) -> None:
    reader.goto(QUESTION)
    reader.get_by_role("link", name=re.compile("^Next")).click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Which files belong to a segment?")
    expect(reader.get_by_role("button", name="Copy link")).to_have_count(1)
    reader.get_by_role("button", name="Copy link").click()
    expect(reader.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    assert clipboard(reader) == f"{site_url}q/files-of-a-segment/"


def test_a_browser_that_refuses_to_copy_says_where_the_link_is(
    new_context: Callable[..., BrowserContext], site_url: str
) -> None:
    page = new_context(base_url=site_url).new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(QUESTION)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="Copy the link from the address bar")).to_be_visible()


def test_share_is_offered_where_the_browser_has_it(reader: Page, site_url: str) -> None:
    reader.add_init_script("window.shared = []; navigator.share = async (what) => void window.shared.push(what)")
    reader.goto(QUESTION)
    reader.get_by_role("button", name="Share").click()
    assert reader.evaluate("window.shared") == [
        {"title": "What does a committed offset of 42 say? - Fixture", "url": site_url + QUESTION}
    ]


def test_share_is_not_offered_elsewhere(reader: Page) -> None:
    reader.add_init_script("Object.defineProperty(navigator, 'share', { value: undefined })")
    reader.goto(QUESTION)
    expect(reader.get_by_role("button", name="Copy link")).to_be_visible()
    expect(reader.get_by_role("button", name="Share")).to_have_count(0)


@pytest.mark.parametrize("address", ["chapters/log/", "chapters/log/?h=append"])
def test_section_link_is_copied_by_keyboard_and_followed(reader: Page, site_url: str, address: str) -> None:
    reader.goto(address)
    link = reader.get_by_role("link", name="Copy the link to “What happens on an append?”")
    link.focus()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    assert clipboard(reader) == f"{site_url}chapters/log/#append"
    expect(reader).to_have_url(re.compile("#append$"))


def test_every_section_has_its_link_on_the_next_page(reader: Page) -> None:
    reader.goto("./")
    reader.locator(".study-log__record").first.click()
    expect(reader.get_by_role("link", name="Copy the link to “How is a record found?”")).to_be_visible()
    headings = reader.locator("article :is(h2, h3)[id]")
    expect(reader.get_by_role("link", name=re.compile("^Copy the link to"))).to_have_count(headings.count())


def test_former_anchor_opens_its_section(reader: Page) -> None:
    reader.goto("chapters/log/#appending")
    expect(reader.get_by_role("heading", name="What happens on an append?")).to_be_in_viewport()


def test_former_id_leads_on_with_query_and_hash(reader: Page, site_url: str) -> None:
    reader.goto("q/single-owner/?h=owner#one-owner")
    expect(reader).to_have_url(f"{site_url}q/one-owner/?h=owner#one-owner")


def test_former_id_leads_on_without_script(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context(base_url=site_url, java_script_enabled=False).new_page()
    page.goto("q/single-owner/")
    expect(page).to_have_url(f"{site_url}q/one-owner/")


class _LostHandler(SiteHandler):
    """Answers as a static host does: with the site's own page for what is not there."""

    def send_error(self, code: int, *_: Any) -> None:
        page = Path(self.directory) / "kafka" / "404.html"
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(page.stat().st_size))
        self.end_headers()
        self.wfile.write(page.read_bytes())


@pytest.fixture(scope="module")
def under_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the fixture site under `/kafka/`, ending in `/`."""
    folder = tmp_path_factory.mktemp("under-path")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://example.org/kafka/")
        config = folder / "mkdocs.yml"
        text = (FIXTURE / "mkdocs.yml").read_text(encoding="utf-8")
        shutil.copytree(FIXTURE / "docs", folder / "docs")
        config.write_text(_move(text), encoding="utf-8")
        built(config, folder / "served" / "kafka")
    handler: Any = functools.partial(_LostHandler, directory=str(folder / "served"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/kafka/"
    server.shutdown()
    server.server_close()


def _move(text: str) -> str:
    root = str(FIXTURE.parents[2])
    return text.replace("../../..", root).replace("https://fixture.example/", "https://example.org/kafka/")


@pytest.fixture
def lost(browser: Browser, under_path: str) -> Iterator[Page]:
    """A reader of the site under a path; addresses that do not exist are no failure here."""
    page = browser.new_page(base_url=under_path)
    yield page
    page.close()


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        pytest.param("q/ofset-is-nxt/", "q/offset-is-next/", id="mistyped-question"),
        pytest.param("q/deep/er/one-owner", "q/one-owner/", id="another-depth"),
        pytest.param("chapters/the-log.html#find", "chapters/log/#find", id="section"),
        pytest.param("glosary/offset", "glossary/#offset", id="term"),
    ],
)
def test_lost_reader_is_offered_what_is_nearest(lost: Page, under_path: str, asked: str, offered: str) -> None:
    lost.goto(asked)
    expect(lost.get_by_role("heading", name="Did you mean?")).to_be_visible()
    links = lost.locator("study-lost li a").evaluate_all("links => links.map(link => link.href)")
    assert under_path + offered in links[:2]


def test_lost_reader_searches_for_what_was_asked(lost: Page) -> None:
    lost.goto("chapters/segment-lock")
    lost.get_by_role("link", name="Search for “segment lock”").click()
    expect(lost.get_by_role("textbox", name="Search")).to_have_value("segment lock")
    expect(lost.locator(".md-search-result__item").first).to_be_visible()


def test_site_under_a_path_finds_and_follows(lost: Page, under_path: str) -> None:
    lost.goto("quiz/")
    lost.keyboard.press("/")
    lost.keyboard.type("idle")
    lost.locator(".md-search-result__item a", has_text="idle").first.click()
    expect(lost).to_have_url(re.compile(f"^{under_path}(q|chapters)/"))


@pytest.fixture(scope="module")
def blank(browser: Browser, modules_url: str) -> Iterator[Page]:
    page = open_blank(browser, modules_url)
    yield page
    page.close()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param("q/One-owner_ship/", ["one", "owner", "ship"], id="signs-part-words"),
        pytest.param("chapters/log.html#find", ["log", "find"], id="frame-is-left-out"),
        pytest.param("caf%C3%A9/%zz/%FF", ["café", "zz"], id="codes-that-are-none"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_words_of_an_address(blank: Page, path: str, words: list[str]) -> None:
    assert call(blank, "sharing/nearest", "findWords", path) == words


def test_nothing_is_near_to_nonsense(blank: Page) -> None:
    entries = [{"location": "q/one-owner/", "title": "One owner"}]
    assert call(blank, "sharing/nearest", "findNearest", ["xyzzy"], entries) == []
