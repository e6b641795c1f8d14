"""Readers who rehearse an interview aloud: alone, by keyboard, with a friend, and whatever their browser refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.accessibility import find_violations

OpenContext = Callable[..., BrowserContext]

LOG = "Tell me how Kafka finds a record by its offset."
SPARSE = "Why is the index sparse?"
IDLE = "Why would you run more members than partitions?"
FASTER = "What would make the group faster?"
STRICT = "Be strict with yourself"

BLOCK = """for (const name of ["getItem", "setItem"]) {
  Storage.prototype[name] = () => { throw new DOMException("no", "SecurityError"); };
}"""
REFUSED = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NAME'));"
RECORDS = """localStorage.setItem("study/settings", JSON.stringify({
  version: 1, records: { recording: { on: true, at: 1 } },
}));"""
SPEAK = """navigator.mediaDevices.getUserMedia = async () => {
  const place = new AudioContext();
  const out = place.createMediaStreamDestination();
  const tone = place.createOscillator();
  tone.connect(out);
  tone.start();
  globalThis.given = out.stream;
  globalThis.revoked = [];
  URL.revokeObjectURL = (address) => revoked.push(address);
  return out.stream;
};"""


def find_panel(page: Page) -> Locator:
    panel = page.get_by_role("region", name="Mock interview", exact=True)
    expect(panel).to_be_visible()
    return panel


def open_interview(page: Page, site_url: str, query: str = "?level=staff") -> Locator:
    page.goto(f"{site_url}mock-interview/{query}")
    return find_panel(page)


def begin(page: Page, site_url: str, query: str = "?level=staff") -> Locator:
    panel = open_interview(page, site_url, query)
    press(panel, "Begin")
    return panel


def press(panel: Locator, name: str) -> None:
    panel.get_by_role("button", name=name, exact=True).click()


def expect_asked(panel: Locator, text: str) -> None:
    expect(panel.get_by_role("heading", name=text, level=2)).to_be_focused()


def stored(page: Page, name: str) -> dict[str, Any]:
    text = page.evaluate("(name) => localStorage.getItem(`study/${name}`)", name)
    records: dict[str, Any] = json.loads(text)["records"] if text else {}
    return records


def answer_all(panel: Locator, points: int) -> None:
    """Go through a question with one follow-up, and tick so many points of its rubric."""
    press(panel, "I have said it")
    press(panel, "I have said it")
    for point in range(points):
        panel.get_by_role("group", name="What was said?").get_by_role("checkbox").nth(point).check()
    panel.get_by_role("button", name=re.compile("^(Next question|See the result)$")).click()


def test_interview_by_keyboard_from_start_to_result(page: Page, site_url: str) -> None:
    open_interview(page, site_url)
    page.get_by_role("button", name="Begin", exact=True).focus()
    keys = page.keyboard
    keys.press("Enter")
    panel = find_panel(page)
    expect_asked(panel, LOG)
    keys.press("Enter")
    expect_asked(panel, SPARSE)
    keys.press("Enter")
    expect_asked(panel, STRICT)
    keys.press("1")
    keys.press("3")
    expect(panel.get_by_role("checkbox", name="every record has an index entry")).to_be_checked()
    keys.press("Enter")
    expect_asked(panel, IDLE)
    keys.press("n")
    keys.type("spares")
    keys.press("Control+Enter")
    expect_asked(panel, FASTER)
    keys.press("Enter")
    expect_asked(panel, STRICT)
    keys.press("1")
    keys.press("2")
    keys.press("Enter")
    expect_asked(panel, "3 of 4 points said")
    expect(panel.get_by_text("1 trap admitted")).to_be_visible()
    better = panel.get_by_role("region", name="Say it better next time")
    expect(better.get_by_role("listitem")).to_have_text(
        ["The index is sparse and only leads near the record", "Saying that every record has an index entry"]
    )
    assert [log[-1][1] for log in (card["log"] for card in stored(page, "cards").values())] == [1]


def test_missed_question_is_due_among_the_flashcards(page: Page, site_url: str) -> None:
    panel = begin(page, site_url, "?level=staff")
    answer_all(panel, 2)
    answer_all(panel, 0)
    expect_asked(panel, "2 of 4 points said")
    assert list(stored(page, "cards")) == ["explain-idle-members"]
    page.goto(f"{site_url}flashcards/")
    expect(page.get_by_text("1 to review")).to_be_visible()


def test_reload_in_the_middle_loses_nothing(page: Page, site_url: str) -> None:
    page.clock.install()
    panel = begin(page, site_url)
    page.clock.run_for(65_000)
    page.keyboard.press("n")
    panel.get_by_label("Notes").fill("names of segments")
    page.reload()
    expect(panel.get_by_role("heading", name=LOG)).to_be_visible()
    expect(panel.get_by_label("Notes")).to_have_value("names of segments")
    expect(panel.get_by_role("timer")).to_have_text(re.compile("^1:0"))
    press(panel, "I have said it")
    page.reload()
    expect(panel.get_by_role("heading", name=SPARSE)).to_be_visible()
    press(panel, "I have said it")
    panel.get_by_role("group", name="What was said?").get_by_role("checkbox").first.check()
    page.reload()
    expect(panel.get_by_text("You spoke for 1:0")).to_be_visible()
    expect(panel.get_by_role("group", name="What was said?").get_by_role("checkbox").first).to_be_checked()


def test_time_away_is_not_counted(page: Page, site_url: str) -> None:
    page.clock.install()
    panel = begin(page, site_url)
    page.clock.run_for(5_000)
    address = page.url
    page.goto(site_url)
    page.clock.run_for(600_000)
    page.goto(address)
    expect(panel.get_by_role("timer")).to_have_text(re.compile("^0:0"))


def test_back_button_leads_to_the_start_and_forward_to_the_question(page: Page, site_url: str) -> None:
    page.goto(site_url)
    panel = begin(page, site_url)
    press(panel, "I have said it")
    page.go_back()
    expect(panel.get_by_role("button", name="Go on: question 1 of 2")).to_be_visible()
    page.go_forward()
    expect_asked(panel, SPARSE)
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("The smallest site"))
    page.goto(f"{site_url}mock-interview/")
    press(panel, "Go on: question 1 of 2")
    expect_asked(panel, SPARSE)


def test_one_step_back_is_a_button(page: Page, site_url: str) -> None:
    panel = begin(page, site_url)
    press(panel, "I have said it")
    press(panel, "I have said it")
    press(panel, "Back")
    expect_asked(panel, SPARSE)
    press(panel, "Back")
    expect_asked(panel, LOG)
    expect(panel.get_by_role("button", name="Back", exact=True)).to_be_hidden()


def test_two_tabs_go_on_together(page: Page, site_url: str) -> None:
    panel = begin(page, site_url)
    other = page.context.new_page()
    other.goto(page.url)
    expect(find_panel(other).get_by_role("heading", name=LOG)).to_be_visible()
    press(panel, "I have said it")
    expect(find_panel(other).get_by_role("heading", name=SPARSE)).to_be_visible()
    press(find_panel(other), "I have said it")
    expect(panel.get_by_role("heading", name=STRICT)).to_be_visible()


def test_link_gives_the_same_interview_in_a_second_browser(new_context: OpenContext, site_url: str) -> None:
    first, second = new_context().new_page(), new_context().new_page()
    panel = begin(first, site_url)
    expect_asked(panel, LOG)
    second.goto(first.url)
    expect(find_panel(second).get_by_role("heading", name="2 questions in 25 minutes")).to_be_visible()
    press(find_panel(second), "Begin")
    expect_asked(find_panel(second), LOG)
    answer_all(find_panel(second), 2)
    expect_asked(find_panel(second), IDLE)
    expect(panel.get_by_role("heading", name=LOG)).to_be_visible()


def test_interviewer_holds_everything_and_the_candidate_only_questions(new_context: OpenContext, site_url: str) -> None:
    page = new_context().new_page()
    panel = open_interview(page, site_url)
    panel.get_by_text("With a friend across the table").click()
    href = panel.get_by_role("link", name="Open the interviewer’s view").get_attribute("href")
    assert href
    friend = new_context().new_page()
    friend.goto(href)
    sheet = find_panel(friend)
    press(sheet, "Begin to ask")
    expect_asked(sheet, LOG)
    expect(sheet.get_by_text(SPARSE)).to_be_visible()
    expect(sheet.get_by_text("A small index stays in memory")).to_be_visible()
    press(sheet, "Answer given")
    sheet.get_by_role("checkbox", name="The segment is found").check()
    friend.reload()
    expect(sheet.get_by_role("checkbox", name="The segment is found")).to_be_checked()
    press(sheet, "Next question")
    expect_asked(sheet, IDLE)
    press(sheet, "See the result")
    expect_asked(sheet, "1 of 4 points said")
    assert stored(friend, "cards") == {}
    press(panel, "Begin")
    expect_asked(panel, LOG)
    expect(panel.get_by_text(SPARSE)).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("NotAllowedError", "The microphone is not allowed here"), ("NotFoundError", "There is no microphone")],
)
def test_microphone_that_is_refused_or_missing_stops_nothing(
    page: Page, site_url: str, name: str, sentence: str
) -> None:
    page.add_init_script(RECORDS + REFUSED.replace("NAME", name))
    panel = begin(page, site_url)
    expect(panel.get_by_text(sentence)).to_be_visible()
    answer_all(panel, 2)
    expect_asked(panel, IDLE)
    expect(panel.get_by_text(sentence)).to_have_count(1)
    answer_all(panel, 2)
    expect_asked(panel, "4 of 4 points said")


def test_recording_is_heard_afterwards_and_given_back(page: Page, site_url: str) -> None:
    page.add_init_script(SPEAK)
    panel = open_interview(page, site_url, "?level=senior")
    panel.get_by_text("Recording", exact=True).click()
    panel.get_by_role("checkbox", name="Record what I say").check()
    press(panel, "Begin")
    expect_asked(panel, LOG)
    page.wait_for_timeout(300)  # Something has to be said.
    answer_all(panel, 0)
    saved = panel.get_by_role("link", name="Save as a file")
    expect(saved).to_have_attribute("download", re.compile(r"^explain-the-log\.(webm|m4a|ogg)$"))
    address = str(saved.get_attribute("href"))
    assert address.startswith("blob:")
    assert page.evaluate("given.getTracks().every(({ readyState }) => readyState === 'ended')")
    heard = panel.locator("audio")
    expect(heard).to_have_count(1)
    assert heard.evaluate("audio => new Promise(done => { audio.oncanplay = () => done(true); audio.load(); })")
    press(panel, "Choose anew")
    expect(panel.get_by_role("button", name="Begin", exact=True)).to_be_visible()
    assert page.evaluate("revoked") == [address]


def test_blocked_storage_is_told_and_the_interview_goes_on(page: Page, site_url: str) -> None:
    page.add_init_script(BLOCK)
    panel = begin(page, site_url)
    expect(panel.get_by_text("This browser does not let the site remember anything.")).to_be_visible()
    answer_all(panel, 1)
    answer_all(panel, 2)
    expect_asked(panel, "3 of 4 points said")


def test_page_is_complete_without_script(new_context: OpenContext, site_url: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_url}mock-interview/")
    expect(page.get_by_role("heading", name="Every question that may be asked")).to_be_visible()
    expect(page.get_by_role("region", name="Mock interview", exact=True)).to_have_count(0)
    page.get_by_text("Staff: 1 question").click()
    page.get_by_role("link", name=IDLE).click()
    page.get_by_text("Model answer and rubric").click()
    expect(page.get_by_text("Spares for a fast take-over")).to_be_visible()


@pytest.mark.parametrize("stored_text", ["no JSON", '{"records": 1}', '{"version": 1, "records": {"x": 7}}'])
def test_what_is_damaged_is_passed_over(page: Page, site_url: str, stored_text: str) -> None:
    page.add_init_script(f"if (!sessionStorage.once) localStorage.setItem('study/interviews', {stored_text!r});")
    panel = begin(page, site_url)
    expect_asked(panel, LOG)


def test_ended_early_it_can_go_on(page: Page, site_url: str) -> None:
    panel = begin(page, site_url)
    answer_all(panel, 2)
    expect_asked(panel, IDLE)
    press(panel, "End")
    expect_asked(panel, "2 of 2 points said")
    page.reload()
    press(panel, "Go on: 1 left")
    expect_asked(panel, IDLE)


def test_every_screen_is_accessible_and_fits_a_small_phone(new_context: OpenContext, site_url: str) -> None:
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    panel = open_interview(page, site_url)
    check(page)
    press(panel, "Begin")
    expect_asked(panel, LOG)
    check(page)
    press(panel, "I have said it")
    press(panel, "I have said it")
    expect_asked(panel, STRICT)
    check(page)
    press(panel, "Next question")
    press(panel, "End")
    expect_asked(panel, "0 of 2 points said")
    check(page)


def check(page: Page) -> None:
    assert find_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_result_is_among_the_progress_and_travels_with_it(new_context: OpenContext, site_url: str) -> None:
    page = new_context().new_page()
    panel = begin(page, site_url)
    answer_all(panel, 2)
    answer_all(panel, 1)
    expect_asked(panel, "3 of 4 points said")
    page.goto(f"{site_url}progress/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export as a file").click()
    other = new_context().new_page()
    other.goto(f"{site_url}progress/")
    table = other.get_by_role("table", name="Mock interviews")
    other.get_by_label("Import a file").set_input_files(download.value.path())
    expect(table.get_by_role("cell", name="3 of 4")).to_be_visible()
    other.get_by_role("button", name="Undo").click()
    expect(table).to_have_count(0)
    other.get_by_label("Import a file").set_input_files(download.value.path())
    table.get_by_role("link").click()
    expect(find_panel(other).get_by_role("heading", name="3 of 4 points said")).to_be_visible()
