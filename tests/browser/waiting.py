"""Waiting for a state of a page whose policy forbids what Playwright's own `wait_for_function` does: `eval`."""

from __future__ import annotations

import time

from playwright.sync_api import Page, expect

_PATIENCE = 20
_PAUSE = 0.05


def wait_until(page: Page, expression: str) -> None:
    """Ask the page again and again, until the answer is neither false nor nothing."""
    end = time.monotonic() + _PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never came true: {expression}"
        time.sleep(_PAUSE)


def set_up_simulators(page: Page) -> None:
    """Go to each simulator of a page, as far as it is set up; whatever is measured later stands still."""
    for figure in page.locator(".study-simulator").all():
        figure.scroll_into_view_if_needed()
        expect(figure).to_have_attribute("data-state", "ready")
