"""A reader works a calculator with numbers of their own."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

PHONE = {"width": 360, "height": 740}


def open_log(page: Page, site_url: str, rest: str = "") -> Locator:
    page.goto(f"{site_url}chapters/log/{rest}")
    return page.locator("#log-size")


def begin(page: Page, site_url: str) -> Locator:
    calculator = open_log(page, site_url)
    calculator.get_by_role("button", name="Use your own numbers").press("Enter")
    expect(calculator.get_by_label("Records record/s")).to_be_focused()
    return calculator


def numbers_of(calculator: Locator) -> list[str]:
    return calculator.locator("output").all_inner_texts()


def test_results_follow_what_is_typed(page: Page, site_url: str) -> None:
    calculator = begin(page, site_url)
    expect(calculator.get_by_label("Records record/s")).to_have_value("20")
    assert numbers_of(calculator) == ["10", "0.864", "2", "27.8"]
    calculator.get_by_label("Records record/s").fill("2,000")
    assert numbers_of(calculator) == ["1,000", "86.4", "88", "0.278"]


@pytest.mark.parametrize(("case", "column"), [("Quiet", 1), ("Busy", 2)])
def test_browser_and_build_agree_on_every_case(page: Page, site_url: str, case: str, column: int) -> None:
    cells = open_log(page, site_url).locator(f"tbody + tbody td:nth-child({column + 1})").all_inner_texts()
    calculator = begin(page, site_url)
    calculator.get_by_role("button", name=case).click()
    assert numbers_of(calculator) == cells


def test_a_link_holds_the_numbers(page: Page, site_url: str, new_context: Callable[..., BrowserContext]) -> None:
    calculator = begin(page, site_url)
    calculator.get_by_role("button", name="Busy").click()
    calculator.get_by_label("Kept for day").fill("30")
    expect(page).to_have_url(f"{site_url}chapters/log/?log-size=Busy&log-size.kept=30")
    friend = new_context(viewport=PHONE).new_page()
    theirs = open_log(friend, site_url, page.url.rpartition("/")[2])
    expect(theirs.get_by_label("Records record/s")).to_have_value("1,500.5")
    expect(theirs.get_by_label("Kept for day")).to_have_value("30")
    assert numbers_of(theirs) == numbers_of(calculator)
    assert friend.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("typed", ["", "many", "0.05", "-1", "1e400"])
def test_what_is_no_number_is_told_and_changes_no_link(page: Page, site_url: str, typed: str) -> None:
    calculator = begin(page, site_url)
    before = page.url
    field = calculator.get_by_label("Segment GB")
    field.fill(typed)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("A number from 0.1 to 1,000,000,000,000")
    assert numbers_of(calculator)[2:] == ["–", "–"]
    assert page.url == before
    field.fill("2")
    expect(field).to_have_attribute("aria-invalid", "false")
    expect(page).not_to_have_url(before)


@pytest.mark.parametrize("rest", ["?log-size=None", "?log-size.segment=many", "?log-size.segment=-4", "?log-size.x=1"])
def test_an_address_that_makes_no_sense_opens_the_first_case(page: Page, site_url: str, rest: str) -> None:
    calculator = open_log(page, site_url, rest)
    expect(calculator.get_by_label("Segment GB")).to_have_value("1")
    assert numbers_of(calculator) == ["10", "0.864", "2", "27.8"]


@pytest.mark.parametrize(
    "rest", ["?log-size=Busy&log-size.kept=30.", "?log-size=Busy&amp;log-size.kept=30", "?log-size=Busy)."]
)
def test_a_link_that_a_chat_has_damaged_holds_the_numbers(page: Page, site_url: str, rest: str) -> None:
    calculator = open_log(page, site_url, rest)
    expect(calculator.get_by_label("Records record/s")).to_have_value("1,500.5")
    expect(calculator.get_by_label("Kept for day")).to_have_value("30" if "kept" in rest else "7")


def test_pressing_twice_opens_once(page: Page, site_url: str) -> None:
    button = open_log(page, site_url).get_by_role("button", name="Use your own numbers")
    button.evaluate("(button) => { button.click(); button.click(); }")
    expect(page.locator("#log-size table")).to_have_count(1)
    expect(page.locator("#log-size").get_by_label("Kept for day")).to_have_value("1")


def test_what_cannot_be_loaded_is_said_and_tried_again(page: Page, site_url: str) -> None:
    page.route(re.compile(r"/calculator\."), lambda route: route.abort("aborted"))
    calculator = open_log(page, site_url)
    calculator.get_by_role("button", name="Use your own numbers").click()
    expect(calculator.get_by_text("This needs what was not loaded. Is there a network?")).to_be_visible()
    page.unroute(re.compile(r"/calculator\."))
    calculator.get_by_role("button", name="Use your own numbers").click()
    expect(calculator.get_by_label("Kept for day")).to_have_value("1")


def test_link_is_copied(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    calculator = begin(page, site_url)
    calculator.get_by_label("Kept for day").fill("2")
    calculator.get_by_role("button", name="Copy the link to these numbers").click()
    expect(calculator.locator("p[role=status]")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_without_script_the_worked_table_stands(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context(java_script_enabled=False, viewport=PHONE).new_page()
    calculator = open_log(page, site_url)
    expect(calculator.get_by_role("row", name="Stored GB stored = written × kept 0.864 1,815")).to_be_visible()
    expect(calculator.get_by_role("button")).to_have_count(0)


def test_the_script_of_calculators_comes_when_one_is_opened(page: Page, site_url: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    calculator = open_log(page, site_url)
    expect(calculator).to_have_attribute("data-state", "ready")
    assert not [name for name in loaded if name.startswith("calculator.") and name.endswith("js")]
    begin(page, site_url)
    assert [name for name in loaded if name.startswith("calculator.") and name.endswith("js")]
