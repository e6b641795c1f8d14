"""A reader's browser on the built sites: any console error, failed request or foreign host fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bootstrap import find_chromium
from tests.conftest import ROOT
from tests.static_server import find_address

BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def site_url(fixture_site: Path) -> str:
    """Address of the fixture site, ending in `/`."""
    return find_address(fixture_site)


@pytest.fixture(scope="session")
def real_url(real_site: Path) -> str:
    """Address of the real site, ending in `/`."""
    return find_address(real_site)


@pytest.fixture(scope="session")
def modules_url() -> str:
    """Address of the browser modules as they are written, ending in `/`; built sites have them joined."""
    return find_address(ROOT / "overrides" / "assets" / "study")


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
        _watch(context, errors, has_script=options.get("java_script_enabled", True))
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


def _watch(context: BrowserContext, errors: list[str], *, has_script: bool) -> None:
    """Collect whatever must not happen on a page; where script is off, Chromium refuses what pages preload of it."""

    def note(wrong: bool, text: str) -> None:
        if wrong:
            errors.append(text)

    context.on("console", lambda message: note(message.type == "error", message.text))
    context.on("weberror", lambda error: note(True, str(error.error)))
    context.on(
        "requestfailed",
        lambda request: note(
            has_script or request.resource_type != "script", f"failed: {request.url} {request.failure}"
        ),
    )
    context.on("request", lambda request: note(_foreign(request.url), f"foreign: {request.url}"))
    context.on("response", lambda reply: note(reply.status > 399, f"{reply.status}: {reply.url}"))


def _foreign(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))
