"""Bytes that a first visit transfers, of every kind of page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser
from study.publishing.offline import LIMIT

from tests.bench.phone import open_browser, open_phone
from tests.bench.projects import SAMPLE, find_chapters
from tests.bench.tables import KB, Row, figure, limit
from tests.bench.workshop import Workshop
from tests.browser.waiting import wait_until

SAMPLE_PAGE = SAMPLE.removesuffix(".md") + "/"
SAMPLE_MOST, LONGEST_MOST, PRACTICE_MOST, SCRIPT_MOST = 66, 85, 70, 8
PRACTICE_PAGES = ("quiz/", "flashcards/")

QUIET = 10
"""Tenths of a second without a request after which a page has all it wants."""

Transfer = tuple[int, int]
"""Bytes and requests."""


def measure(workshop: Workshop) -> Iterator[Row]:
    """Yield the bytes of each page, compressed, with all it loads, also once it is scrolled, and those of scripts.

    What the worker keeps for later is a figure of its own.
    """
    project, address = workshop.real
    chapters = [f"chapters/{path.stem}/" for path in find_chapters(project.docs)]
    others = [page for page in chapters if page != workshop.longest_chapter]
    question = min(path.parent.name for path in (project.site / "q").glob("*/index.html"))
    pages = {
        "1,600 words, three diagrams": (SAMPLE_PAGE, SAMPLE_MOST),
        f"{workshop.longest_chapter}, the longest": (workshop.longest_chapter, LONGEST_MOST),
        "landing page": ("", 0),
        **{page: (page, 0) for page in (*others, f"q/{question}/", "glossary/", "progress/")},
    }
    with open_browser() as browser:
        for name, (page, most) in pages.items():
            total, requests = count_bytes(browser, address + page)
            note = f"{requests} requests"
            yield limit(name, total / KB, most, "KB", 1, note) if most else figure(name, total / KB, "KB", 1, note)
        for count, bank in workshop.banks.items():
            for page in PRACTICE_PAGES:
                total, requests = count_bytes(browser, bank + page)
                name = f"{page} of {count:,} questions"
                yield limit(name, total / KB, PRACTICE_MOST, "KB", 1, f"{requests} requests")
        stored = measure_stored(browser, address)
    scripts = {path.name.split(".")[0]: path.stat().st_size for path in project.site.rglob("assets/study/**/*.js.br")}
    yield limit("own script of all pages", scripts.pop("study") / KB, SCRIPT_MOST, "KB", 1)
    for name, size in sorted(scripts.items()):
        yield figure(f"  beside it: {name}", size / KB, "KB", 1)
    yield limit("stored on the device for offline use", stored / 1e6, LIMIT / 1e6, "MB", 1)


def count_bytes(browser: Browser, url: str) -> Transfer:
    """Return bytes and requests until the network fell silent, and did so again after a scroll and a key."""
    asked: set[str] = set()
    received: dict[str, int] = {}
    with open_phone(browser, throttled=False) as (page, session):

        def note_start(event: dict[str, Any]) -> None:
            if event["request"]["url"].startswith("http"):
                asked.add(event["requestId"])

        def note_end(event: dict[str, Any]) -> None:
            if event["requestId"] in asked:
                received[event["requestId"]] = int(event.get("encodedDataLength", 0))

        def note_reply(event: dict[str, Any]) -> None:
            reply = event["response"]
            body = {name.lower(): value for name, value in reply["headers"].items()}.get("content-length", 0)
            # Of a worker's script the end is told to the worker alone.
            received.setdefault(event["requestId"], int(reply["encodedDataLength"]) + int(body))

        session.on("Network.requestWillBeSent", note_start)
        session.on("Network.responseReceived", note_reply)
        session.on("Network.loadingFinished", note_end)
        session.on("Network.loadingFailed", note_end)

        def settle() -> None:
            quiet = 0
            while quiet < QUIET:
                before = len(asked), sum(received.values())
                page.wait_for_timeout(100)
                quiet = quiet + 1 if (len(asked), sum(received.values())) == before else 0

        page.goto(url, wait_until="load")
        settle()
        page.mouse.wheel(0, 400)
        page.keyboard.press("Tab")
        settle()
        return sum(size for one, size in received.items() if one in asked), len(asked)


def measure_stored(browser: Browser, address: str) -> int:
    """Return the bytes of storage that the service worker takes once it has everything."""
    with open_phone(browser, throttled=False, workers="allow") as (page, _):
        page.goto(address)
        wait_until(page, "navigator.serviceWorker.controller?.state === 'activated'")
        return int(page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)"))
