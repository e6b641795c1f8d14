"""A reader reads: every kind of page, on a phone and a desk, in both palettes, with and without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.accessibility import find_violations

PAGES = [
    "",
    "chapters/log/",
    "quiz/",
    "flashcards/",
    "q/offset-is-next/",
    "q/index-match/",
    "q/explain-the-log/",
    "glossary/",
    "receipts/",
    "receipts/crash-and-join/",
]
REAL_PAGES = [
    "",
    "chapters/express-lane/",
    "chapters/stop-the-world/",
    "plans/fifteen-minutes/",
    "plans/one-week/",
    "glossary/",
]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing(
    new_context: Callable[..., BrowserContext], site_url: str, scheme: str, viewport: dict[str, int]
) -> None:
    page = new_context(viewport=viewport, color_scheme=scheme).new_page()
    for address in PAGES:
        page.goto(site_url + address)
        expect(page.locator("body")).to_have_attribute(
            "data-md-color-scheme", "slate" if scheme == "dark" else "default"
        )
        assert find_violations(page) == [], address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_real_pages(
    new_context: Callable[..., BrowserContext], real_url: str, scheme: str
) -> None:
    page = new_context(viewport=PHONE, color_scheme=scheme).new_page()
    for address in REAL_PAGES:
        page.goto(real_url + address)
        assert find_violations(page) == [], address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_drawer(
    new_context: Callable[..., BrowserContext], real_url: str, scheme: str
) -> None:
    page = new_context(viewport=PHONE, color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto(f"{real_url}chapters/express-lane/")
    expect(page.locator('link[rel="manifest"]')).to_be_attached()
    page.get_by_role("button", name="Menu").press("Enter")
    quiz = page.get_by_role("link", name="Quiz", exact=True).first
    quiz.scroll_into_view_if_needed()
    expect(quiz).to_be_in_viewport()
    assert find_violations(page) == []


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("width", [320, 360])
def test_no_page_scrolls_sideways_on_a_phone(
    new_context: Callable[..., BrowserContext], real_url: str, width: int, has_script: bool
) -> None:
    page = new_context(viewport={"width": width, "height": 700}, java_script_enabled=has_script).new_page()
    for address in [
        *REAL_PAGES,
        "quiz/",
        "flashcards/",
        "chapters/acks-debate/",
        "chapters/holy-grail/",
        "chapters/thundering-herd/",
    ]:
        page.goto(real_url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_diagrams_stay_legible_on_a_phone(new_context: Callable[..., BrowserContext], real_url: str) -> None:
    page = new_context(viewport=PHONE).new_page()
    for chapter in ("express-lane", "acks-debate", "stop-the-world", "holy-grail", "thundering-herd"):
        page.goto(f"{real_url}chapters/{chapter}/")
        sizes = page.locator(".study-diagram svg text").evaluate_all(
            """texts => texts.filter(text => text.textContent.trim()).map(text => {
                 const { a, b } = text.getScreenCTM();
                 return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b);
               })"""
        )
        assert len(sizes) > 10
        assert min(sizes) >= 11.95, chapter


def test_answers_open_without_script(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_url}q/offset-is-next/")
    reason = page.get_by_text("The commit names the next record, one past the last processed.")
    expect(reason).to_be_hidden()
    page.get_by_text("Answer and reasons").click()
    expect(reason).to_be_visible()


def test_chapter_is_whole_without_script(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_url}chapters/log/")
    expect(page.get_by_role("heading", name="Say it in 60 seconds")).to_be_visible()
    expect(page.get_by_role("img", name="An append")).to_be_visible()
    expect(page.get_by_role("heading", name="What is a segment?")).to_be_visible()


def test_question_leads_to_the_section_that_teaches_it(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}q/who-moves-partitions/")
    page.get_by_text("Answer and reasons").click()
    page.get_by_role("link", name="Read: What happens on an append?").click()
    expect(page).to_have_url(f"{site_url}chapters/log/#append")
    expect(page.get_by_role("heading", name="What happens on an append?")).to_be_in_viewport()


def test_former_address_of_a_question_leads_to_it(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}q/single-owner/")
    expect(page).to_have_url(f"{site_url}q/one-owner/")


def test_palette_is_kept(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}chapters/log/")
    page.get_by_title("Use the dark palette").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{site_url}quiz/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_printed_page_has_its_answers_open(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}q/offset-is-next/")
    page.emulate_media(media="print")
    expect(page.get_by_text("The commit names the next record, one past the last processed.")).to_be_visible()
