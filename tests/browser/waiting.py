"""Waiting for a state of a page whose policy forbids what Playwright's own `wait_for_function` does: `eval`."""

from __future__ import annotations

import time

from playwright.sync_api import Page

_PATIENCE = 20
_PAUSE = 0.05


def wait_until(page: Page, expression: str) -> None:
    """Ask the page again and again, until the answer is neither false nor nothing."""
    end = time.monotonic() + _PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never came true: {expression}"
        time.sleep(_PAUSE)
