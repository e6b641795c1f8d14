"""Diagrams on the whole screen, and timelines on every screen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

TITLE = "An append"
PHONE = {"width": 320, "height": 640}
SCALE = "node => new DOMMatrix(getComputedStyle(node).transform).a"
PLACE = "node => new DOMMatrix(getComputedStyle(node).transform).e"


def open_viewer(page: Page, site_url: str) -> Locator:
    page.goto(f"{site_url}chapters/log/")
    page.get_by_role("button", name=f"Full screen: {TITLE}").press("Enter")
    viewer = page.get_by_role("dialog", name=TITLE)
    expect(viewer.get_by_role("img", name=TITLE)).to_be_visible()
    return viewer


def test_keys_enlarge_move_and_close(page: Page, site_url: str) -> None:
    viewer = open_viewer(page, site_url)
    picture = viewer.get_by_role("img")
    whole = picture.evaluate(SCALE)
    for _ in range(4):
        page.keyboard.press("+")
    assert picture.evaluate(SCALE) > 2 * whole
    before = picture.evaluate(PLACE)
    page.keyboard.press("ArrowRight")
    assert picture.evaluate(PLACE) < before
    page.keyboard.press("-")
    page.keyboard.press("0")
    assert picture.evaluate(SCALE) == pytest.approx(whole)
    page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)
    expect(page.get_by_role("button", name=f"Full screen: {TITLE}")).to_be_focused()


def test_buttons_and_mouse_do_the_same(page: Page, site_url: str) -> None:
    viewer = open_viewer(page, site_url)
    picture = viewer.get_by_role("img")
    whole = picture.evaluate(SCALE)
    viewer.get_by_role("button", name="Enlarge").click()
    viewer.get_by_role("button", name="Enlarge").click()
    assert picture.evaluate(SCALE) > whole
    before = picture.evaluate(PLACE)
    page.mouse.move(640, 300)
    page.mouse.down()
    page.mouse.move(600, 300, steps=3)
    page.mouse.up()
    assert picture.evaluate(PLACE) == pytest.approx(before - 40, abs=1)
    viewer.get_by_role("button", name="Show all").click()
    assert picture.evaluate(SCALE) == pytest.approx(whole)
    viewer.get_by_role("button", name="Close").click()
    expect(viewer).to_have_count(0)


def test_two_fingers_enlarge(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    context = new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    viewer = open_viewer(page, site_url)
    picture = viewer.get_by_role("img")
    whole = picture.evaluate(SCALE)
    touch = context.new_cdp_session(page)

    def send(kind: str, *places: tuple[int, int]) -> None:
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(places)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", (140, 300), (180, 300))
    send("touchMove", (100, 300), (220, 300))
    send("touchEnd")
    page.wait_for_function(
        "([node, least]) => new DOMMatrix(getComputedStyle(node).transform).a > least",
        arg=[picture.element_handle(), 2 * whole],
    )


def test_nothing_of_it_is_loaded_before(page: Page, site_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site_url}chapters/log/")
    expect(page.get_by_role("button", name=f"Full screen: {TITLE}")).to_be_visible()
    assert not [url for url in asked if "figure-viewer" in url or "/pictures/" in url]


def test_without_script_the_picture_is_a_file(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    for scheme, background in (("light", "rgb(252, 252, 250)"), ("dark", "rgb(17, 24, 22)")):
        page = new_context(java_script_enabled=False, color_scheme=scheme).new_page()
        # A browser asks for it beside whatever is no page.
        page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
        page.goto(f"{site_url}chapters/log/")
        page.get_by_role("link", name="Full screen").click()
        expect(page).to_have_url(re.compile(r"/chapters/log/pictures/d-[0-9a-f]{8}\.svg$"))
        expect(page.get_by_text("Active segment", exact=True)).to_be_visible()
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == background


@pytest.mark.parametrize("width", [320, 768])
def test_timeline_fits_the_screen(new_context: Callable[..., BrowserContext], site_url: str, width: int) -> None:
    page = new_context(viewport={"width": width, "height": 740}).new_page()
    page.goto(f"{site_url}chapters/groups/")
    timeline = page.get_by_role("img", name="A rebalance")
    box = timeline.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    texts = timeline.locator("text:visible").evaluate_all(
        "nodes => nodes.map(node => { const { left, right } = node.getBoundingClientRect(); return [left, right] })"
    )
    assert all(left >= box["x"] - 1 and right <= box["x"] + box["width"] + 1 for left, right in texts)
    expect(timeline.locator("text.total")).to_have_text(["3 s", "0 s"])
