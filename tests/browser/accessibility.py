"""What axe finds on a page that stands still."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_END_MOVEMENT = """() => document.getAnimations()
    .filter(({ effect }) => Number.isFinite(effect.getComputedTiming().endTime))
    .forEach(animation => animation.finish())"""
"""Half of a fade is no colour of the page."""


def find_violations(page: Page, within: str | None = None) -> list[str]:
    """Return every rule that the page, or the part that the selector names, breaks, each with its first places."""
    page.evaluate(_END_MOVEMENT)
    found = Axe().run(page, context=within).response["violations"]
    return [f"{one['id']}: {[(node['target'], node['html'][:120]) for node in one['nodes'][:3]]}" for one in found]
