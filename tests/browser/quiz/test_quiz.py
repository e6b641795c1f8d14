from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.accessibility import find_violations
from tests.browser.quiz_reader import (
    CHECKED,
    HALF,
    PAIRS,
    TYPED,
    WRONG,
    answer_right,
    check,
    expect_verdict,
    find_question,
    open_quiz,
    press,
    start,
)

OpenContext = Callable[..., BrowserContext]
EVERY_KIND = [*CHECKED, *TYPED, "index-match"]
THREE = "?seed=abc&ids=offset-is-next,append-order,commit-default-name"

_REFUSE = """for (const name of "REFUSAL" === "SecurityError" ? ["getItem", "setItem"] : ["setItem"]) {
  const original = Storage.prototype[name];
  Storage.prototype[name] = function (key, ...rest) {
    if (key.startsWith("study/")) throw new DOMException("no", "REFUSAL");
    return original.call(this, key, ...rest);
  };
}"""


@pytest.mark.parametrize("question", EVERY_KIND)
def test_right_answer_ends_a_quiz_of_one(page: Page, site_url: str, question: str) -> None:
    panel = start(page, site_url, f"?seed=abc&ids={question}")
    answer_right(panel, question)
    press(panel, "Answer")
    expect_verdict(panel, "Right")
    press(panel, "See the result")
    expect(panel.get_by_role("heading", name="1 of 1 right at the first try")).to_be_focused()


@pytest.mark.parametrize("question", WRONG)
def test_wrong_answer_is_explained_and_returns(page: Page, site_url: str, question: str) -> None:
    other = "one-owner" if question != "one-owner" else "offset-is-next"
    panel = start(page, site_url, f"?seed=abc&ids={question},{other}")
    WRONG[question](panel)
    press(panel, "Answer")
    expect_verdict(panel, "Wrong")
    expect(panel.get_by_role("link", name=re.compile("^Read: "))).to_be_visible()
    expect(panel.get_by_role("link", name="Link to this question")).to_have_attribute(
        "href", re.compile(f"q/{question}/$")
    )
    press(panel, "Next question")
    answer_right(panel, other)
    press(panel, "Answer")
    press(panel, "Next question")
    expect(panel.get_by_text("Once more", exact=True)).to_be_visible()
    answer_right(panel, question)
    press(panel, "Answer")
    expect_verdict(panel, "Right")
    press(panel, "See the result")
    expect(panel.get_by_role("heading", name="1 of 2 right at the first try")).to_be_visible()


@pytest.mark.parametrize("question", HALF)
def test_half_right_answer_is_called_so(page: Page, site_url: str, question: str) -> None:
    panel = start(page, site_url, f"?seed=abc&ids={question}")
    HALF[question](panel)
    press(panel, "Answer")
    expect_verdict(panel, "Close, but not right" if question in TYPED else "Half right")
    expect(panel.get_by_text("1 half right").first).to_be_visible()


def test_reason_of_every_option_is_shown(page: Page, site_url: str) -> None:
    panel = start(page, site_url, "?seed=abc&ids=one-owner")
    answer_right(panel, "one-owner")
    press(panel, "Answer")
    expect(panel.get_by_text("your choice")).to_have_count(1)
    expect(panel.get_by_text("A partition has one owner inside a group")).to_be_visible()
    expect(panel.get_by_text("Partitions are added by an operator")).to_be_visible()
    expect(panel.get_by_text("The two members beyond")).to_be_visible()


def test_first_quiz_by_keyboard_alone(page: Page, site_url: str) -> None:
    open_quiz(page, site_url)
    page.get_by_role("button", name="Start").focus()
    page.keyboard.press("Enter")
    answered = 0
    while not page.get_by_role("heading", name="at the first try").is_visible():
        question = find_question(page)
        _answer_by_keyboard(page, question)
        page.keyboard.press("Enter")
        expect_verdict(page.get_by_role("region", name="Quiz", exact=True), "Right")
        page.keyboard.press("Enter")
        answered += 1
    expect(page.get_by_role("heading", name=f"{answered} of {answered} right at the first try")).to_be_focused()
    assert answered == len(EVERY_KIND)


def _answer_by_keyboard(page: Page, question: str) -> None:
    panel = page.get_by_role("region", name="Quiz", exact=True)
    expect(panel.get_by_role("heading", level=2)).to_be_focused()
    if question in TYPED:
        page.keyboard.type(TYPED[question])
        return
    if question in CHECKED:
        for text in CHECKED[question]:
            page.keyboard.press(_letter_of(page, text))
        return
    for side in PAIRS.values():
        page.keyboard.press(_letter_of(page, side))


def _letter_of(page: Page, text: str) -> str:
    rows = page.get_by_role("region", name="Quiz", exact=True).locator("form fieldset").first.locator("> label, li")
    texts = rows.all_inner_texts()
    return "123456789"[next(index for index, row in enumerate(texts) if text in row)]


def test_enter_without_an_answer_asks_for_one(page: Page, site_url: str) -> None:
    panel = start(page, site_url, THREE)
    page.keyboard.press("Enter")
    expect(panel.get_by_role("alert")).to_have_text("Choose an option first.")
    page.keyboard.press("b")
    expect(panel.get_by_role("alert")).to_have_text("")
    expect(panel.get_by_role("radio", name=re.compile("^B "))).to_be_checked()


def test_question_mark_lists_keys_and_a_switch_turns_single_keys_off(page: Page, site_url: str) -> None:
    panel = start(page, site_url, THREE)
    page.keyboard.press("?")
    switch = panel.get_by_role("switch", name="Single keys")
    expect(switch).to_be_visible()
    switch.uncheck()
    page.keyboard.press("a")
    expect(panel.get_by_role("radio", name=re.compile("^A "))).not_to_be_checked()
    page.reload()
    panel.get_by_role("radio", name=re.compile("^A ")).focus()
    page.keyboard.press("b")
    expect(panel.get_by_role("radio", name=re.compile("^B "))).not_to_be_checked()


def test_search_key_still_belongs_to_the_theme_outside_and_inside(page: Page, site_url: str) -> None:
    start(page, site_url, THREE)
    page.keyboard.press("f")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()


def test_sure_but_wrong_comes_first_and_only_the_missed_again(page: Page, site_url: str) -> None:
    panel = start(page, site_url, "?seed=abc&ids=commit-default-name,offset-is-next,one-owner")
    for question, sure in (("commit-default-name", "guess"), ("offset-is-next", "sure")):
        WRONG[question](panel)
        panel.get_by_role("radio", name=sure, exact=True).check()
        press(panel, "Answer")
        press(panel, "Next question")
    answer_right(panel, "one-owner")
    press(panel, "Answer")
    press(panel, "Next question")
    press(panel, "End here")
    expect(panel.get_by_role("heading", level=3)).to_have_text(
        ["Sure, but not right: read these first", "Also missed", "Share"], use_inner_text=True
    )
    expect(panel.get_by_role("row", name="The log 0 0 2 2")).to_be_visible()
    expect(panel.get_by_role("row", name="Groups 1 0 0 1")).to_be_visible()
    press(panel, "Again with only the missed (2)")
    expect(page).to_have_url(re.compile("ids=offset-is-next,commit-default-name"))
    assert find_question(page) == "offset-is-next"


def test_i_do_not_know_is_never_blocked(page: Page, site_url: str) -> None:
    panel = start(page, site_url, THREE)
    press(panel, "I do not know")
    expect_verdict(panel, "Not answered")
    expect(panel.get_by_text("The commit names the")).to_be_visible()


def test_choice_is_in_the_address(page: Page, site_url: str) -> None:
    panel = open_quiz(page, site_url)
    panel.get_by_text("Choose chapters").click()
    panel.get_by_label("Groups (2)").check()
    expect(page).to_have_url(re.compile(r"\?chapters=groups$|\?n=10&chapters=groups$"))
    expect(panel.get_by_role("button", name="Start two questions")).to_be_visible()
    page.reload()
    expect(panel.get_by_label("Groups (2)")).to_be_checked()
    panel.get_by_label("Junior").check()
    expect(panel.get_by_role("button", name="No question fits")).to_be_disabled()


def test_reload_in_the_middle_loses_nothing(page: Page, site_url: str) -> None:
    panel = start(page, site_url, THREE)
    answer_right(panel, "offset-is-next")
    press(panel, "Answer")
    page.reload()
    expect(panel.get_by_role("heading", name="Right.")).to_be_visible()
    press(panel, "Next question")
    panel.get_by_text("The leader gives it an offset").click()
    page.reload()
    expect(panel.get_by_text("Question 2 of 3")).to_be_visible()
    expect(panel.get_by_role("checkbox", name="1 The leader gives it an offset")).to_be_checked()


def test_back_button_returns_to_the_question(page: Page, site_url: str) -> None:
    panel = start(page, site_url, THREE)
    answer_right(panel, "offset-is-next")
    press(panel, "Answer")
    panel.get_by_role("link", name=re.compile("^Read: ")).click()
    expect(page.get_by_role("heading", level=1, name="The log")).to_be_visible()
    page.go_back()
    expect(panel.get_by_role("heading", name="Right.")).to_be_visible()
    press(panel, "Next question")
    assert find_question(page) == "append-order"


def test_works_right_after_a_link_was_followed(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}glossary/")
    page.get_by_role("link", name="Quiz", exact=True).first.click()
    panel = page.get_by_role("region", name="Quiz", exact=True)
    panel.get_by_role("button", name="Start").click()
    expect(panel.get_by_text(f"Question 1 of {len(EVERY_KIND)}")).to_be_visible()
    page.get_by_role("link", name="Flashcards", exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name="Flashcards")).to_be_visible()
    page.get_by_role("link", name="Quiz", exact=True).first.click()
    expect(panel).to_have_count(1)
    expect(panel.get_by_role("button", name="Start")).to_be_visible()


def test_unfinished_quiz_is_offered_again(page: Page, site_url: str) -> None:
    panel = start(page, site_url, THREE)
    answer_right(panel, "offset-is-next")
    press(panel, "Answer")
    press(panel, "Next question")
    open_quiz(page, site_url)
    press(panel, "Go on: 2 of 3 left")
    assert find_question(page) == "append-order"


def test_shared_link_shows_the_same_quiz_in_another_browser(
    page: Page, site_url: str, new_context: OpenContext
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel = start(page, site_url, "?n=5")
    shown = _go_through(page)
    page.get_by_role("button", name="Copy the link").click()
    expect(panel.get_by_text("Link copied.")).to_be_visible()
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert "ids=" in link
    page.get_by_role("button", name="Copy the result").click()
    expect(panel.get_by_text("Result copied.")).to_be_visible()
    text = page.evaluate("() => navigator.clipboard.readText()")
    assert re.search(r"0 of 5 right at the first try\n□□□□□\nThe same questions: http", text)
    assert link in text
    other = new_context().new_page()
    other.goto(link)
    other.get_by_role("button", name="Start five questions").click()
    assert _go_through(other) == shown


def test_result_is_shared_where_the_browser_can(page: Page, site_url: str) -> None:
    page.add_init_script("window.shared = []; navigator.share = async (what) => void window.shared.push(what)")
    panel = start(page, site_url, "?n=5")
    _go_through(page)
    press(panel, "Share")
    ((text,),) = [shared.values() for shared in page.evaluate("window.shared")]
    assert re.search(r"0 of 5 right at the first try\n□□□□□\nThe same questions: http.*ids=", text)


def test_result_is_not_shared_where_the_browser_cannot(page: Page, site_url: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'share', { value: undefined })")
    panel = start(page, site_url, "?n=5")
    _go_through(page)
    expect(panel.get_by_role("button", name="Copy the link")).to_be_visible()
    expect(panel.get_by_role("button", name="Share")).to_have_count(0)


def _go_through(page: Page) -> list[tuple[str, str]]:
    panel = page.get_by_role("region", name="Quiz", exact=True)
    shown = []
    for _ in range(5):
        fields = panel.locator("form fieldset").first.locator("> label, li").all_inner_texts()
        shown.append((find_question(page), " ".join(fields)))
        press(panel, "I do not know")
        panel.get_by_role("button", name=re.compile("Next question|See the result")).click()
        while panel.get_by_text("Once more", exact=True).is_visible():
            shown_again = find_question(page)
            answer_right(panel, shown_again)
            press(panel, "Answer")
            panel.get_by_role("button", name=re.compile("Next question|See the result")).click()
    if panel.get_by_role("button", name="End here").is_visible():
        press(panel, "End here")
    return shown


def test_renamed_id_is_followed_and_a_removed_one_named(page: Page, site_url: str) -> None:
    panel = open_quiz(page, site_url, "?seed=abc&ids=single-owner,never-was,offset-is-next&levels=guru&n=many")
    expect(panel.get_by_text("No longer here, so skipped: “never-was”.")).to_be_visible()
    expect(panel.get_by_text("There is no level “guru” here")).to_be_visible()
    expect(panel.get_by_text("“n=many”")).to_be_visible()
    panel.get_by_role("button", name="Start two questions").click()
    assert find_question(page) == "one-owner"


def test_progress_follows_a_renamed_id(page: Page, site_url: str) -> None:
    open_quiz(page, site_url)
    page.evaluate("""() => localStorage.setItem("study/answers", JSON.stringify(
      { version: 1, records: { "single-owner": { at: 1, verdict: "wrong", given: [], sure: "" } } }))""")
    panel = open_quiz(page, site_url)
    press(panel, "Only what you missed before (1)")
    assert find_question(page) == "one-owner"


@pytest.mark.parametrize("refusal", ["SecurityError", "QuotaExceededError"])
def test_blocked_or_full_storage_is_said_once_and_the_quiz_works(page: Page, site_url: str, refusal: str) -> None:
    page.add_init_script(_REFUSE.replace("REFUSAL", refusal))
    panel = start(page, site_url, "?seed=abc&ids=offset-is-next,one-owner")
    for question in ("offset-is-next", "one-owner"):
        expect(panel.get_by_text("gone when you leave")).to_have_count(1)
        answer_right(panel, question)
        press(panel, "Answer")
        panel.get_by_role("button", name=re.compile("Next question|See the result")).click()
    expect(panel.get_by_role("heading", name="2 of 2 right at the first try")).to_be_visible()


@pytest.mark.parametrize("value", ["{", '{"version": 1, "records": {"?seed=abc": null, "x": {"ids": 7}}}'])
def test_damaged_storage_is_a_fresh_start(page: Page, site_url: str, value: str) -> None:
    page.add_init_script(
        f"for (const name of ['quiz', 'answers', 'settings']) localStorage.setItem('study/' + name, `{value}`)"
    )
    panel = start(page, site_url, "?seed=abc")
    expect(panel.get_by_text("Question 1 of")).to_be_visible()


def test_two_tabs_keep_both_quizzes(page: Page, site_url: str) -> None:
    panel = start(page, site_url, THREE)
    other = page.context.new_page()
    other_panel = start(other, site_url, "?seed=xyz&ids=one-owner,offset-is-next")
    answer_right(panel, "offset-is-next")
    press(panel, "Answer")
    answer_right(other_panel, "one-owner")
    press(other_panel, "Answer")
    for tab, tab_panel in ((page, panel), (other, other_panel)):
        tab.reload()
        expect(tab_panel.get_by_role("heading", name="Right.")).to_be_visible()


TWO = "?seed=abc&ids=offset-is-next,one-owner"
DEAF = "addEventListener('storage', (event) => event.stopImmediatePropagation())"
"""Makes a tab hear of nothing: what it does next has to be checked against what is stored."""


def test_exam_handed_in_in_one_tab_stands_in_the_other(page: Page, site_url: str) -> None:
    panel = start(page, site_url, f"{TWO}&mode=exam")
    answer_right(panel, "offset-is-next")
    press(panel, "Review sheet")
    other = page.context.new_page()
    other.add_init_script(DEAF)
    other_panel = open_quiz(other, site_url, f"{TWO}&mode=exam")
    expect(other_panel.get_by_role("heading", name="Review sheet")).to_be_visible()
    panel.get_by_role("button", name="Hand in").last.click()
    expect(panel.get_by_role("heading", name="1 of 2 right at the first try")).to_be_visible()
    other_panel.get_by_role("button", name="Hand in").last.click()
    for tab, tab_panel in ((page, panel), (other, other_panel)):
        expect(tab_panel.get_by_role("heading", name="1 of 2 right at the first try")).to_be_visible()
        tab.reload()
        expect(tab_panel.get_by_role("heading", name="1 of 2 right at the first try")).to_be_visible()


def test_quiz_ended_in_one_tab_does_not_go_on_in_the_other(page: Page, site_url: str) -> None:
    panel = start(page, site_url, TWO)
    answer_right(panel, "offset-is-next")
    press(panel, "Answer")
    other = page.context.new_page()
    other.add_init_script(DEAF)
    other_panel = open_quiz(other, site_url, TWO)
    expect(other_panel.get_by_role("heading", name="Right.")).to_be_visible()
    press(panel, "End here")
    press(other_panel, "Next question")
    expect(other_panel.get_by_role("heading", name="1 of 1 right at the first try")).to_be_visible()


def test_other_tab_follows_what_was_answered_and_ended(page: Page, site_url: str) -> None:
    panel = start(page, site_url, TWO)
    other = page.context.new_page()
    other_panel = open_quiz(other, site_url, TWO)
    expect(other_panel.get_by_text("Question 1 of 2")).to_be_visible()
    answer_right(panel, "offset-is-next")
    press(panel, "Answer")
    expect(other_panel.get_by_role("heading", name="Right.")).to_be_visible()
    press(panel, "End here")
    expect(other_panel.get_by_role("heading", name="1 of 1 right at the first try")).to_be_visible()


def test_quiz_begins_after_the_clock_was_corrected(page: Page, site_url: str) -> None:
    page.clock.set_fixed_time("2027-11-30T12:00:00Z")
    for seed in "abcdef":
        expect(start(page, site_url, f"?seed={seed}&ids=offset-is-next,one-owner").locator("form")).to_be_visible()
    page.clock.set_fixed_time("2026-11-30T12:00:00Z")
    panel = start(page, site_url, "?seed=abc&ids=offset-is-next,one-owner")
    answer_right(panel, "offset-is-next")
    press(panel, "Answer")
    expect(panel.get_by_role("heading", name="Right.")).to_be_visible()
    page.reload()
    expect(panel.get_by_role("heading", name="Right.")).to_be_visible()
    panel = start(page, site_url, "?seed=a&ids=offset-is-next,one-owner")
    expect(panel.get_by_text("Question 1 of 2")).to_be_visible()


def test_answer_put_down_after_the_clock_was_corrected_stands(page: Page, site_url: str) -> None:
    exam = "?seed=abc&ids=offset-is-next,one-owner&mode=exam&minutes=3"
    page.clock.set_fixed_time("2027-11-30T12:00:00Z")
    panel = start(page, site_url, exam)
    check(panel, ["42 records were read"])
    page.clock.set_fixed_time("2026-11-30T12:00:00Z")
    answer_right(panel, "offset-is-next")
    page.reload()
    expect(panel.get_by_role("timer")).to_have_text("3:00 left")
    press(panel, "Review sheet")
    panel.get_by_role("button", name="Hand in").last.click()
    expect(panel.get_by_role("heading", name="1 of 2 right at the first try")).to_be_visible()


def test_digits_of_a_french_keyboard_choose_without_the_shift_key(page: Page, site_url: str) -> None:
    panel = start(page, site_url, "?seed=abc&ids=offset-is-next")
    expect(panel.get_by_role("radio").first).to_be_visible()
    panel.locator("h2").evaluate(
        """(heading) => heading.dispatchEvent(
            new KeyboardEvent("keydown", { key: "é", code: "Digit2", bubbles: true, cancelable: true }))"""
    )
    expect(panel.get_by_role("radio").nth(1)).to_be_checked()


@pytest.mark.parametrize("key", ["n", ".", "p", ","])
def test_keys_of_the_page_leave_no_question(page: Page, site_url: str, key: str) -> None:
    panel = start(page, site_url, "?seed=abc&ids=offset-is-next,one-owner")
    expect(panel.get_by_text("Question 1 of 2")).to_be_visible()
    address = page.url
    page.keyboard.press(key)
    page.locator("body").evaluate("() => document.activeElement.blur()")
    page.keyboard.press(key)
    expect(panel.get_by_text("Question 1 of 2")).to_be_visible()
    assert page.url == address


def test_exam_with_flags_clock_and_review_sheet(page: Page, site_url: str) -> None:
    page.clock.install()
    panel = start(page, site_url, "?seed=abc&ids=offset-is-next,one-owner,position-number&mode=exam&minutes=3")
    expect(panel.get_by_role("timer")).to_have_text("3:00 left")
    answer_right(panel, "offset-is-next")
    press(panel, "Flag")
    expect(panel.get_by_role("button", name="Flag")).to_have_attribute("aria-pressed", "true")
    press(panel, "Next")
    press(panel, "Next")
    expect(panel.get_by_text("Question 3 of 3")).to_be_visible()
    page.reload()
    answer_right(panel, "position-number")
    press(panel, "To the review sheet")
    expect(panel.get_by_text("1 still empty")).to_be_visible()
    expect(panel.get_by_role("button", name="Question 1 answered, flagged")).to_be_visible()
    panel.get_by_role("button", name="Question 2 empty").click()
    page.clock.fast_forward(150_000)
    expect(panel.get_by_role("timer")).to_have_text(re.compile("0:[23][0-9] left"))
    press(panel, "Review sheet")
    page.clock.fast_forward(60_000)
    expect(panel.get_by_text("Time is up. Hand in now", exact=False)).to_be_visible()
    expect(panel.get_by_text("Six members read")).to_have_count(0)
    panel.get_by_role("button", name="Hand in").last.click()
    expect(panel.get_by_role("heading", name="2 of 3 right at the first try")).to_be_focused()
    expect(panel.get_by_text("The two members beyond")).to_be_visible()
    page.reload()
    expect(panel.get_by_role("heading", name="2 of 3 right at the first try")).to_be_visible()


def test_phone_at_320_px_with_large_text_needs_no_sideways_scrolling(new_context: OpenContext, site_url: str) -> None:
    page = new_context(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True).new_page()
    panel = open_quiz(page, site_url)
    for question in EVERY_KIND:
        start(page, site_url, f"?seed=abc&ids={question}")
        page.evaluate("() => (document.documentElement.style.fontSize = '200%')")
        _expect_no_sideways_scrolling(page)
        press(panel, "I do not know")
        _expect_no_sideways_scrolling(page)


def _expect_no_sideways_scrolling(page: Page) -> None:
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320


def test_script_off_leads_to_every_question_of_a_chapter(new_context: OpenContext, site_url: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_url}quiz/")
    expect(page.get_by_role("button", name="Start")).to_have_count(0)
    chapters = page.get_by_role("article").get_by_role("listitem")
    expect(chapters.filter(has_text="questions")).to_have_text(["The log 7 questions", "Groups 2 questions"])
    chapters.get_by_role("link", name="Groups", exact=True).click()
    expect(page).to_have_url(f"{site_url}chapters/groups/#check-yourself")
    for question in ("A topic has 6 partitions", "What happens to the partitions", "Why would you run more members"):
        expect(page.get_by_role("heading", level=3, name=question).last).to_be_visible()
    article = page.get_by_role("article").filter(has_text="A topic has 6 partitions").last
    article.get_by_text("Answer and reasons").click()
    expect(article.get_by_text("Partitions are added by an operator")).to_be_visible()


def test_link_to_a_question_on_the_quiz_page_leads_to_its_own(page: Page, site_url: str) -> None:
    """Every question stood on the quiz page once."""
    for former_or_today in ("single-owner", "one-owner"):
        page.goto(f"{site_url}quiz/#{former_or_today}")
        expect(page).to_have_url(f"{site_url}q/one-owner/")
    page.goto(f"{site_url}quiz/#groups")
    expect(page.get_by_role("article").get_by_role("link", name="Groups", exact=True)).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(new_context: OpenContext, site_url: str, scheme: str) -> None:
    page = new_context(color_scheme=scheme, reduced_motion="reduce").new_page()
    panel = open_quiz(page, site_url)
    panel.get_by_text("Choose chapters").click()
    _expect_accessible(page)
    for question in EVERY_KIND:
        start(page, site_url, f"?seed=abc&ids={question}")
        page.keyboard.press("?")
        _expect_accessible(page)
        press(panel, "I do not know")
        _expect_accessible(page)
    press(panel, "End here") if panel.get_by_role("button", name="End here").is_visible() else None
    start(page, site_url, f"?seed=abc&ids={','.join(EVERY_KIND)}&mode=exam")
    _expect_accessible(page)
    press(panel, "Review sheet")
    _expect_accessible(page)
    press(panel, "Hand in")
    _expect_accessible(page)


def _expect_accessible(page: Page) -> None:
    assert find_violations(page, "study-quiz") == []
