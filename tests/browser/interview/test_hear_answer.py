"""A reader has the model answer said, after having answered: by a clip, by a voice of the browser, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.audio.test_drill import NO_SPEECH, SILENT, VOICES
from tests.browser.interview.test_interview import LOG, begin, expect_asked, find_panel, press
from tests.browser.waiting import wait_until

ENDLESS = VOICES.replace("setTimeout(() => one.onend?.(), 5);", "").replace(
    "cancel() {}", "cancel() { said.push('-') }"
)


def open_answer(page: Page, site_url: str, script: str) -> None:
    page.add_init_script(script)
    panel = begin(page, site_url)
    expect_asked(panel, LOG)
    press(panel, "I have said it")
    press(panel, "I have said it")
    expect(panel.get_by_role("region", name="A model answer")).to_be_visible()


def hear_without_end(page: Page, site_url: str) -> tuple[Locator, str]:
    """Have the answer said by a voice that never comes to its end; return the panel and what is said first."""
    open_answer(page, site_url, ENDLESS)
    panel = find_panel(page)
    press(panel, "Hear it")
    wait_until(page, "said.length")
    return panel, page.evaluate("said[0]")


def test_voice_says_the_model_answer_and_stops(page: Page, site_url: str) -> None:
    panel, first = hear_without_end(page, site_url)
    assert first in panel.get_by_role("region", name="A model answer").inner_text()
    press(panel, "Stop")
    expect(panel.get_by_role("button", name="Hear it")).to_be_visible()
    assert page.evaluate("said") == [first, "-"]


def test_next_question_ends_the_voice(page: Page, site_url: str) -> None:
    panel, _ = hear_without_end(page, site_url)
    press(panel, "Next question")
    wait_until(page, "said.at(-1) === '-'")


def test_clip_of_the_hosts_comes_first(page: Page, site_url: str, fixture_site: Path) -> None:
    second = (fixture_site / "audio/log.mp3").read_bytes()[-6000:]
    page.route("**/drill/*.mp3", lambda route: route.fulfill(body=second, content_type="audio/mpeg"))
    page.route("**/talks/", spoken_by_hosts)
    open_answer(page, site_url, VOICES)
    with page.expect_request("**/audio/drill/answered.mp3"):
        press(find_panel(page), "Hear it")
    expect(find_panel(page).get_by_role("button", name="Hear it")).to_be_visible()
    assert page.evaluate("said.length") == 0


@pytest.mark.parametrize(("script", "offered"), [(NO_SPEECH, False), (SILENT, True)], ids=["no-speech", "no-voices"])
def test_text_is_there_where_no_voice_is(page: Page, site_url: str, script: str, offered: bool) -> None:
    open_answer(page, site_url, script)
    panel = find_panel(page)
    expect(panel.get_by_role("button", name="Hear it")).to_have_count(int(offered))
    if offered:
        press(panel, "Hear it")
        expect(panel.get_by_text("Neither a recording nor a voice is here.")).to_be_visible()


def spoken_by_hosts(route: Route) -> None:
    """Answer with the spoken questions of a chapter as if there were clips of them."""
    reply = route.fetch()
    body = reply.text().replace(" data-question=", ' data-aloud="asked.mp3 answered.mp3" data-question=')
    route.fulfill(response=reply, body=body)
