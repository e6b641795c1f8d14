"""What readers of good documentation expect: copying code, keys to search, the way up, where one is, what is done."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.reading.test_frame import box, open_whole

OpenContext = Callable[..., BrowserContext]
CODE = "kafka-consumer-groups.sh --describe --group orders"


def test_code_is_copied_by_keyboard(new_context: OpenContext, site_url: str) -> None:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(f"{site_url}chapters/groups/")
    button = page.get_by_role("button", name="Copy", exact=True)
    button.press("Enter")
    expect(page.get_by_role("button", name="Copied")).to_be_focused()
    assert page.evaluate("navigator.clipboard.readText()") == CODE
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Copied")).to_be_hidden()


def test_code_that_may_not_be_copied_says_so(page: Page, site_url: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(f"{site_url}chapters/groups/")
    page.get_by_role("button", name="Copy", exact=True).press("Enter")
    expect(page.get_by_role("button", name="Select it to copy")).to_be_visible()


@pytest.mark.parametrize(
    ("platform", "keys", "said"), [("Linux x86_64", "Control+k", "Ctrl K"), ("MacIntel", "Meta+k", "⌘K")]
)
def test_keys_open_search_wherever_the_reader_is(
    page: Page, site_url: str, platform: str, keys: str, said: str
) -> None:
    page.add_init_script(f"Object.defineProperty(navigator, 'platform', {{ value: {platform!r} }})")
    open_whole(page, f"{site_url}quiz/")
    hint = "getComputedStyle(document.querySelector('.md-search__form'), '::after').content"
    assert page.evaluate(hint) == f'"{said}"'
    page.keyboard.press(keys)
    expect(box(page)).to_be_focused()
    page.keyboard.type("offset")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press(keys)
    expect(box(page)).to_have_value("offset")


@pytest.mark.parametrize("scripted", [True, False])
def test_top_is_one_link_away_from_the_end(new_context: OpenContext, site_url: str, scripted: bool) -> None:
    page = new_context(java_script_enabled=scripted, viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{site_url}chapters/log/")
    top = page.get_by_role("link", name="Back to top")
    expect(top).to_be_hidden()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(top).to_be_visible()
    top.click()
    page.wait_for_function("scrollY === 0")


def test_question_says_where_it_stands(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}q/offset-is-next/")
    crumbs = page.get_by_role("navigation", name="Breadcrumb")
    assert crumbs.get_by_role("listitem").all_inner_texts() == ["Home", "The log", "Question 1 of 9"]
    crumbs.get_by_role("link", name="Home").click()
    expect(page).to_have_url(site_url)


def test_chapter_says_how_many_answers_were_right(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}chapters/log/")
    facts = page.locator(".study-facts")
    expect(facts).to_contain_text("Chapter 1 of 2")
    expect(facts).to_contain_text("7 in the quiz")
    answers = {
        "offset-is-next": {"verdict": "right"},
        "index-match": {"verdict": "wrong"},
        "gone": {"verdict": "right"},
    }
    stored = json.dumps({"version": 1, "records": answers})
    page.evaluate("text => localStorage.setItem('study/answers', text)", stored)
    page.reload()
    expect(facts).to_contain_text("1 of 7 right")
    page.get_by_role("link", name="1 of 7 right").click()
    expect(page).to_have_url(re.compile(r"quiz/\?chapters=log"))


@pytest.mark.parametrize("stored", ["no JSON", "null", '{"records": [1]}', '{"records": {"offset-is-next": null}}'])
def test_damaged_answers_change_nothing_else(page: Page, site_url: str, stored: str) -> None:
    page.add_init_script(f"localStorage.setItem('study/answers', {stored!r})")
    open_whole(page, f"{site_url}chapters/log/")
    expect(page.locator(".study-facts")).to_contain_text("7")


def test_first_visit_of_progress_offers_what_to_do(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}progress/")
    page.get_by_role("link", name="Study the first cards").click()
    expect(page).to_have_url(f"{site_url}flashcards/")
