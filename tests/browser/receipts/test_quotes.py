"""A reader meets a measured figure: it opens in place by pointer, by key and by tap, and is a link without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.waiting import set_up_simulators

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def quote(page: Page) -> Locator:
    return page.get_by_role("article").get_by_role("link", name="45.8 s")


def figure(page: Page) -> Locator:
    return page.get_by_text("45.83 s is the median of 5 runs, 45.1 to 46.2 s")


def open_chapter(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}chapters/log/")
    expect(page.locator('link[rel="manifest"]')).to_be_attached()  # It comes last of what the script sets up.
    quote(page).scroll_into_view_if_needed()
    expect(figure(page)).to_have_count(0)


def test_figure_comes_by_hover_and_goes(page: Page, site_url: str) -> None:
    open_chapter(page, site_url)
    quote(page).hover()
    expect(figure(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(figure(page)).to_have_count(0)


def test_pointer_may_go_from_the_quote_to_its_figure(page: Page, site_url: str) -> None:
    open_chapter(page, site_url)
    quote(page).hover()
    expect(figure(page)).to_be_visible()
    place = figure(page).bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2, steps=12)
    page.get_by_role("link", name="The run, its method and its limits").click()
    expect(page).to_have_url(f"{site_url}receipts/crash-and-join/#eager-unread")


def test_keyboard_opens_the_figure_and_escape_closes_it(page: Page, site_url: str) -> None:
    open_chapter(page, site_url)
    quote(page).focus()
    page.keyboard.press("Shift+Tab")
    expect(figure(page)).to_have_count(0)
    page.keyboard.press("Tab")
    expect(quote(page)).to_be_focused()
    expect(figure(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(figure(page)).to_have_count(0)
    expect(quote(page)).to_be_focused()


def test_enter_leads_to_the_figure(page: Page, site_url: str) -> None:
    open_chapter(page, site_url)
    quote(page).press("Enter")
    expect(page).to_have_url(f"{site_url}receipts/crash-and-join/#eager-unread")
    expect(figure(page)).to_be_in_viewport()


def test_tap_opens_the_figure_as_a_sheet(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context(**PHONE).new_page()
    open_chapter(page, site_url)
    quote(page).tap()
    expect(figure(page)).to_be_visible()
    expect(page).to_have_url(f"{site_url}chapters/log/")
    sheet = page.locator("[popover]").filter(has=figure(page))
    box = sheet.bounding_box()
    assert box is not None
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 360, 740)
    page.touchscreen.tap(180, 120)
    expect(figure(page)).to_have_count(0)


def test_second_tap_leads_on(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context(**PHONE).new_page()
    open_chapter(page, site_url)
    quote(page).tap()
    expect(figure(page)).to_be_visible()
    quote(page).tap()
    expect(page).to_have_url(f"{site_url}receipts/crash-and-join/#eager-unread")


@pytest.mark.parametrize("context", [pytest.param({}, id="desk"), pytest.param(PHONE, id="phone")])
def test_without_script_the_quote_leads_to_the_figure(
    new_context: Callable[..., BrowserContext], site_url: str, context: dict[str, object]
) -> None:
    page = new_context(**context, java_script_enabled=False).new_page()
    page.goto(f"{site_url}chapters/log/")
    quote(page).click()
    expect(page).to_have_url(f"{site_url}receipts/crash-and-join/#eager-unread")
    expect(figure(page)).to_be_in_viewport()


def test_figure_that_cannot_be_loaded_says_so(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context().new_page()
    page.route("**/receipts/crash-and-join/", lambda route: route.fulfill(status=204))
    open_chapter(page, site_url)
    quote(page).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_text("The receipt cannot be shown here.")).to_be_visible()
    expect(page.get_by_role("link", name="The run, its method and its limits")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_figure_moves_nothing(new_context: Callable[..., BrowserContext], site_url: str, width: int) -> None:
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    open_chapter(page, site_url)
    set_up_simulators(page)
    quote(page).scroll_into_view_if_needed()
    paragraph = page.get_by_role("paragraph").filter(has=page.get_by_role("link", name="45.8 s"))
    before = paragraph.bounding_box()
    quote(page).hover()
    expect(figure(page)).to_be_visible()
    assert paragraph.bounding_box() == before
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_answer_of_a_question_opens_its_figure(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}q/index-match/")
    page.get_by_text("Answer", exact=True).click()
    page.get_by_role("article").get_by_role("link", name="10 s").hover()
    expect(page.get_by_text("10.02 s is the median of 5 runs")).to_be_visible()


def test_source_still_opens_beside_its_number(page: Page, site_url: str) -> None:
    open_chapter(page, site_url)
    page.locator('sup[id^="fnref"]').get_by_role("link").hover()
    note = page.locator("[popover]").filter(has_text="Design of Kafka").filter(visible=True)
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
