"""Readers with minutes left: on a phone, in one hand, without a network, and over on time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.accessibility import find_violations
from tests.browser.waiting import wait_until

OpenContext = Callable[..., BrowserContext]
PLAN = "plans/one-hour/"
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
CONTROLLED = "navigator.serviceWorker.controller?.state === 'activated'"
DAY = 20_780
MINUTE = 60_000


def store(name: str, records: dict[str, Any]) -> str:
    text = json.dumps({"version": 1, "records": records})
    return f"localStorage.setItem({json.dumps(f'study/{name}')}, {json.dumps(text)});"


def begin(page: Page, site_url: str, minutes: int) -> Locator:
    page.goto(site_url + PLAN)
    find_offer(page, minutes).click()
    return find_run(page)


def find_offer(page: Page, minutes: int) -> Locator:
    return page.get_by_role("button", name=re.compile(rf"^{minutes}\s+minutes"))


def find_run(page: Page) -> Locator:
    run = page.get_by_role("region", name="The last minutes")
    expect(run).to_be_visible()
    return run


def press(run: Locator, name: str) -> None:
    run.get_by_role("button", name=name, exact=True).click()


def go_through(run: Locator) -> list[str]:
    """Tap whatever is first until the end, and return the headings that came."""
    seen: list[str] = []
    for _ in range(80):
        heading = run.get_by_role("heading", level=2)
        expect(heading).not_to_have_text("The card is on its way")
        text = heading.inner_text()
        if seen[-1:] != [text]:
            seen.append(text)
        if text == "You are ready":
            return seen
        run.locator('[data-rank="first"]').click()
    raise AssertionError(f"it does not end: {seen}")


@pytest.fixture
def phone(new_context: OpenContext) -> Page:
    return new_context(**PHONE).new_page()


@pytest.fixture
def storing_phone(browser: Browser) -> Iterator[Page]:
    """A phone that stores the site."""
    context = browser.new_context(service_workers="allow", **PHONE)
    yield context.new_page()
    context.close()


def test_first_visit_without_a_network(storing_phone: Page, site_url: str) -> None:
    page = storing_phone
    page.goto(site_url)
    wait_until(page, CONTROLLED)
    page.context.set_offline(True)
    run = begin(page, site_url, 5)
    expect(run.get_by_text("Say it · 1 of 2")).to_be_visible()
    seen = go_through(run)
    assert seen[:2] == ["The log", "Groups"]
    assert seen[2].startswith("A topic has 6 partitions")
    sentences = run.get_by_role("listitem")
    expect(sentences).to_have_count(2)
    press(run, "Close")
    expect(find_offer(page, 5)).to_be_focused()


def test_what_would_be_missed_comes_first(phone: Page, site_url: str) -> None:
    cards = {
        "what-is-a-segment": {"at": 1, "log": [[DAY - 9, 3]]},
        "who-moves-partitions": {"at": 1, "log": [[DAY - 30, 1]]},
    }
    phone.clock.set_fixed_time(datetime(2026, 11, 23, 12))
    phone.add_init_script(store("cards", cards) + store("settings", {"interview": {"value": "2026-11-23", "at": 1}}))
    phone.goto(site_url + PLAN)
    expect(phone.get_by_text("Your interview is today.")).to_be_visible()
    run = begin(phone, site_url, 15)
    expect(run.get_by_role("heading", name="Groups")).to_be_visible()
    seen = go_through(run)
    assert seen[:2] == ["Groups", "The log"]
    assert seen[3] == "What is a segment?"


def test_it_ends_on_time_whatever_is_shown(phone: Page, site_url: str) -> None:
    phone.clock.install()
    run = begin(phone, site_url, 5)
    press(run, "Show")
    phone.clock.run_for(4 * MINUTE)
    expect(run.get_by_role("heading", name="The log")).to_be_visible()
    expect(run.get_by_role("timer")).to_have_text("1 min left")
    phone.clock.run_for(MINUTE // 2 + 1000)
    expect(run.get_by_role("heading", name="You are ready")).to_be_focused()


def test_reload_goes_on_with_the_same_end(phone: Page, site_url: str) -> None:
    phone.clock.install()
    run = begin(phone, site_url, 15)
    press(run, "Show")
    press(run, "Next")
    expect(run.get_by_role("heading", name="Groups")).to_be_visible()
    phone.clock.run_for(MINUTE + 1000)
    phone.reload()
    expect(run.get_by_role("heading", name="Groups")).to_be_visible()
    expect(run.get_by_role("timer")).to_have_text("14 min left")
    phone.goto(site_url)
    phone.go_back()
    expect(run.get_by_role("heading", name="Groups")).to_be_visible()


def test_two_tabs_are_at_the_same_place(phone: Page, site_url: str) -> None:
    run = begin(phone, site_url, 15)
    other = phone.context.new_page()
    other.goto(site_url + PLAN)
    expect(find_run(other).get_by_role("heading", name="The log")).to_be_visible()
    press(run, "Show")
    press(run, "Next")
    expect(find_run(other).get_by_role("heading", name="Groups")).to_be_visible()


def test_chapter_that_is_gone_is_passed_over(phone: Page, site_url: str) -> None:
    items = {"say": ["gone", "groups"], "card": ["gone"], "traps": ["gone"], "spare": []}
    run_record = {"minutes": 15, "items": items, "done": dict.fromkeys(items, 0), "isReady": False, "at": 1}
    text = json.dumps({"version": 1, "records": {"run": run_record | {"startedAt": "NOW"}}}).replace('"NOW"', "NOW")
    phone.add_init_script(
        f"if (!localStorage.length) localStorage.setItem('study/last-minutes', {text!r}.replace('NOW', Date.now()));"
    )
    phone.goto(site_url + PLAN)
    assert go_through(find_run(phone)) == ["Groups", "You are ready"]


def test_schedule_is_left_alone(phone: Page, site_url: str) -> None:
    run = begin(phone, site_url, 5)
    go_through(run)
    assert phone.evaluate("localStorage.getItem('study/cards')") is None


def test_keyboard_alone(page: Page, site_url: str) -> None:
    page.goto(site_url + PLAN)
    expect(find_offer(page, 5)).to_be_enabled()
    find_offer(page, 5).press("Enter")
    run = find_run(page)
    expect(run.get_by_role("heading", name="The log")).to_be_focused()
    page.keyboard.press("Enter")
    expect(run.get_by_text("A partition is")).to_be_visible()
    page.keyboard.press("Enter")
    expect(run.get_by_role("heading", name="Groups")).to_be_focused()


def test_blocked_storage_stops_nothing(phone: Page, site_url: str) -> None:
    phone.add_init_script(
        "for (const name of ['getItem', 'setItem']) Storage.prototype[name] = () => { throw new Error('no'); };"
    )
    run = begin(phone, site_url, 5)
    go_through(run)
    press(run, "Close")
    expect(find_offer(phone, 5)).to_be_visible()


@pytest.mark.parametrize("stored", ["no JSON", '{"version": 1, "records": {"run": 7}}'])
def test_what_is_damaged_is_passed_over(phone: Page, site_url: str, stored: str) -> None:
    phone.add_init_script(f"localStorage.setItem('study/last-minutes', {stored!r});")
    phone.goto(site_url + PLAN)
    expect(find_offer(phone, 5)).to_be_visible()
    expect(phone.get_by_role("region", name="The last minutes")).to_have_count(0)


def test_without_script_the_page_offers_nothing_that_needs_it(new_context: OpenContext, site_url: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site_url + PLAN)
    expect(find_offer(page, 5)).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_every_screen_is_accessible_and_fits_a_small_phone(new_context: OpenContext, site_url: str) -> None:
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    run = begin(page, site_url, 5)
    check(page)
    press(run, "Show")
    check(page)
    go_through(run)
    check(page)


def check(page: Page) -> None:
    assert find_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
