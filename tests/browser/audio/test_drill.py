"""A reader is asked by ear: question, silence, answer; graded by tap; without a voice the text stands for its time."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.waiting import wait_until

VOICES = """
const said = window.said = [];
class Utterance { constructor(text) { this.text = text; } }
Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
Object.defineProperty(window, "speechSynthesis", { value: Object.assign(new EventTarget(), {
  getVoices: () => [{ name: "Fern", lang: "de-DE" }, { name: "Remote", lang: "en-GB", localService: false },
    { name: "Local", lang: "en-US", localService: true }],
  cancel() {},
  speak(one) { said.push(one.text); setTimeout(() => one.onend?.(), 5); },
}) });
"""
NO_SPEECH = 'Object.defineProperty(window, "speechSynthesis", { value: undefined });'
SILENT = """Object.defineProperty(window, "speechSynthesis",
  { value: Object.assign(new EventTarget(), { getVoices: () => [] }) });"""


def session(page: Page) -> Locator:
    return page.get_by_role("region", name="Drill")


def open_drill(page: Page, site_url: str, script: str = VOICES) -> None:
    page.add_init_script(script)
    page.goto(f"{site_url}audio/drill/")
    expect(page.get_by_role("button", name="Start")).to_be_visible()


def begin(page: Page, chapter: str = "The log") -> None:
    option = page.get_by_label("Questions").locator("option", has_text=chapter)
    page.get_by_label("Questions").select_option(option.get_attribute("value"))
    page.get_by_role("button", name="Start").click()
    expect(session(page)).to_be_visible()


def test_question_is_asked_then_answered(page: Page, site_url: str) -> None:
    open_drill(page, site_url)
    expect(page.get_by_label("Voice")).to_have_value("0")
    assert page.get_by_label("Voice").locator("option").all_text_contents()[:2] == ["Local", "Remote"]
    page.get_by_label("Silence").select_option("half")
    begin(page)
    expect(session(page).get_by_text(re.compile(r"Say it now \d"))).to_be_visible()
    asked = page.evaluate("said.length")
    assert asked >= 1
    expect(session(page).get_by_role("button", name="Good")).to_be_hidden()
    session(page).get_by_role("button", name="Show the answer").click()
    expect(session(page).get_by_role("button", name="Good")).to_be_visible()
    wait_until(page, f"said.length > {asked}")


def test_grade_counts_like_that_of_a_flashcard(page: Page, site_url: str) -> None:
    open_drill(page, site_url)
    begin(page)
    session(page).get_by_role("button", name="Show the answer").click()
    session(page).get_by_role("button", name="Good").click()
    expect(session(page).get_by_text(re.compile("^2 of"))).to_be_visible()
    session(page).get_by_role("button", name="End").click()
    expect(page.get_by_text("1 asked, 1 known.")).to_be_visible()
    stored = page.evaluate("JSON.parse(Object.entries(localStorage).find(([key]) => key.endsWith('cards'))[1]).records")
    assert [record["log"][-1][1] for record in stored.values()] == [3]
    expect(page.get_by_role("button", name="Start")).to_be_focused()


def test_pause_waits_and_goes_on(page: Page, site_url: str) -> None:
    open_drill(page, site_url)
    begin(page)
    session(page).get_by_role("button", name="Pause").click()
    expect(session(page).get_by_text("Paused")).to_be_visible()
    session(page).get_by_role("button", name="Go on").click()
    expect(session(page).get_by_role("button", name="Pause")).to_be_visible()


@pytest.mark.parametrize("script", [pytest.param(NO_SPEECH, id="no-speech"), pytest.param(SILENT, id="no-voices")])
def test_text_stands_where_there_is_no_voice(page: Page, site_url: str, script: str) -> None:
    open_drill(page, site_url, script)
    expect(page.get_by_label("Voice")).to_have_value("none")
    begin(page)
    expect(session(page).get_by_text(re.compile(r"Say it now \d"))).to_be_visible(timeout=15_000)


def test_page_says_what_is_left_to_the_eye(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_url}audio/drill/")
    expect(page.get_by_text(re.compile(r"\d+ of \d+ questions read well aloud"))).to_be_visible()
    expect(page.get_by_role("link", name="the flashcards")).to_be_visible()


def test_clips_of_the_hosts_come_first(page: Page, site_url: str, fixture_site: Path) -> None:
    second = (fixture_site / "audio/log.mp3").read_bytes()[-6000:]
    page.route("**/drill/*.mp3", lambda route: route.fulfill(body=second, content_type="audio/mpeg"))
    page.route("**/cards/", spoken_by_hosts)
    open_drill(page, site_url)
    with page.expect_request("**/audio/drill/asked.mp3"):
        begin(page)
    expect(session(page).get_by_text(re.compile(r"Say it now \d"))).to_be_visible()
    with page.expect_request("**/audio/drill/answered.mp3"):
        session(page).get_by_role("button", name="Show the answer").click()
    assert page.evaluate("said.length") == 0


def spoken_by_hosts(route: Route) -> None:
    """Answer with the cards of a chapter as if there were clips of them."""
    reply = route.fetch()
    body = re.sub(r" data-aloud(=\"\")?(?=[ >])", ' data-aloud="asked.mp3 answered.mp3"', reply.text())
    route.fulfill(response=reply, body=body)
