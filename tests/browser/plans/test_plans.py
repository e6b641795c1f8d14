"""A reader ticks off the steps of a plan, and the menu of every page says how many are done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

PLAN = "plans/one-hour/"
DONE = "link => getComputedStyle(link, '::after').content"


def menu_says(page: Page) -> str:
    link = page.locator(".md-nav--primary").get_by_role("link", name="One hour").first
    return str(link.evaluate(DONE))


def test_steps_are_ticked_by_keyboard_and_remembered(page: Page, site_url: str) -> None:
    page.goto(site_url + PLAN)
    step = page.get_by_role("checkbox", name="Done: Groups")
    step.press("Space")
    expect(step).to_be_checked()
    assert menu_says(page) == '"1 of 3"'
    page.goto(f"{site_url}chapters/log/")
    expect(page.locator("[data-done]")).not_to_have_count(0)
    assert menu_says(page) == '"1 of 3"'
    page.goto(site_url + PLAN)
    page.get_by_role("checkbox", name="Done: Groups").press("Space")
    expect(page.locator("[data-done]")).to_have_count(0)


def test_two_tabs_agree(context_of_two: tuple[Page, Page], site_url: str) -> None:
    one, other = context_of_two
    one.goto(site_url + PLAN)
    other.goto(site_url + PLAN)
    other.get_by_role("checkbox").first.wait_for()
    one.get_by_role("checkbox").first.press("Space")
    expect(other.get_by_role("checkbox").first).to_be_checked()
    assert menu_says(other) == '"1 of 3"'


@pytest.fixture
def context_of_two(page: Page) -> tuple[Page, Page]:
    return page, page.context.new_page()


@pytest.mark.parametrize("stored", ["no JSON", '{"records": 1}', '{"version": 1, "records": {"plans/one-hour/": 7}}'])
def test_what_is_damaged_is_passed_over(page: Page, site_url: str, stored: str) -> None:
    page.add_init_script(f"localStorage.setItem('study/plans', {stored!r})")
    page.goto(site_url + PLAN)
    page.get_by_role("checkbox").first.wait_for()
    expect(page.locator("[data-done]")).to_have_count(0)


def test_plan_is_complete_without_script(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site_url + PLAN)
    expect(page.get_by_role("checkbox", name="Done")).to_have_count(0)
    expect(page.locator("article").get_by_role("link", name="Groups", exact=True)).to_be_visible()
