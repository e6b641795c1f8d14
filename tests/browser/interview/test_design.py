"""A reader holds a system design against the clock, part by part, and compares."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.accessibility import find_violations
from tests.browser.interview.test_interview import expect_asked, find_panel, open_interview, press

OpenContext = Callable[..., BrowserContext]
DESIGN = "?design=log/find"


def test_design_by_keyboard_from_start_to_result(page: Page, site_url: str) -> None:
    panel = open_interview(page, site_url, DESIGN)
    keys = page.keyboard
    expect_asked(panel, "Ask")
    expect(panel.get_by_text("within 10 ms")).to_have_count(0)
    keys.press("Enter")
    expect_asked(panel, "Ask: compare")
    expect(panel.get_by_text("within 10 ms")).to_be_visible()
    expect(panel.get_by_text("of 20 minutes")).to_be_visible()
    keys.press("Enter")
    expect_asked(panel, "Count")
    keys.press("Enter")
    expect_asked(panel, "Count: compare")
    panel.get_by_role("checkbox", name="Senior: A sparse index, and why").press("Space")
    keys.press("Enter")
    expect_asked(panel, "How is a record found?")
    expect(panel.get_by_text("Heard: Senior: A sparse index, and why")).to_be_visible()


def test_chapter_leads_to_its_design_and_back(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}chapters/log/")
    page.get_by_role("link", name="Hold this design against the clock").click()
    panel = find_panel(page)
    expect_asked(panel, "Ask")
    press(panel, "End")
    panel.get_by_role("link", name="Read it in its chapter").click()
    expect(page.get_by_role("heading", name="How is a record found?")).to_be_visible()


def test_reload_in_the_middle_loses_nothing(page: Page, site_url: str) -> None:
    page.clock.install()
    panel = open_interview(page, site_url, DESIGN)
    expect_asked(panel, "Ask")
    panel.get_by_text("Your board").click()
    panel.get_by_label("Your board").fill("no loss")
    page.clock.run_for(65_000)
    page.reload()
    expect(panel.get_by_label("Your board")).to_have_value("no loss")
    expect(panel.get_by_role("timer")).to_contain_text("1:0")
    press(panel, "Compare")
    press(panel, "Next: Count")
    expect_asked(panel, "Count")
    page.reload()
    expect(panel.get_by_role("heading", name="Count")).to_be_visible()
    expect(panel.get_by_label("Your board")).to_have_value("no loss")


def test_start_offers_the_designs_and_back_leads_there(page: Page, site_url: str) -> None:
    panel = open_interview(page, site_url, "")
    panel.get_by_text("A system design of 45 minutes").click()
    panel.get_by_role("link", name="How is a record found?").click()
    expect_asked(panel, "Ask")
    page.go_back()
    expect(panel.get_by_role("button", name="Begin", exact=True)).to_be_visible()


def test_unknown_design_leads_to_the_start(page: Page, site_url: str) -> None:
    panel = open_interview(page, site_url, "?design=log/nothing")
    expect(panel.get_by_role("button", name="Begin", exact=True)).to_be_visible()


def test_design_is_accessible_and_fits_a_small_phone(new_context: OpenContext, site_url: str) -> None:
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    panel = open_interview(page, site_url, DESIGN)
    for name in ("Ask", "Ask: compare", "Count", "Count: compare", "How is a record found?"):
        expect_asked(panel, name)
        assert find_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.keyboard.press("Enter")
