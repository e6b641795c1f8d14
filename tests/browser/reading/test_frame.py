"""What stands around every page: palette, keys, contents, sources, and how the search box is used."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

OpenContext = Callable[..., BrowserContext]
SCHEME = "data-md-color-scheme"
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
KEYS_OFF = '{"version": 1, "records": {"single-keys": {"on": false, "at": 1}}}'
FRAME_COLOUR = "[...document.querySelectorAll('meta[name=theme-color]')].find(m => matchMedia(m.media).matches).content"
LIGHT_PAPER, DARK_PAPER = "rgb(252, 252, 250)", "rgb(17, 24, 22)"
LANE = "chapters/express-lane/"


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Search")


def open_whole(page: Page, address: str) -> None:
    """Open a page and wait for its script, which comes behind what there is to read."""
    page.goto(address)
    wait_for_script(page)


def wait_for_script(page: Page) -> None:
    expect(page.locator('link[rel="manifest"]')).to_be_attached()


def test_palette_follows_the_system_until_the_reader_chooses(page: Page, site_url: str) -> None:
    open_whole(page, site_url)
    body = page.locator("body")
    expect(body).to_have_attribute(SCHEME, "default")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute(SCHEME, "slate")
    assert page.evaluate(FRAME_COLOUR) == "#111816"
    page.get_by_role("button", name="Use the light palette").press("Enter")
    expect(body).to_have_attribute(SCHEME, "default")
    expect(page.get_by_role("button", name="Use the dark palette")).to_be_focused()
    assert page.evaluate(FRAME_COLOUR) == "#fcfcfa"
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute(SCHEME, "default")


def test_palette_follows_the_system_without_script(new_context: OpenContext, site_url: str) -> None:
    for scheme, paper in (("light", LIGHT_PAPER), ("dark", DARK_PAPER)):
        page = new_context(java_script_enabled=False, color_scheme=scheme).new_page()
        page.goto(f"{site_url}chapters/log/")
        expect(page.locator("body")).to_have_css("background-color", paper)
        expect(page.get_by_role("button", name="palette")).to_have_count(0)


def test_paper_is_light_whatever_the_palette(new_context: OpenContext, site_url: str) -> None:
    page = new_context(color_scheme="dark").new_page()
    page.goto(f"{site_url}chapters/log/")
    expect(page.locator("body")).to_have_css("background-color", DARK_PAPER)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", LIGHT_PAPER)


def test_palette_chosen_before_the_script_came_holds(page: Page, site_url: str) -> None:
    held: list[Route] = []
    page.route("**/study.*.js", lambda route: held.append(route))
    with page.expect_request("**/study.*.js"):
        page.goto(site_url)
    page.get_by_role("button", name="Use the dark palette").click()
    expect(page.locator("body")).to_have_attribute(SCHEME, "slate")
    held[0].continue_()
    wait_for_script(page)
    assert page.evaluate(FRAME_COLOUR) == "#111816"
    page.reload()
    expect(page.locator("body")).to_have_attribute(SCHEME, "slate")


def test_palette_chosen_in_one_tab_holds_in_the_other(page: Page, site_url: str) -> None:
    page.goto(site_url)
    other = page.context.new_page()
    other.goto(f"{site_url}glossary/")
    page.get_by_role("button", name="Use the dark palette").click()
    expect(other.locator("body")).to_have_attribute(SCHEME, "slate")


def test_single_keys_turn_pages(page: Page, site_url: str) -> None:
    open_whole(page, f"{site_url}chapters/log/")
    page.keyboard.press("n")
    expect(page).to_have_url(f"{site_url}chapters/groups/")
    wait_for_script(page)
    page.keyboard.press("p")
    expect(page).to_have_url(f"{site_url}chapters/log/")


def test_single_keys_stay_off_where_the_reader_turned_them_off(page: Page, site_url: str) -> None:
    page.add_init_script(f"localStorage.setItem('study/settings', '{KEYS_OFF}')")
    open_whole(page, f"{site_url}chapters/log/")
    page.keyboard.press("/")
    page.keyboard.press("n")
    expect(box(page)).not_to_be_focused()
    expect(page).to_have_url(f"{site_url}chapters/log/")


def test_contents_say_which_section_is_read(page: Page, real_url: str) -> None:
    page.goto(f"{real_url}{LANE}#classic-path")
    contents = page.get_by_role("navigation", name="Table of contents")
    here = contents.locator("[aria-current=location]")
    expect(here).to_have_text("What does the classic path cost?")
    page.keyboard.press("End")
    expect(here).to_have_text("Sources")
    expect(here).to_be_in_viewport()
    expect(page.locator("header").get_by_text("The express lane: zero-copy and the page cache")).to_be_visible()
    page.keyboard.press("Home")
    expect(here).to_have_count(0)


def test_source_is_shown_where_its_number_stands(page: Page, site_url: str) -> None:
    open_whole(page, f"{site_url}chapters/log/")
    number = page.locator("sup a").first
    note = page.locator("sup").get_by_text("the log.")
    number.hover()
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    page.mouse.move(0, 0)
    page.get_by_role("link", name="Copy the link to").last.focus()
    while not page.evaluate("document.activeElement.matches('sup a')"):
        page.keyboard.press("Shift+Tab")
    expect(note).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#fn:"))


def test_what_was_typed_before_the_script_came_is_searched(page: Page, site_url: str) -> None:
    held: list[Route] = []
    page.route("**/study.*.js", lambda route: held.append(route))
    with page.expect_request("**/study.*.js"):
        page.goto(site_url)
    box(page).press_sequentially("offset")
    held[0].continue_()
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_search_is_used_by_keyboard_alone(page: Page, site_url: str) -> None:
    open_whole(page, site_url)
    page.keyboard.press("/")
    page.keyboard.type("offset")
    first = page.locator(".md-search-result__link").first
    expect(first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    page.keyboard.press("s")
    expect(first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(box(page)).to_have_value("offset")
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value("")
    expect(page.get_by_text("Type to start searching")).to_be_visible()


def test_enter_opens_the_best_result_also_before_it_is_there(page: Page, site_url: str) -> None:
    open_whole(page, site_url)
    page.keyboard.press("/")
    page.keyboard.type("one owner")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?h=one\+owner"))


def test_more_results_come_as_they_are_scrolled_to(page: Page, real_url: str) -> None:
    page.goto(real_url)
    box(page).fill("kafka")
    items = page.locator(".md-search-result__item")
    expect(items).to_have_count(10)
    expect(page.locator('.md-search-result [aria-busy="false"]')).to_be_visible()
    items.last.scroll_into_view_if_needed()
    expect(items.nth(10)).to_be_attached()


def test_words_that_were_found_are_marked_and_the_page_is_left_alone(page: Page, site_url: str) -> None:
    open_whole(page, f"{site_url}chapters/log/?h=append+leader")
    marked = "[...CSS.highlights.get('study-hit')].map(range => range.toString().toLowerCase())"
    assert set(page.evaluate(marked)) == {"append", "leader"}
    assert page.locator("article mark").count() == 0


def test_link_to_a_search_opens_it(new_context: OpenContext, site_url: str) -> None:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(f"{site_url}quiz/")
    box(page).fill("segment & lock")
    expect(page.locator('.md-search-result [aria-busy="false"]')).to_be_visible()
    page.get_by_role("button", name="Link to this search").click()
    expect(page.get_by_text("Link copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{site_url}?q=segment+%26+lock"
    page.goto(link)
    expect(box(page)).to_have_value("segment & lock")
    expect(page.get_by_text(re.compile(r"\d+ matching document"))).to_be_visible()
    expect(page).to_have_url(site_url)


@pytest.mark.parametrize("query", ["offset", "zzzz"])
def test_search_fills_a_phone_and_is_no_wider(new_context: OpenContext, site_url: str, query: str) -> None:
    page = new_context(**PHONE).new_page()
    page.goto(f"{site_url}chapters/log/")
    page.locator("header label[for=__search]").first.tap()
    expect(box(page)).to_be_focused()
    box(page).fill(query)
    expect(page.get_by_text(re.compile("matching document"))).to_be_visible()
    assert page.evaluate("innerWidth") == 360
    page.keyboard.press("Escape")
    expect(page.get_by_text(re.compile("matching document"))).to_be_hidden()


def test_search_that_cannot_be_loaded_says_so(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.route("**/search/index.json", lambda route: route.abort("aborted"))
    box(page).fill("offset")
    expect(page.get_by_text("Search needs what was not loaded. Is there a network?")).to_be_visible()
    page.unroute("**/search/index.json")
    box(page).fill("offsets")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


@pytest.mark.parametrize("scripted", [True, False])
def test_drawer_is_opened_and_used_by_keyboard_alone(new_context: OpenContext, site_url: str, scripted: bool) -> None:
    page = new_context(viewport={"width": 360, "height": 740}, java_script_enabled=scripted).new_page()
    page.goto(f"{site_url}chapters/log/")
    if scripted:
        wait_for_script(page)
        page.get_by_role("button", name="Menu").focus()
    else:
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    quiz = page.get_by_role("link", name="Quiz", exact=True).first
    expect(quiz).to_be_in_viewport()
    page.locator("#__toc").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="How is a record found?").first).to_be_in_viewport()
    quiz.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site_url}quiz/")


def test_contents_stand_beside_the_page_where_there_is_room(new_context: OpenContext, site_url: str) -> None:
    page = new_context(viewport={"width": 1000, "height": 740}).new_page()
    open_whole(page, f"{site_url}chapters/log/")
    expect(page.get_by_role("navigation", name="Table of contents")).to_be_visible()
    page.get_by_role("button", name="Menu").press("Enter")
    expect(page.get_by_role("link", name="Quiz", exact=True).first).to_be_in_viewport()
    expect(page.locator("#__toc")).to_be_hidden()


def test_menu_says_whether_it_is_open(new_context: OpenContext, site_url: str) -> None:
    page = new_context(**PHONE).new_page()
    open_whole(page, f"{site_url}chapters/log/")
    menu, quiz = page.get_by_role("button", name="Menu"), page.get_by_role("link", name="Quiz", exact=True).first
    expect(menu).to_have_attribute("aria-expanded", "false")
    page.locator("header label[for=__drawer]").tap()
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(quiz).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(quiz).not_to_be_in_viewport()


def test_closed_drawer_is_passed_over(new_context: OpenContext, site_url: str) -> None:
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    open_whole(page, f"{site_url}chapters/log/")
    passed = []
    for _ in range(12):
        page.keyboard.press("Tab")
        passed.append(page.evaluate("document.activeElement.closest('.md-sidebar, .md-header, article')?.localName"))
    assert "article" in passed
    assert "div" not in passed


def test_search_is_reached_by_keyboard_in_a_narrow_window(new_context: OpenContext, site_url: str) -> None:
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    open_whole(page, site_url)
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()
    page.keyboard.type("offset")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
