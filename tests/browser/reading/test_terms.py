"""A reader meets a term: the definition comes by pointer, by key and by tap, with and without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.waiting import set_up_simulators

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}


def term(page: Page, name: str = "segment") -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def definition(page: Page) -> Locator:
    return page.get_by_text("A part of a partition's log, the newest of which takes appends.")


def open_chapter(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}chapters/log/")
    term(page).scroll_into_view_if_needed()
    expect(definition(page)).to_be_hidden()


def focus_by_keys(page: Page) -> None:
    """Go to the term as a reader with a keyboard does: from whatever stands before it."""
    term(page).focus()
    page.keyboard.press("Shift+Tab")
    expect(term(page)).not_to_be_focused()
    page.keyboard.press("Tab")
    expect(term(page)).to_be_focused()


def test_definition_comes_by_hover_and_goes(page: Page, site_url: str) -> None:
    open_chapter(page, site_url)
    term(page).hover()
    expect(definition(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(definition(page)).to_be_hidden()


def test_pointer_may_go_from_the_term_to_its_definition(page: Page, site_url: str) -> None:
    open_chapter(page, site_url)
    term(page).hover()
    expect(definition(page)).to_be_visible()
    definition(page).get_by_role("link", name="Glossary").hover()
    expect(definition(page)).to_be_visible()
    definition(page).get_by_role("link", name="Glossary").click()
    expect(page).to_have_url(f"{site_url}glossary/#segment")


def test_definition_comes_by_focus(page: Page, site_url: str) -> None:
    open_chapter(page, site_url)
    focus_by_keys(page)
    expect(definition(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(definition(page)).to_be_hidden()


def test_enter_opens_the_definition_with_its_link(page: Page, site_url: str) -> None:
    open_chapter(page, site_url)
    focus_by_keys(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(definition(page).get_by_role("link", name="Glossary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(definition(page)).to_be_hidden()


def test_term_is_described_to_a_screen_reader(page: Page, site_url: str) -> None:
    open_chapter(page, site_url)
    expect(term(page)).to_have_accessible_description(
        "Segment (log file) A part of a partition's log, the newest of which takes appends. Glossary"
    )


def test_escape_hides_what_hover_shows(page: Page, site_url: str) -> None:
    open_chapter(page, site_url)
    term(page).hover()
    expect(definition(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(definition(page)).to_be_hidden()
    page.mouse.move(5, 5)
    term(page).hover()
    expect(definition(page)).to_be_visible()


def test_escape_hides_what_focus_shows(page: Page, site_url: str) -> None:
    open_chapter(page, site_url)
    focus_by_keys(page)
    expect(definition(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(definition(page)).to_be_hidden()
    expect(term(page)).to_be_focused()


@pytest.mark.parametrize("script", [pytest.param(True, id="with-script"), pytest.param(False, id="without-script")])
def test_tap_opens_and_the_next_tap_closes(
    new_context: Callable[..., BrowserContext], site_url: str, script: bool
) -> None:
    page = new_context(**PHONE, java_script_enabled=script).new_page()
    open_chapter(page, site_url)
    term(page).tap()
    expect(definition(page)).to_be_visible()
    page.touchscreen.tap(180, 120)
    expect(definition(page)).to_be_hidden()


@pytest.mark.parametrize("script", [pytest.param(True, id="with-script"), pytest.param(False, id="without-script")])
def test_escape_closes_what_a_tap_opened(
    new_context: Callable[..., BrowserContext], site_url: str, script: bool
) -> None:
    page = new_context(**PHONE, java_script_enabled=script).new_page()
    open_chapter(page, site_url)
    term(page).tap()
    expect(definition(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(definition(page)).to_be_hidden()


def test_definition_comes_without_script(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context(**DESKTOP, java_script_enabled=False).new_page()
    open_chapter(page, site_url)
    term(page).hover()
    expect(definition(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(definition(page)).to_be_hidden()
    focus_by_keys(page)
    expect(definition(page)).to_be_visible()


def test_definition_is_a_sheet_on_a_phone(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context(**PHONE).new_page()
    open_chapter(page, site_url)
    term(page).tap()
    expect(definition(page)).to_be_visible()
    box = definition(page).bounding_box()
    assert box is not None
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 360, 740)


def test_definition_is_near_the_term_on_a_wide_screen(page: Page, site_url: str) -> None:
    open_chapter(page, site_url)
    term(page).click()
    expect(definition(page)).to_be_visible()
    word, box = term(page).bounding_box(), definition(page).bounding_box()
    assert word is not None
    assert box is not None
    below, above = box["y"] - (word["y"] + word["height"]), word["y"] - (box["y"] + box["height"])
    assert 0 <= max(below, above) <= 20
    assert box["x"] <= word["x"] + word["width"]
    assert word["x"] <= box["x"] + box["width"]


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_definition_moves_nothing(new_context: Callable[..., BrowserContext], site_url: str, width: int) -> None:
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    open_chapter(page, site_url)
    set_up_simulators(page)
    term(page).scroll_into_view_if_needed()
    paragraph = page.get_by_role("paragraph").filter(has=term(page))
    before = paragraph.bounding_box()
    term(page).click()
    expect(definition(page)).to_be_visible()
    assert paragraph.bounding_box() == before
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_term_works_on_the_next_page(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}glossary/")
    page.get_by_role("definition").get_by_role("link", name="The log").first.click()
    expect(page).to_have_url(f"{site_url}chapters/log/#find")
    term(page).hover()
    expect(definition(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(definition(page)).to_be_hidden()


def test_print_has_the_word_as_plain_text(page: Page, site_url: str) -> None:
    open_chapter(page, site_url)
    page.emulate_media(media="print")
    expect(term(page)).to_have_css("text-decoration-line", "none")
    expect(definition(page)).to_be_hidden()


@pytest.mark.parametrize("chapter", ["acks-debate", "thundering-herd"])
def test_every_definition_fits_the_phone(
    new_context: Callable[..., BrowserContext], real_url: str, chapter: str
) -> None:
    page = new_context(**PHONE).new_page()
    page.goto(f"{real_url}chapters/{chapter}/")
    heights = page.locator("[popover]").evaluate_all(
        "all => all.map(one => { one.showPopover(); const { height, width } = one.getBoundingClientRect();"
        " one.hidePopover(); return [height, width]; })"
    )
    assert heights
    assert max(height for height, _ in heights) <= 740 * 0.4
    assert {width for _, width in heights if width} == {360}
