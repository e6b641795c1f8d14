"""A reader listens: the words follow, each line can be heard, one goes on where one stopped, every failure is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.waiting import wait_until
from tests.static_server import SiteHandler, find_address

PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}


def player(page: Page) -> Locator:
    return page.get_by_role("group", name="Player")


def spoken(page: Page) -> Locator:
    """The line that is heard."""
    return page.locator("[aria-current=true]")


def open_episode(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}audio/log/")
    expect(player(page)).to_be_visible()


def has_passed(seconds: float) -> str:
    return f"document.querySelector('audio').currentTime > {seconds}"


def test_nothing_of_the_sound_is_fetched_before_somebody_plays(page: Page, site_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_episode(page, site_url)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if ".mp3" in url or "cover" in url]


def test_words_follow_what_is_heard(page: Page, site_url: str) -> None:
    open_episode(page, site_url)
    player(page).get_by_role("button", name="Play").click()
    expect(spoken(page)).to_contain_text("What happens when a record arrives?")
    page.get_by_role("button", name="Play from 0:10").click()
    expect(spoken(page)).to_contain_text("And the committed offset")
    player(page).get_by_role("button", name="Pause").click()
    expect(player(page).get_by_role("button", name="Play")).to_be_visible()


def test_line_is_heard_by_a_tap(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context(**PHONE).new_page()
    open_episode(page, site_url)
    page.get_by_text("The next one to read.").tap()
    expect(spoken(page)).to_contain_text("The next one to read.")
    expect(spoken(page)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_follow_can_be_switched_off(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 420})
    open_episode(page, site_url)
    player(page).get_by_role("button", name="Follow", pressed=True).click()
    player(page).get_by_role("button", name="Play").click()
    player(page).get_by_role("slider").fill("19")
    expect(spoken(page)).to_contain_text("Then I would like to see one crash")
    assert page.evaluate("scrollY") == 0


def test_keys_play_and_move(page: Page, site_url: str) -> None:
    open_episode(page, site_url)
    player(page).get_by_role("button", name="Play").focus()
    page.keyboard.press("l")
    expect(player(page).get_by_role("slider")).to_have_value("15")
    page.keyboard.press("j")
    expect(player(page).get_by_role("slider")).to_have_value("0")
    page.keyboard.press("k")
    expect(player(page).get_by_role("button", name="Pause")).to_be_visible()
    player(page).get_by_role("slider").press("ArrowRight")
    wait_until(page, has_passed(1))


def test_speed_is_kept(page: Page, site_url: str) -> None:
    open_episode(page, site_url)
    player(page).get_by_role("button", name="Play").click()
    player(page).get_by_label("Speed").select_option("1.5×")
    wait_until(page, "document.querySelector('audio').playbackRate === 1.5")
    page.reload()
    expect(player(page).get_by_label("Speed")).to_have_value("1.5")


def test_reader_goes_on_where_the_sound_stopped(page: Page, site_url: str) -> None:
    open_episode(page, site_url)
    page.get_by_role("button", name="Play from 0:10").click()
    wait_until(page, has_passed(10.5))
    player(page).get_by_role("button", name="Pause").click()
    wait_until(page, "Object.keys(localStorage).some((key) => key.endsWith('listening'))")
    page.goto(f"{site_url}audio/log/")
    expect(player(page).get_by_role("slider")).to_have_value(re.compile(r"^([89]|1\d)$"))
    player(page).get_by_role("button", name="Play").click()
    wait_until(page, has_passed(8.5))


def test_sound_goes_on_while_one_reads_another_page(page: Page, site_url: str) -> None:
    open_episode(page, site_url)
    page.get_by_role("button", name="Play from 0:04").click()
    wait_until(page, has_passed(4.5))
    page.get_by_role("link", name="the chapter").click()
    expect(page).to_have_url(f"{site_url}chapters/log/")
    expect(player(page).get_by_role("link", name="The log, spoken")).to_be_visible()
    expect(player(page).get_by_role("slider")).to_have_value(re.compile("^[2-9]$"))
    player(page).get_by_role("button", name="Close the player").click()
    expect(player(page)).to_have_count(0)


def test_page_without_a_sound_gets_no_player(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}chapters/log/")
    page.wait_for_load_state("networkidle")
    expect(player(page)).to_have_count(0)


def test_blocked_autoplay_is_told(page: Page, site_url: str) -> None:
    page.add_init_script(
        "HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    )
    open_episode(page, site_url)
    player(page).get_by_role("button", name="Play").click()
    expect(player(page).get_by_text("The browser plays nothing before you ask for it: press play.")).to_be_visible()


def test_missing_sound_is_told(browser: Browser, site_url: str) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.route("**/*.mp3*", lambda route: route.fulfill(status=404, body=""))
    open_episode(page, site_url)
    player(page).get_by_role("button", name="Play").click()
    expect(
        player(page).get_by_text("The sound of this episode could not be loaded. Is there a network?")
    ).to_be_visible()
    context.close()


def test_episode_is_complete_without_script(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_url}audio/log/")
    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.get_by_text("It sorts nothing.")).to_be_visible()
    page.get_by_role("link", name="What happens on an append?").click()
    expect(page).to_have_url(f"{site_url}chapters/log/#append")


@pytest.fixture
def rangeless_url(fixture_site: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Address of the site on a server that lets nobody jump, as that of `make serve`."""
    monkeypatch.setattr(SiteHandler, "knows_ranges", False)
    return find_address(fixture_site)


def test_line_is_heard_where_the_server_knows_no_ranges(page: Page, rangeless_url: str) -> None:
    open_episode(page, rangeless_url)
    page.get_by_role("button", name="Play from 0:19").click()
    wait_until(page, has_passed(19.3))
    expect(spoken(page)).to_contain_text("Then I would like to see one crash")


def test_search_finds_what_was_said(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}audio/")
    page.get_by_role("textbox", name="Search").press_sequentially("pile of paper")
    expect(page.get_by_role("heading", name="A pile of paper")).to_be_visible(timeout=30_000)
