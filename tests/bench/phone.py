"""A reader's phone: Chromium with an empty cache, on the network and processor of Lighthouse's mobile profile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bootstrap import find_chromium
from tests.bench.projects import MeasurementError
from tests.browser.conftest import BROWSER_ARGUMENTS

SLOWER = 4
"""Times that the processor is slowed down."""

NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""1.6 Mbit/s and 150 ms there and back."""

SCREEN: dict[str, Any] = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
}


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Open the Chromium that the tests use."""
    with sync_playwright() as playwright:
        try:
            launched = playwright.chromium.launch(executable_path=find_chromium(), args=BROWSER_ARGUMENTS)
        except Exception as error:
            sentence = "No Chromium starts here: `make test` installs one."
            raise MeasurementError(sentence) from error
        yield launched
        launched.close()


@contextmanager
def open_phone(
    browser: Browser, *, throttled: bool, workers: Literal["allow", "block"] = "block"
) -> Iterator[tuple[Page, CDPSession]]:
    """Open a page of a reader who was never here; without throttling it is as fast as this machine."""
    context = browser.new_context(service_workers=workers, **SCREEN)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    if throttled:
        session.send("Network.emulateNetworkConditions", NETWORK)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page, session
    context.close()
