from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.quiz_reader import (
    CHECKED,
    HALF,
    PAIRS,
    TYPED,
    WRONG,
    answer_right,
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
    desk = start(page, site_url, f"?seed=abc&ids={question}")
    answer_right(desk, question)
    press(desk, "Answer")
    expect_verdict(desk, "Right")
    press(desk, "See the result")
    expect(desk.get_by_role("heading", name="1 of 1 right at the first try")).to_be_focused()


def test_begun_quiz_prints_every_question(page: Page, site_url: str) -> None:
    desk = start(page, site_url, THREE)
    page.emulate_media(media="print")
    expect(desk).to_be_hidden()
    expect(page.get_by_role("heading", name="A topic has 6 partitions")).to_be_visible()


@pytest.mark.parametrize("question", WRONG)
def test_wrong_answer_is_explained_and_returns(page: Page, site_url: str, question: str) -> None:
    other = "one-owner" if question != "one-owner" else "offset-is-next"
    desk = start(page, site_url, f"?seed=abc&ids={question},{other}")
    WRONG[question](desk)
    press(desk, "Answer")
    expect_verdict(desk, "Wrong")
    expect(desk.get_by_role("link", name=re.compile("^Read: "))).to_be_visible()
    expect(desk.get_by_role("link", name="Link to this question")).to_have_attribute(
        "href", re.compile(f"q/{question}/$")
    )
    press(desk, "Next question")
    answer_right(desk, other)
    press(desk, "Answer")
    press(desk, "Next question")
    expect(desk.get_by_text("Once more", exact=True)).to_be_visible()
    answer_right(desk, question)
    press(desk, "Answer")
    expect_verdict(desk, "Right")
    press(desk, "See the result")
    expect(desk.get_by_role("heading", name="1 of 2 right at the first try")).to_be_visible()


@pytest.mark.parametrize("question", HALF)
def test_half_right_answer_is_called_so(page: Page, site_url: str, question: str) -> None:
    desk = start(page, site_url, f"?seed=abc&ids={question}")
    HALF[question](desk)
    press(desk, "Answer")
    expect_verdict(desk, "Close, but not right" if question in TYPED else "Half right")
    expect(desk.get_by_text("1 half right").first).to_be_visible()


def test_reason_of_every_option_is_shown(page: Page, site_url: str) -> None:
    desk = start(page, site_url, "?seed=abc&ids=one-owner")
    answer_right(desk, "one-owner")
    press(desk, "Answer")
    expect(desk.get_by_text("your choice")).to_have_count(1)
    expect(desk.get_by_text("A partition has one owner inside a group")).to_be_visible()
    expect(desk.get_by_text("Partitions are added by an operator")).to_be_visible()
    expect(desk.get_by_text("The two members beyond")).to_be_visible()


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
    desk = page.get_by_role("region", name="Quiz", exact=True)
    expect(desk.get_by_role("heading", level=2)).to_be_focused()
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
    desk = start(page, site_url, THREE)
    page.keyboard.press("Enter")
    expect(desk.get_by_role("alert")).to_have_text("Choose an option first.")
    page.keyboard.press("b")
    expect(desk.get_by_role("alert")).to_have_text("")
    expect(desk.get_by_role("radio", name=re.compile("^B "))).to_be_checked()


def test_question_mark_lists_keys_and_a_switch_turns_single_keys_off(page: Page, site_url: str) -> None:
    desk = start(page, site_url, THREE)
    page.keyboard.press("?")
    switch = desk.get_by_role("switch", name="Single keys")
    expect(switch).to_be_visible()
    switch.uncheck()
    page.keyboard.press("a")
    expect(desk.get_by_role("radio", name=re.compile("^A "))).not_to_be_checked()
    page.reload()
    desk.get_by_role("radio", name=re.compile("^A ")).focus()
    page.keyboard.press("b")
    expect(desk.get_by_role("radio", name=re.compile("^B "))).not_to_be_checked()


def test_search_key_still_belongs_to_the_theme_outside_and_inside(page: Page, site_url: str) -> None:
    start(page, site_url, THREE)
    page.keyboard.press("f")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()


def test_sure_but_wrong_comes_first_and_only_the_missed_again(page: Page, site_url: str) -> None:
    desk = start(page, site_url, "?seed=abc&ids=commit-default-name,offset-is-next,one-owner")
    for question, sure in (("commit-default-name", "guess"), ("offset-is-next", "sure")):
        WRONG[question](desk)
        desk.get_by_role("radio", name=sure, exact=True).check()
        press(desk, "Answer")
        press(desk, "Next question")
    answer_right(desk, "one-owner")
    press(desk, "Answer")
    press(desk, "Next question")
    press(desk, "End here")
    expect(desk.get_by_role("heading", level=3)).to_have_text(
        ["Sure, but not right: read these first", "Also missed", "Share"], use_inner_text=True
    )
    expect(desk.get_by_role("row", name="The log 0 0 2 2")).to_be_visible()
    expect(desk.get_by_role("row", name="Groups 1 0 0 1")).to_be_visible()
    press(desk, "Again with only the missed (2)")
    expect(page).to_have_url(re.compile("ids=offset-is-next,commit-default-name"))
    assert find_question(page) == "offset-is-next"


def test_i_do_not_know_is_never_blocked(page: Page, site_url: str) -> None:
    desk = start(page, site_url, THREE)
    press(desk, "I do not know")
    expect_verdict(desk, "Not answered")
    expect(desk.get_by_text("The commit names the")).to_be_visible()


def test_choice_is_in_the_address(page: Page, site_url: str) -> None:
    desk = open_quiz(page, site_url)
    desk.get_by_text("Choose chapters").click()
    desk.get_by_label("Groups (2)").check()
    expect(page).to_have_url(re.compile(r"\?chapters=groups$|\?n=10&chapters=groups$"))
    expect(desk.get_by_role("button", name="Start two questions")).to_be_visible()
    page.reload()
    expect(desk.get_by_label("Groups (2)")).to_be_checked()
    desk.get_by_label("Junior").check()
    expect(desk.get_by_role("button", name="No question fits")).to_be_disabled()


def test_reload_in_the_middle_loses_nothing(page: Page, site_url: str) -> None:
    desk = start(page, site_url, THREE)
    answer_right(desk, "offset-is-next")
    press(desk, "Answer")
    page.reload()
    expect(desk.get_by_role("heading", name="Right.")).to_be_visible()
    press(desk, "Next question")
    desk.get_by_text("The leader gives it an offset").click()
    page.reload()
    expect(desk.get_by_text("Question 2 of 3")).to_be_visible()
    expect(desk.get_by_role("checkbox", name="1 The leader gives it an offset")).to_be_checked()


def test_back_button_returns_to_the_question(page: Page, site_url: str) -> None:
    desk = start(page, site_url, THREE)
    answer_right(desk, "offset-is-next")
    press(desk, "Answer")
    desk.get_by_role("link", name=re.compile("^Read: ")).click()
    expect(page.get_by_role("heading", level=1, name="The log")).to_be_visible()
    page.go_back()
    expect(desk.get_by_role("heading", name="Right.")).to_be_visible()
    press(desk, "Next question")
    assert find_question(page) == "append-order"


def test_works_right_after_a_link_was_followed(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}glossary/")
    page.get_by_role("link", name="Quiz", exact=True).first.click()
    desk = page.get_by_role("region", name="Quiz", exact=True)
    desk.get_by_role("button", name="Start").click()
    expect(desk.get_by_text(f"Question 1 of {len(EVERY_KIND)}")).to_be_visible()
    page.get_by_role("link", name="Flashcards", exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name="Flashcards")).to_be_visible()
    page.get_by_role("link", name="Quiz", exact=True).first.click()
    expect(desk).to_have_count(1)
    expect(desk.get_by_role("button", name="Start")).to_be_visible()


def test_unfinished_quiz_is_offered_again(page: Page, site_url: str) -> None:
    desk = start(page, site_url, THREE)
    answer_right(desk, "offset-is-next")
    press(desk, "Answer")
    press(desk, "Next question")
    open_quiz(page, site_url)
    press(desk, "Go on: 2 of 3 left")
    assert find_question(page) == "append-order"


def test_shared_link_shows_the_same_quiz_in_another_browser(
    page: Page, site_url: str, new_context: OpenContext
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk = start(page, site_url, "?n=5")
    shown = _go_through(page)
    page.get_by_role("button", name="Copy the link").click()
    expect(desk.get_by_text("Link copied.")).to_be_visible()
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert "ids=" in link
    page.get_by_role("button", name="Copy the result").click()
    expect(desk.get_by_text("Result copied.")).to_be_visible()
    text = page.evaluate("() => navigator.clipboard.readText()")
    assert re.search(r"0 of 5 right at the first try\n□□□□□\nThe same questions: http", text)
    assert link in text
    other = new_context().new_page()
    other.goto(link)
    other.get_by_role("button", name="Start five questions").click()
    assert _go_through(other) == shown


def test_result_is_shared_where_the_browser_can(page: Page, site_url: str) -> None:
    page.add_init_script("window.shared = []; navigator.share = async (what) => void window.shared.push(what)")
    desk = start(page, site_url, "?n=5")
    _go_through(page)
    press(desk, "Share")
    ((text,),) = [shared.values() for shared in page.evaluate("window.shared")]
    assert re.search(r"0 of 5 right at the first try\n□□□□□\nThe same questions: http.*ids=", text)


def test_result_is_not_shared_where_the_browser_cannot(page: Page, site_url: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'share', { value: undefined })")
    desk = start(page, site_url, "?n=5")
    _go_through(page)
    expect(desk.get_by_role("button", name="Copy the link")).to_be_visible()
    expect(desk.get_by_role("button", name="Share")).to_have_count(0)


def _go_through(page: Page) -> list[tuple[str, str]]:
    desk = page.get_by_role("region", name="Quiz", exact=True)
    shown = []
    for _ in range(5):
        fields = desk.locator("form fieldset").first.locator("> label, li").all_inner_texts()
        shown.append((find_question(page), " ".join(fields)))
        press(desk, "I do not know")
        desk.get_by_role("button", name=re.compile("Next question|See the result")).click()
        while desk.get_by_text("Once more", exact=True).is_visible():
            shown_again = find_question(page)
            answer_right(desk, shown_again)
            press(desk, "Answer")
            desk.get_by_role("button", name=re.compile("Next question|See the result")).click()
    if desk.get_by_role("button", name="End here").is_visible():
        press(desk, "End here")
    return shown


def test_renamed_id_is_followed_and_a_removed_one_named(page: Page, site_url: str) -> None:
    desk = open_quiz(page, site_url, "?seed=abc&ids=single-owner,never-was,offset-is-next&levels=guru&n=many")
    expect(desk.get_by_text("No longer here, so skipped: “never-was”.")).to_be_visible()
    expect(desk.get_by_text("There is no level “guru” here")).to_be_visible()
    expect(desk.get_by_text("“n=many”")).to_be_visible()
    desk.get_by_role("button", name="Start two questions").click()
    assert find_question(page) == "one-owner"


def test_progress_follows_a_renamed_id(page: Page, site_url: str) -> None:
    open_quiz(page, site_url)
    page.evaluate("""() => localStorage.setItem("study/answers", JSON.stringify(
      { version: 1, records: { "single-owner": { at: 1, verdict: "wrong", given: [], sure: "" } } }))""")
    desk = open_quiz(page, site_url)
    press(desk, "Only what you missed before (1)")
    assert find_question(page) == "one-owner"


@pytest.mark.parametrize("refusal", ["SecurityError", "QuotaExceededError"])
def test_blocked_or_full_storage_is_said_once_and_the_quiz_works(page: Page, site_url: str, refusal: str) -> None:
    page.add_init_script(_REFUSE.replace("REFUSAL", refusal))
    desk = start(page, site_url, "?seed=abc&ids=offset-is-next,one-owner")
    for question in ("offset-is-next", "one-owner"):
        expect(desk.get_by_text("gone when you leave")).to_have_count(1)
        answer_right(desk, question)
        press(desk, "Answer")
        desk.get_by_role("button", name=re.compile("Next question|See the result")).click()
    expect(desk.get_by_role("heading", name="2 of 2 right at the first try")).to_be_visible()


@pytest.mark.parametrize("value", ["{", '{"version": 1, "records": {"?seed=abc": null, "x": {"ids": 7}}}'])
def test_damaged_storage_is_a_fresh_start(page: Page, site_url: str, value: str) -> None:
    page.add_init_script(
        f"for (const name of ['quiz', 'answers', 'settings']) localStorage.setItem('study/' + name, `{value}`)"
    )
    desk = start(page, site_url, "?seed=abc")
    expect(desk.get_by_text("Question 1 of")).to_be_visible()


def test_two_tabs_keep_both_quizzes(page: Page, site_url: str) -> None:
    desk = start(page, site_url, THREE)
    other = page.context.new_page()
    other_desk = start(other, site_url, "?seed=xyz&ids=one-owner,offset-is-next")
    answer_right(desk, "offset-is-next")
    press(desk, "Answer")
    answer_right(other_desk, "one-owner")
    press(other_desk, "Answer")
    for tab, tab_desk in ((page, desk), (other, other_desk)):
        tab.reload()
        expect(tab_desk.get_by_role("heading", name="Right.")).to_be_visible()


def test_exam_with_flags_clock_and_review_sheet(page: Page, site_url: str) -> None:
    page.clock.install()
    desk = start(page, site_url, "?seed=abc&ids=offset-is-next,one-owner,position-number&mode=exam&minutes=3")
    expect(desk.get_by_role("timer")).to_have_text("3:00 left")
    answer_right(desk, "offset-is-next")
    press(desk, "Flag")
    expect(desk.get_by_role("button", name="Flag")).to_have_attribute("aria-pressed", "true")
    press(desk, "Next")
    press(desk, "Next")
    expect(desk.get_by_text("Question 3 of 3")).to_be_visible()
    page.reload()
    answer_right(desk, "position-number")
    press(desk, "To the review sheet")
    expect(desk.get_by_text("1 still empty")).to_be_visible()
    expect(desk.get_by_role("button", name="Question 1 answered, flagged")).to_be_visible()
    desk.get_by_role("button", name="Question 2 empty").click()
    page.clock.fast_forward(150_000)
    expect(desk.get_by_role("timer")).to_have_text(re.compile("0:[23][0-9] left"))
    press(desk, "Review sheet")
    page.clock.fast_forward(60_000)
    expect(desk.get_by_text("Time is up. Hand in now", exact=False)).to_be_visible()
    expect(desk.get_by_text("Six members read")).to_have_count(0)
    desk.get_by_role("button", name="Hand in").last.click()
    expect(desk.get_by_role("heading", name="2 of 3 right at the first try")).to_be_focused()
    expect(desk.get_by_text("The two members beyond")).to_be_visible()
    page.reload()
    expect(desk.get_by_role("heading", name="2 of 3 right at the first try")).to_be_visible()


def test_phone_at_320_px_with_large_text_needs_no_sideways_scrolling(new_context: OpenContext, site_url: str) -> None:
    page = new_context(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True).new_page()
    desk = open_quiz(page, site_url)
    for question in EVERY_KIND:
        start(page, site_url, f"?seed=abc&ids={question}")
        page.evaluate("() => (document.documentElement.style.fontSize = '200%')")
        _expect_no_sideways_scrolling(page)
        press(desk, "I do not know")
        _expect_no_sideways_scrolling(page)


def _expect_no_sideways_scrolling(page: Page) -> None:
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320


def test_script_off_leaves_every_question_readable(new_context: OpenContext, site_url: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_url}quiz/")
    expect(page.get_by_role("button", name="Start")).to_have_count(0)
    article = page.get_by_role("article").filter(has_text="A topic has 6 partitions")
    article.last.get_by_text("Answer and reasons").click()
    expect(article.last.get_by_text("Partitions are added by an operator")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(new_context: OpenContext, site_url: str, scheme: str) -> None:
    page = new_context(color_scheme=scheme, reduced_motion="reduce").new_page()
    desk = open_quiz(page, site_url)
    desk.get_by_text("Choose chapters").click()
    _expect_accessible(page)
    for question in EVERY_KIND:
        start(page, site_url, f"?seed=abc&ids={question}")
        page.keyboard.press("?")
        _expect_accessible(page)
        press(desk, "I do not know")
        _expect_accessible(page)
    press(desk, "End here") if desk.get_by_role("button", name="End here").is_visible() else None
    start(page, site_url, f"?seed=abc&ids={','.join(EVERY_KIND)}&mode=exam")
    _expect_accessible(page)
    press(desk, "Review sheet")
    _expect_accessible(page)
    press(desk, "Hand in")
    _expect_accessible(page)


def _expect_accessible(page: Page) -> None:
    results = Axe().run(page, context="study-quiz")
    assert results.violations_count == 0, results.generate_report()
