"""The landing page: a picture that moves quietly, and two things to try at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

OpenContext = Callable[..., BrowserContext]
RUNNING = (
    "document.getAnimations().filter(one => one.playState == 'running' && one.animationName.includes('log')).length"
)


def test_question_is_answered_without_script(new_context: OpenContext, site_url: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site_url)
    page.get_by_text("42 records were read since the group started.").click()
    expect(page.get_by_text("It is a position in the log and counts nothing.")).to_be_visible()
    page.get_by_text("The next record to read is the one at offset 42.").click()
    expect(page.get_by_text("Right.")).to_be_visible()
    expect(page.get_by_text("Wrong.").first).to_be_hidden()


def test_spoken_answer_is_there_without_script(new_context: OpenContext, site_url: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site_url)
    page.get_by_text("The answer", exact=True).click()
    expect(page.locator("study-today").get_by_text("A partition is a log. A producer sends a batch")).to_be_visible()
    expect(page.get_by_role("button", name="Start the clock")).to_have_count(0)


@pytest.mark.parametrize(
    ("day", "chapter", "answer"),
    [("2026-12-01", "The log", "A partition is a log."), ("2026-12-02", "Groups", "A consumer group shares")],
)
def test_each_day_has_its_chapter(page: Page, site_url: str, day: str, chapter: str, answer: str) -> None:
    page.clock.install(time=f"{day}T12:00:00")
    page.goto(site_url)
    page.get_by_role("button", name="Start the clock").wait_for()
    expect(page.locator("study-today a").first).to_have_text(chapter)
    page.get_by_text("The answer", exact=True).click()
    expect(page.locator("study-today").get_by_text(answer)).to_be_visible()


def test_clock_says_when_a_minute_is_over(page: Page, site_url: str) -> None:
    page.clock.install(time="2026-12-01T12:00:00")
    page.goto(site_url)
    page.get_by_role("button", name="Start the clock").press("Enter")
    page.clock.fast_forward(20_000)
    expect(page.get_by_role("button", name="40 s left")).to_be_focused()
    page.clock.fast_forward(41_000)
    expect(page.get_by_text("Time. Now compare.")).to_be_visible()
    expect(page.get_by_role("button", name="Once more")).to_be_focused()


def test_picture_is_paused_by_the_keyboard_without_script(new_context: OpenContext, site_url: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site_url)
    assert page.evaluate(RUNNING) > 0
    page.get_by_label("Pause").press("Space")
    assert page.evaluate(RUNNING) == 0


def test_picture_stands_still_with_reduced_motion(new_context: OpenContext, site_url: str) -> None:
    page = new_context(reduced_motion="reduce").new_page()
    page.goto(site_url)
    assert page.evaluate(RUNNING) == 0
    expect(page.get_by_label("Pause")).to_be_hidden()
