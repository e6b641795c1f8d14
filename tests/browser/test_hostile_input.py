"""Hostile text in everything that a reader's browser takes in: nothing of it runs, and the page goes on working."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.browser.waiting import wait_until

TAG = '<img src=x onerror="window.hacked = 1">'
TIGHT = "<img/src=x/onerror=hacked=1>"
"""Without a space, for what takes words apart."""

TEXTS = {
    "tag": TAG,
    "tight-tag": TIGHT,
    "script": "</script><script>window.hacked = 1</script>",
    "breaks-out": f'">{TAG}',
    "selector": f"'] , body {TAG}",
    "address": "javascript:window.hacked=1",
    "template": "${window.hacked = 1}{{window.hacked = 1}}",
    "prototype": "__proto__",
    "constructor": "constructor",
    "huge": "A" * 8_000,
    "signs": "%E0%A4%A\u202e\ufeff\x07",
}
VALUES: dict[str, Any] = {
    "text": TAG,
    "number": 1e308,
    "list": [TAG, {"at": TAG}],
    "nothing": None,
    "prototype": {"__proto__": {"hacked": 1}, "constructor": {"prototype": {"hacked": 1}}},
    "deep": {"at": {"log": {"at": [TAG]}}},
    "wrong-types": {"at": 1, "log": TAG, "value": [TAG], "cards": TAG, "ids": {"length": 9}, "answers": [TAG]},
}
QUIZ_QUERY = ("seed", "n", "chapters", "levels", "kinds", "ids", "order", "mode", "minutes")
CARDS_QUERY = ("mode", "deck", "levels", "topics", "chapters", "ids", "n", "seed")
STORES = ("answers", "cards", "designs", "interviews", "last-minutes", "plans", "quiz", "settings")
STORED = {
    "no-json": TAG,
    "null": "null",
    "list": "[]",
    "wrong-types": '{"version": "1", "records": 7}',
    "prototype": '{"version": 1, "records": {"__proto__": {"hacked": 1}}}',
    "cut-short": "[",
}
INTERVIEW_QUERY = ("length", "level", "chapters", "seed", "ids", "view", "design")
PAGES = {
    "": "The smallest site",
    "quiz/": "Quiz",
    "flashcards/": "Flashcards",
    "mock-interview/": "Mock interview",
    "plans/one-hour/": "One hour",
    "progress/": "Your progress",
}


class Suspicious:
    """A browser that notes whatever ran or was refused by the policy."""

    def __init__(self, context: BrowserContext) -> None:
        self.noted: list[str] = []
        context.add_init_script(
            "addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>"
            " console.error(`refused: ${violatedDirective} ${blockedURI} ${sample}`))"
        )
        context.on("console", self._note_error)
        context.on("weberror", lambda error: self.noted.append(str(error.error)))
        context.on("dialog", lambda dialog: self.noted.append(dialog.message))
        self.page = context.new_page()

    def _note_error(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.noted.append(message.text)

    def check(self, heading: str | None = None) -> None:
        """Make sure that nothing ran, that nothing came near it, and that the page is there."""
        self.page.wait_for_timeout(50)
        assert self.noted == []
        assert self.page.evaluate("[window.hacked, ({}).hacked].filter(Boolean)") == []
        assert self.page.evaluate("document.querySelectorAll('img[src=x], [onerror]').length") == 0
        if heading:
            expect(self.page.locator("h1").first).to_contain_text(heading)


@pytest.fixture
def reader(browser: Browser) -> Iterator[Suspicious]:
    """A reader who was sent something."""
    context = browser.new_context(service_workers="block", viewport={"width": 1280, "height": 900})
    yield Suspicious(context)
    context.close()


each_text = pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in TEXTS.items()])


@each_text
def test_address(reader: Suspicious, site_url: str, text: str) -> None:
    for page, heading in PAGES.items():
        reader.page.goto(f"{site_url}{page}#{quote(text)}")
        reader.check(heading)
    everything = "&".join(f"{name}={quote(text[:1000])}" for name in QUIZ_QUERY)
    reader.page.goto(f"{site_url}quiz/?{everything}")
    expect(reader.page.get_by_role("button", name="Start")).to_be_visible()
    reader.check("Quiz")
    everything = "&".join(f"{name}={quote(text[:1000])}" for name in CARDS_QUERY)
    reader.page.goto(f"{site_url}flashcards/?{everything}")
    expect(reader.page.get_by_role("region", name="Flashcards").get_by_role("button").first).to_be_visible()
    reader.check("Flashcards")
    everything = "&".join(f"{name}={quote(text[:1000])}" for name in INTERVIEW_QUERY)
    reader.page.goto(f"{site_url}mock-interview/?{everything}")
    expect(reader.page.get_by_role("button", name="Begin", exact=True)).to_be_visible()
    reader.check("Mock interview")


@each_text
def test_search(reader: Suspicious, site_url: str, text: str) -> None:
    reader.page.goto(f"{site_url}?q={quote(f'offset segment {text}')}")
    meta = reader.page.locator(".md-search-result__meta")
    expect(meta).not_to_have_text("Initializing search")
    reader.page.goto(f"{site_url}chapters/log/?h={quote(f'offset {text}')}")
    reader.check("The log")
    box = reader.page.get_by_label("Search", exact=True).get_by_role("textbox")
    box.fill(f"offset segment committed {text[:200]}")
    box.press("End")
    expect(meta).to_contain_text("document")
    reader.check()


@each_text
def test_lost_address(reader: Suspicious, fixture_site: Path, site_url: str, text: str) -> None:
    html = (fixture_site / "404.html").read_text(encoding="utf-8")
    reader.page.route("**/lost/**", lambda route: route.fulfill(body=html, content_type="text/html"))
    reader.page.goto(f"{site_url}lost/offset-{quote(text[:2000], safe='')}/")
    expect(reader.page.get_by_role("link", name="Search for")).to_be_visible()
    reader.check("This page is not here")


@pytest.mark.parametrize("value", [pytest.param(value, id=name) for name, value in VALUES.items()])
def test_stored_records(reader: Suspicious, site_url: str, value: Any) -> None:
    records = {"one-owner": value, "new-per-day": {"value": value}, "interview": value, "session": value, TAG: value}
    put_and_look(reader, site_url, f'{{"version": 1, "records": {json.dumps(records)}}}')


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in STORED.items()])
def test_stored_text(reader: Suspicious, site_url: str, text: str) -> None:
    put_and_look(reader, site_url, text)


def put_and_look(reader: Suspicious, site_url: str, text: str) -> None:
    """Store something wherever the site does, before any script of a page runs, and visit every page that reads it."""
    for store in STORES:
        reader.page.add_init_script(f"localStorage.setItem('study/{store}', {json.dumps(text)})")
    for page, heading in PAGES.items():
        reader.page.goto(f"{site_url}{page}")
        reader.check(heading)
    expect(reader.page.get_by_role("button", name="Export as a file")).to_be_visible()
    reader.page.goto(f"{site_url}quiz/")
    reader.page.get_by_role("button", name="Start").click()
    reader.check()
    reader.page.goto(f"{site_url}flashcards/")
    reader.page.get_by_role("button", name="Study").click()
    reader.check()


IMPORTS = {
    **TEXTS,
    "file-of-tags": json.dumps(
        {"site": "kafka-deep-dive", "version": 1, "stores": {TAG: {TAG: TAG}, "cards": {TAG: {}}}}
    ),
    "file-of-records": json.dumps(
        {
            "site": "kafka-deep-dive",
            "version": 1,
            "stores": {
                "cards": {TAG: {"at": 1, "log": [[20000, 3]]}, "one-owner": {"at": 1e308, "log": [[1e15, 3], [-1, 1]]}},
                "settings": {"interview": {"value": TAG, "at": 9e15}, "new-per-day": {"value": TAG, "at": 9e15}},
                "answers": {"one-owner": TAG, "offset-is-next": {"at": 9e15, "right": TAG}},
                "quiz": {"session": {"at": 9e15, "ids": [TAG]}},
            },
        }
    ),
    "file-of-prototypes": '{"site": "kafka-deep-dive", "version": 1, "stores": {"__proto__": {"hacked": 1}, '
    '"cards": {"__proto__": {"hacked": 1, "at": 1, "log": [[1, 1]]}}}}',
    "file-of-wrong-types": '{"site": "kafka-deep-dive", "version": {}, "stores": {"cards": 7, "settings": []}}',
    "code-of-tags": f"abc.{TAG}",
    "code-without-end": "1.gICAgICAgICA",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in IMPORTS.items()])
def test_import(reader: Suspicious, site_url: str, tmp_path: Path, text: str) -> None:
    reader.page.goto(f"{site_url}progress/")
    reader.page.get_by_role("textbox", name="Code").fill(text)
    reader.page.get_by_role("button", name="Import the code").click()
    reader.check("Your progress")
    file = tmp_path / "progress.json"
    file.write_text(text, encoding="utf-8", errors="replace")
    reader.page.get_by_label("Import a file").set_input_files(file)
    reader.check("Your progress")
    for page, heading in PAGES.items():
        reader.page.goto(f"{site_url}{page}")
        reader.check(heading)


def test_answers_that_readers_type(reader: Suspicious, site_url: str) -> None:
    reader.page.goto(f"{site_url}quiz/?ids=commit-default-name,position-number")
    reader.page.get_by_role("button", name="Start").click()
    reader.page.get_by_label("Your answer").fill(TAG)
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("region", name="Feedback")).to_be_visible()
    reader.check("Quiz")


def test_policy_holds_back_what_would_get_in(browser: Browser, site_url: str) -> None:
    """The second wall: even a hole in a script runs nothing, on the first page and on one reached from it."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(site_url)
    page.get_by_role("link", name="The log").last.click()
    expect(page.locator("h1")).to_contain_text("The log")
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", TAG)
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), { text: 'window.hacked = 1' }))"
    )
    page.evaluate("location.href = 'javascript:window.hacked = 1'")
    wait_until(page, "document.querySelector('img[src=x]').complete")
    assert page.evaluate("window.hacked") is None
    context.close()


def test_every_script_of_the_site_runs_under_the_policy(page: Page, site_url: str) -> None:
    page.goto(site_url)
    for link in ("The log", "Next"):
        page.get_by_role("link", name=link).last.click()
    page.get_by_label("Search", exact=True).get_by_role("textbox").press_sequentially("offset")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_title("Use the dark palette").locator("visible=true").first.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@each_text
def test_saved_palette(reader: Suspicious, site_url: str, text: str) -> None:
    reader.page.add_init_script(f"localStorage.setItem('study/palette', {json.dumps(text)})")
    reader.page.goto(site_url)
    expect(reader.page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    reader.check()
