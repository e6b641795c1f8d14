"""A reader opens a friend's link to a question, answers it there, and sees why."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.quiz_reader import HALF, WRONG, answer_right, press

PHONE = {"width": 360, "height": 740}
MARKED = [
    "offset-is-next",
    "files-of-a-segment",
    "append-order",
    "index-match",
    "position-number",
    "commit-default-name",
    "predict-position",
]
"""A question of each kind that can be marked."""


def open_question(page: Page, site_url: str, question: str) -> None:
    page.goto(f"{site_url}q/{question}/")
    expect(page.locator("study-reply")).to_have_attribute("data-state", "ready")


def begin(page: Page, site_url: str, question: str) -> Locator:
    open_question(page, site_url, question)
    page.get_by_role("button", name="Answer it here").press("Enter")
    panel = page.get_by_role("region", name="Quiz", exact=True)
    expect(panel.get_by_role("button", name="Answer", exact=True)).to_be_visible()
    return panel


def read_answers(page: Page) -> dict[str, Any]:
    stored = page.evaluate("Object.entries(localStorage).find(([key]) => key.endsWith('answers'))?.[1]")
    answers: dict[str, Any] = json.loads(stored)["records"] if stored else {}
    return answers


def expect_verdict(panel: Locator, verdict: str) -> None:
    expect(panel.get_by_role("heading", name=verdict, level=2, exact=True)).to_be_focused()


@pytest.mark.parametrize("question", MARKED)
def test_every_kind_is_answered_and_counted(page: Page, site_url: str, question: str) -> None:
    panel = begin(page, site_url, question)
    answer_right(panel, question)
    press(panel, "Answer")
    expect_verdict(panel, "Right.")
    assert read_answers(page)[question]["verdict"] == "right"


@pytest.mark.parametrize(("question", "put_down"), [*HALF.items(), ("one-owner", WRONG["one-owner"])])
def test_verdict_is_the_quiz_s(page: Page, site_url: str, question: str, put_down: Callable[[Locator], None]) -> None:
    panel = begin(page, site_url, question)
    put_down(panel)
    press(panel, "Answer")
    expected = "wrong" if question == "one-owner" else "half"
    expect(panel.get_by_role("heading", level=2)).to_be_focused()
    assert read_answers(page)[question]["verdict"] == expected


def test_option_that_is_tapped_is_chosen(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context(viewport=PHONE, has_touch=True).new_page()
    open_question(page, site_url, "offset-is-next")
    page.get_by_role("listitem").filter(has_text="The next record to read").first.tap()
    panel = page.get_by_role("region", name="Quiz", exact=True)
    expect(panel.get_by_role("radio", name="The next record to read")).to_be_checked()
    press(panel, "Answer")
    expect_verdict(panel, "Right.")
    expect(panel.get_by_text("The commit names the")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_miss_is_known_to_the_quiz(page: Page, site_url: str) -> None:
    panel = begin(page, site_url, "one-owner")
    WRONG["one-owner"](panel)
    press(panel, "Answer")
    expect_verdict(panel, "Wrong.")
    page.goto(f"{site_url}quiz/")
    page.get_by_role("button", name="Only what you missed before (1)").click()
    expect(page.get_by_text("Question 1 of 1")).to_be_visible()


def test_more_questions_like_it_are_a_quiz(page: Page, site_url: str) -> None:
    panel = begin(page, site_url, "offset-is-next")
    press(panel, "I do not know")
    more = panel.get_by_role("link", name="like this")
    ids = parse_qs(urlsplit(more.get_attribute("href") or "").query)["ids"][0].split(",")
    assert "offset-is-next" not in ids
    assert ids[0] == "position-number"
    more.click()
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text(f"Question 1 of {len(ids)}")).to_be_visible()


def test_everything_can_be_done_by_keyboard(page: Page, site_url: str) -> None:
    panel = begin(page, site_url, "offset-is-next")
    expect(panel.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    expect_verdict(panel, "Right.")
    press(panel, "Answer again")
    expect(panel.get_by_role("radio", name="The next record to read")).not_to_be_checked()


def test_what_only_the_reader_can_grade_is_a_card(page: Page, site_url: str) -> None:
    open_question(page, site_url, "explain-the-log")
    page.get_by_role("button", name="Say it, then grade yourself").click()
    panel = page.get_by_role("region", name="Flashcards")
    expect(panel.get_by_role("article", name="Card")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("3")
    expect(panel.get_by_role("heading", name="Done for today")).to_be_visible()
    stored = page.evaluate("Object.entries(localStorage).find(([key]) => key.endsWith('cards'))[1]")
    assert [review[1] for review in json.loads(stored)["records"]["explain-the-log"]["log"]] == [3]
    panel.get_by_role("button", name="Back to the decks").click()
    expect(page).to_have_url(f"{site_url}flashcards/")


def test_card_that_is_not_due_leaves_the_schedule_alone(page: Page, site_url: str) -> None:
    for _ in range(2):
        open_question(page, site_url, "explain-the-log")
        page.get_by_role("button", name="Say it, then grade yourself").click()
        expect(page.get_by_role("article", name="Card")).to_be_focused()
        page.keyboard.press("Space")
        page.keyboard.press("3")
        expect(page.get_by_role("heading", name="Done for today")).to_be_visible()
    stored = page.evaluate("Object.entries(localStorage).find(([key]) => key.endsWith('cards'))[1]")
    assert len(json.loads(stored)["records"]["explain-the-log"]["log"]) == 1


def test_nothing_is_fetched_and_nothing_moves_before_it_is_used(page: Page, site_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => moved += value))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    open_question(page, site_url, "offset-is-next")
    assert not [url for url in asked if "reply/" in url or "practice" in url or "/quiz/" in url]
    assert page.evaluate("moved") == 0


def test_without_a_network_the_answer_is_still_there(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    context = new_context()
    page = context.new_page()
    open_question(page, site_url, "offset-is-next")
    context.route("**/quiz/", lambda route: route.fulfill(status=200, body="<p>Log in to this network</p>"))
    page.get_by_role("button", name="Answer it here").click()
    expect(page.get_by_role("status").filter(has_text="Is there a network?")).to_be_visible()
    page.get_by_text("Answer and reasons").click()
    expect(page.get_by_text("The commit names the")).to_be_visible()
    context.unroute("**/quiz/")
    page.get_by_role("button", name="Answer it here").click()
    expect(page.get_by_role("button", name="I do not know")).to_be_visible()


def test_without_script_the_question_is_read_as_before(
    new_context: Callable[..., BrowserContext], site_url: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_url}q/offset-is-next/")
    expect(page.get_by_role("button", name="Answer it here")).to_be_hidden()
    page.get_by_text("Answer and reasons").click()
    expect(page.get_by_text("The commit names the")).to_be_visible()


def test_blocked_storage_is_told(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    context = new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
    panel = begin(context.new_page(), site_url, "offset-is-next")
    expect(panel.get_by_text("does not let the site remember anything")).to_be_visible()
    answer_right(panel, "offset-is-next")
    press(panel, "Answer")
    expect_verdict(panel, "Right.")
