"""Pages that script makes more of: what a reader looks at stays where it is when the script comes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.browser.offline.host import Host

SCREENS: dict[str, ViewportSize] = {
    "phone": {"width": 412, "height": 823},
    "desk": {"width": 1280, "height": 900},
}
SEEN = {
    "quiz/": ("Quiz", "link", "The log"),
    "flashcards/": ("Flashcards", "heading", "Flashcards"),
    "mock-interview/": ("Mock interview", "heading", "Every question that may be asked"),
}
"""By address: the region that the script makes, and the role and name of something near it."""
WATCH_SHIFTS = """
    window.shifts = [];
    const name = ({ node }) => `${node?.nodeName} ${node?.className}`;
    const note = ({ value, sources }) => shifts.push([value, ...sources.map(name)]);
    const watch = new PerformanceObserver((list) => list.getEntries().forEach(note));
    watch.observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def host(fixture_site: Path) -> Iterator[Host]:
    """A host of the fixture site that can be told to wait."""
    served = Host(fixture_site)
    yield served
    served.server.shutdown()
    served.server.server_close()


def find_top(page: Page, role: str, name: str) -> float:
    """Return where on the page the part of that role and name is."""
    found = page.locator("article").get_by_role(role, name=name).first  # type: ignore[arg-type]
    expect(found).to_be_attached()
    return float(found.evaluate("(node) => Math.round(node.getBoundingClientRect().top + scrollY)"))


@pytest.mark.parametrize("address", SEEN)
@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_moves_when_the_script_comes(
    new_context: Callable[..., BrowserContext], host: Host, address: str, screen: str
) -> None:
    region, role, name = SEEN[address]
    page = new_context(viewport=SCREENS[screen]).new_page()
    come = threading.Event()
    host.delay = lambda path: float(path.endswith(".js") and not come.wait(30))
    page.goto(host.at(address), wait_until="commit")
    page.evaluate("document.fonts.ready.then(() => {})")
    title, near = find_top(page, "heading", region), find_top(page, role, name)
    expect(page.get_by_role("region", name=region, exact=True)).to_have_count(0)
    come.set()
    expect(page.get_by_role("region", name=region, exact=True)).to_be_visible()
    assert (find_top(page, "heading", region), find_top(page, role, name)) == (title, near)


@pytest.mark.parametrize(
    "address", ["", "chapters/log/", "q/offset-is-next/", "progress/", "glossary/", "plans/one-hour/", "flashcards/"]
)
@pytest.mark.parametrize("screen", SCREENS)
def test_no_page_shifts_while_it_loads(
    new_context: Callable[..., BrowserContext], host: Host, address: str, screen: str
) -> None:
    page = new_context(viewport=SCREENS[screen]).new_page()
    host.delay = lambda path: 0.3 if path.endswith(".js") else 0
    page.add_init_script(WATCH_SHIFTS)
    page.goto(host.at(address))
    expect(page.locator('link[rel="manifest"]')).to_be_attached()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("shifts") == []


def test_without_script_no_place_is_kept_for_what_will_not_come(
    new_context: Callable[..., BrowserContext], site_url: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_url}quiz/")
    heading = page.get_by_role("heading", name="Quiz", level=1).bounding_box()
    lead = page.get_by_text("Answer first, then open the reasons").bounding_box()
    assert heading is not None
    assert lead is not None
    assert lead["y"] - heading["y"] - heading["height"] < heading["height"]
