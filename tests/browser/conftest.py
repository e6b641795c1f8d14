"""A reader's browser on the built sites: any console error, failed request or foreign host fails the test."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bootstrap import find_chromium

BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: failed requests are reported by the browser."""


@functools.cache
def _serve(folder: Path) -> str:
    handler = functools.partial(_QuietHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/"


@pytest.fixture(scope="session")
def site_url(fixture_site: Path) -> str:
    """Address of the fixture site, ending in `/`."""
    return _serve(fixture_site)


@pytest.fixture(scope="session")
def real_url(real_site: Path) -> str:
    """Address of the real site, ending in `/`."""
    return _serve(real_site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=find_chromium(), args=BROWSER_ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Open another reader's browser: takes Playwright's context options, fails the test on any error in its pages."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_context(**options: Any) -> BrowserContext:
        # Keeping the site for each of them would cost more than the test; `test_offline` lets workers in.
        context = browser.new_context(**{"service_workers": "block", **options})
        context.on("console", lambda message: message.type == "error" and errors.append(message.text))
        context.on("weberror", lambda error: errors.append(str(error.error)))
        context.on("requestfailed", lambda request: errors.append(f"failed: {request.url} {request.failure}"))
        context.on("request", lambda request: _foreign(request.url) and errors.append(f"foreign: {request.url}"))
        context.on("response", lambda reply: reply.status > 399 and errors.append(f"{reply.status}: {reply.url}"))
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        context.close()
    assert not [error for error in errors if "ERR_ABORTED" not in error]


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page of a desktop reader."""
    return new_context(viewport={"width": 1280, "height": 900}).new_page()


def _foreign(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))
