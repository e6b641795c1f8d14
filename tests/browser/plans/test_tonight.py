"""A reader plans the evening from what is due, weak and often asked, and ticks it off."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.accessibility import find_violations
from tests.browser.modules import call, open_blank

OpenContext = Callable[..., BrowserContext]
PLAN = "plans/one-hour/"
TWO_HOURS = re.compile(r"^2\s+hours")
DAY = 20_780
NOON = datetime(2026, 11, 23, 12)
WANTED = {
    "due": 30,
    "chapters": [{"slug": f"c{number}", "title": f"Chapter {number}"} for number in range(18)],
    "questions": [{"id": f"q{number}", "ask": f"Question {number}"} for number in range(40)],
}


@pytest.fixture(scope="module")
def blank(browser: Browser, modules_url: str) -> Iterator[Page]:
    page = open_blank(browser, modules_url)
    yield page
    page.close()


def plan(page: Page, hours: int, **wanted: Any) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = call(page, "plans/tonight/evening", "planEvening", hours, WANTED | wanted)
    return steps


@pytest.mark.parametrize("hours", [1, 2, 3])
@pytest.mark.parametrize("due", [0, 30, 600])
def test_evening_takes_the_hours_that_there_are(blank: Page, hours: int, due: int) -> None:
    minutes = sum(step["minutes"] for step in plan(blank, hours, due=due))
    assert hours * 60 - 10 < minutes <= hours * 60


@pytest.mark.parametrize("hours", [1, 2, 3])
def test_break_lies_between_what_is_written_and_what_is_spoken(blank: Page, hours: int) -> None:
    kinds = [step["address"].partition("/")[0] for step in plan(blank, hours)]
    places = [kinds.index(kind) for kind in ("flashcards", "quiz", "break", "q", "mock-interview")]
    assert places == sorted(places)
    assert kinds.count("break") == 1


def test_nothing_due_leaves_no_empty_step(blank: Page) -> None:
    assert "flashcards/" not in [step["address"] for step in plan(blank, 2, due=0)]


def test_weak_chapters_and_often_asked_questions_come_first(blank: Page) -> None:
    addresses = [step["address"] for step in plan(blank, 1)]
    assert "quiz/?n=10&chapters=c0" in addresses
    assert "q/q0/" in addresses
    assert "q/q39/" not in addresses


def plan_tonight(page: Page, site_url: str, hours: str = "2 hours") -> Locator:
    page.goto(site_url + PLAN)
    page.get_by_role("button", name=re.compile(rf"^{hours[0]}\s+hour")).click()
    evening = page.get_by_role("region", name="Tonight")
    expect(evening).to_be_visible()
    return evening


def test_evening_is_ticked_by_keyboard_and_remembered(page: Page, site_url: str) -> None:
    evening = plan_tonight(page, site_url)
    pause = evening.get_by_role("checkbox", name="Done: A break")
    pause.press("Space")
    expect(pause).to_be_checked()
    expect(pause).to_be_focused()
    expect(evening.get_by_text("1 of 5 steps done")).to_be_visible()
    page.goto(site_url)
    page.go_back()
    expect(evening.get_by_role("checkbox", name="Done: A break")).to_be_checked()
    expect(page.locator(".md-nav [data-done]")).to_have_count(0)


def test_what_is_due_and_weak_comes_first(page: Page, site_url: str) -> None:
    cards = {"who-moves-partitions": {"at": 1, "log": [[DAY - 30, 1]]}}
    text = json.dumps({"version": 1, "records": cards})
    page.clock.set_fixed_time(NOON)
    page.add_init_script(f"localStorage.setItem('study/cards', {json.dumps(text)});")
    evening = plan_tonight(page, site_url)
    links = evening.get_by_role("link")
    expect(links).to_have_text(
        [
            "The card that is due",
            "Ten questions: Groups",
            "Ten questions: The log",
            "A topic has 6 partitions and a group has 8 members. What happens?",
            "A mock interview of 25 minutes",
        ]
    )
    links.last.click()
    expect(page.get_by_role("region", name="Mock interview", exact=True)).to_be_visible()


def test_tomorrow_is_planned_anew(page: Page, site_url: str) -> None:
    page.clock.set_fixed_time(NOON)
    plan_tonight(page, site_url)
    page.clock.set_fixed_time(NOON + timedelta(days=1))
    page.reload()
    expect(page.get_by_role("button", name=TWO_HOURS)).to_be_visible()
    expect(page.get_by_role("region", name="Tonight")).to_be_hidden()


def test_two_tabs_agree(page: Page, site_url: str) -> None:
    evening = plan_tonight(page, site_url)
    other = page.context.new_page()
    other.goto(site_url + PLAN)
    theirs = other.get_by_role("region", name="Tonight").get_by_role("checkbox", name="Done: A break")
    expect(theirs).not_to_be_checked()
    evening.get_by_role("checkbox", name="Done: A break").press("Space")
    expect(theirs).to_be_checked()
    evening.get_by_role("button", name="Plan anew").click()
    expect(other.get_by_role("button", name=TWO_HOURS)).to_be_visible()


def test_blocked_storage_stops_nothing(page: Page, site_url: str) -> None:
    page.add_init_script(
        "for (const name of ['getItem', 'setItem']) Storage.prototype[name] = () => { throw new Error('no'); };"
    )
    evening = plan_tonight(page, site_url)
    evening.get_by_role("checkbox", name="Done: A break").press("Space")
    expect(evening.get_by_text("1 of 5 steps done")).to_be_visible()


@pytest.mark.parametrize("stored", ["7", '{"day": 1}', '{"day": 20780, "done": [], "steps": [1]}'])
def test_what_is_damaged_is_passed_over(page: Page, site_url: str, stored: str) -> None:
    page.clock.set_fixed_time(NOON)
    text = f'{{"version": 1, "records": {{"tonight": {stored}}}}}'
    page.add_init_script(f"localStorage.setItem('study/plans', {text!r});")
    page.goto(site_url + PLAN)
    expect(page.get_by_role("button", name=TWO_HOURS)).to_be_visible()


def test_without_script_the_page_offers_nothing_that_needs_it(new_context: OpenContext, site_url: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site_url + PLAN)
    expect(page.get_by_role("button", name=TWO_HOURS)).to_have_count(0)


def test_evening_is_accessible_and_fits_a_small_phone(new_context: OpenContext, site_url: str) -> None:
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    plan_tonight(page, site_url)
    assert find_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
