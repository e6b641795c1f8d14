"""A reader follows the story of a simulator, says what will happen, breaks things, and sends the run to a friend."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.browser.accessibility import find_violations
from tests.browser.waiting import wait_until

PHONE = {"width": 320, "height": 640}
CONTROLLED = "navigator.serviceWorker.controller?.state === 'activated'"
FIRST = "The producer sends r1 to broker 1."
APPENDED = "Leader 1 appends r1 at offset 100. It answers: one copy is enough."
LOST = "Lost: r1, told yes, is not in the log of leader 2."


def open_stage(page: Page, site_url: str, rest: str = "") -> Locator:
    page.goto(f"{site_url}chapters/log/{rest or '#dead-leader'}")
    figure = page.locator("#dead-leader")
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-state", "ready")
    return figure.get_by_role("group", name="A yes, and a dead leader")


def said(stage: Locator) -> Locator:
    return stage.locator(":scope > [role=status]")


def go_on(stage: Locator, times: int = 1) -> None:
    for _ in range(times):
        stage.get_by_role("button", name="Forward").click()


def leave_question(stage: Locator) -> None:
    go_on(stage)
    stage.get_by_role("button", name="See what happens").click()


def read_answers(page: Page) -> dict[str, Any]:
    stored = page.evaluate("Object.entries(localStorage).find(([key]) => key.endsWith('answers'))?.[1]")
    answers: dict[str, Any] = json.loads(stored)["records"] if stored else {}
    return answers


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_who_comes_below_a_simulator_keeps_their_place(
    new_context: Callable[..., BrowserContext], site_url: str, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    held: list[Route] = []
    page.route(re.compile(r"/open-stage[^/]*\.js$"), lambda route: held.append(route))
    page.goto(f"{site_url}chapters/log/")
    below = page.locator("#dead-leader + *")
    below.evaluate("node => scrollTo(0, scrollY + node.getBoundingClientRect().top - 200)")
    wait_until(page, "document.querySelector('#dead-leader').dataset.state")
    before = below.bounding_box()
    assert before is not None
    held[0].continue_()
    expect(page.locator("#dead-leader")).to_have_attribute("data-state", "ready")
    page.evaluate("new Promise(requestAnimationFrame)")
    after = below.bounding_box()
    assert after is not None
    assert after["y"] == pytest.approx(before["y"], abs=1)


def test_the_story_is_told_and_asked_by_keyboard_alone(page: Page, site_url: str) -> None:
    stage = open_stage(page, site_url)
    expect(said(stage)).to_have_text(FIRST)
    expect(stage.get_by_text("With acks=1 the leader appends and answers.")).to_be_visible()
    stage.get_by_role("button", name="Forward").focus()
    page.keyboard.press("ArrowRight")
    expect(said(stage)).to_have_text(APPENDED)
    page.keyboard.press("Enter")
    expect(stage.locator("legend", has_text="What does a committed offset")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(stage.get_by_role("button", name="See what happens")).to_be_focused()
    assert read_answers(page)["offset-is-next"]["verdict"] == "right"
    page.keyboard.press("Enter")
    expect(said(stage)).to_contain_text("Broker 1 is killed")
    expect(stage.get_by_role("button", name="Forward")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(said(stage)).to_have_text(LOST)
    page.keyboard.press("ArrowLeft")
    expect(said(stage)).to_contain_text("Broker 2, in the ISR, leads in epoch 6.")
    page.keyboard.press("Home")
    expect(said(stage)).to_have_text("Nothing has happened yet.")


def test_a_wrong_answer_counts_and_shows_why(page: Page, site_url: str) -> None:
    stage = open_stage(page, site_url)
    go_on(stage, 2)
    stage.get_by_role("button", name="Answer").click()
    expect(stage.get_by_text("Choose one first.")).to_be_visible()
    stage.get_by_label("Record 42 was the last one that was processed.").check()
    stage.get_by_role("button", name="Answer").click()
    expect(stage.get_by_text("The commit names the next record")).to_be_visible()
    assert read_answers(page)["offset-is-next"]["verdict"] == "wrong"


def test_what_was_broken_can_be_undone_and_the_way_back_leads_back(page: Page, site_url: str) -> None:
    stage = open_stage(page, site_url)
    leave_question_after = stage.get_by_role("button", name="Broker 2", exact=True)
    leave_question_after.click()
    stage.get_by_role("button", name="Kill").press("Enter")
    expect(said(stage)).to_contain_text("Broker 2 is killed")
    expect(stage.get_by_text("Your own run: free play.")).to_be_visible()
    expect(leave_question_after).to_be_focused()
    expect(page).to_have_url(f"{site_url}chapters/log/?dead-leader=2;1;acks=1;0:send,1:kill:2#dead-leader")
    stage.get_by_role("button", name="Start").click()
    expect(said(stage)).to_contain_text("Broker 2 starts")
    stage.get_by_role("button", name="Undo").click()
    expect(said(stage)).to_contain_text("Broker 2 is killed")
    page.go_back()
    expect(said(stage)).to_contain_text("Broker 2 starts")
    page.go_back()
    page.go_back()
    expect(said(stage)).to_have_text(FIRST)
    page.go_forward()
    expect(said(stage)).to_contain_text("Broker 2 is killed")
    stage.get_by_role("button", name="Back to the story").click()
    expect(stage.get_by_text("1 of 3")).to_be_visible()


def test_a_friend_sees_the_same_run(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    stage = open_stage(page, site_url)
    go_on(stage)
    stage.get_by_role("button", name="Broker 3", exact=True).click()
    stage.get_by_role("button", name="Freeze").click()
    go_on(stage, 4)
    stage.get_by_role("button", name="Copy the link to this run").click()
    expect(said(stage)).to_have_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    friend = new_context(viewport=PHONE, color_scheme="dark", forced_colors="active").new_page()
    theirs = open_stage(friend, site_url, link.removeprefix(f"{site_url}chapters/log/"))
    for part in (stage, theirs):
        expect(part.get_by_label("Virtual time")).to_have_text(stage.get_by_label("Virtual time").inner_text())
    rows = [part.locator("tbody tr").all_text_contents() for part in (stage, theirs)]
    assert rows[0] == rows[1]
    assert friend.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("rest", ["?dead-leader=", "?dead-leader=many;1", "?dead-leader=3;1;acks=1;0:explode:9"])
def test_an_address_that_makes_no_sense_begins_at_the_beginning(page: Page, site_url: str, rest: str) -> None:
    stage = open_stage(page, site_url, rest)
    expect(said(stage)).to_have_text(FIRST if rest.endswith("=") else "Nothing has happened yet.")


def test_settings_count_from_now_on_or_begin_again(page: Page, site_url: str) -> None:
    stage = open_stage(page, site_url)
    stage.get_by_role("button", name="Settings").click()
    stage.get_by_label("acks").select_option("all")
    expect(said(stage)).to_have_text("acks is all from now on.")
    stage.get_by_label("Eligible leader replicas").select_option("off")
    expect(said(stage)).to_have_text("Nothing has happened yet.")
    expect(stage.get_by_label("Virtual time")).to_have_text("0.0 ms")


def test_two_runs_stand_side_by_side(page: Page, site_url: str) -> None:
    stage = open_stage(page, site_url)
    stage.get_by_role("button", name="What if").click()
    stage.get_by_role("button", name="Broker 1", exact=True).click()
    stage.get_by_role("button", name="Kill").click()
    other = stage.get_by_role("region", name="The other run")
    expect(other.get_by_role("row", name="Leader broker 1 broker 1")).to_be_visible()
    go_on(stage, 2)
    expect(other.get_by_text("Broker 2 has fetched r1")).to_have_count(0)
    stage.get_by_role("button", name="What if").click()
    expect(other).to_have_count(0)


def test_play_stops_at_the_question_and_a_part_is_jumped_to(page: Page, site_url: str) -> None:
    stage = open_stage(page, site_url)
    stage.get_by_label("Speed").select_option("4")
    stage.get_by_role("button", name="Play").click()
    expect(stage.locator("legend", has_text="What does a committed offset")).to_be_visible()
    expect(stage.get_by_role("button", name="Play")).to_be_visible()
    stage.get_by_role("button", name="Part 3 of the story").click()
    expect(said(stage)).to_contain_text("the controllers fence it")
    expect(stage.get_by_role("button", name="Part 3 of the story")).to_have_attribute("aria-current", "step")
    stage.get_by_text("Every step so far").click()
    stage.get_by_role("button", name=FIRST).click()
    expect(said(stage)).to_have_text(FIRST)
    expect(stage.get_by_role("button", name=FIRST)).to_be_focused()


def test_the_story_is_complete_without_script(new_context: Callable[..., BrowserContext], site_url: str) -> None:
    page = new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(f"{site_url}chapters/log/#dead-leader")
    figure = page.locator("#dead-leader")
    expect(figure.get_by_text(APPENDED)).to_be_visible()
    expect(figure.get_by_text(LOST)).to_be_visible()
    expect(figure.get_by_text("What will happen?")).to_be_visible()
    figure.get_by_text("Answer and reasons").click()
    expect(figure.get_by_text("The commit names the next record")).to_be_visible()
    expect(figure.get_by_role("button")).to_have_count(0)


def test_the_stage_comes_when_it_is_near(page: Page, site_url: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    page.set_viewport_size({"width": 360, "height": 300})
    page.goto(f"{site_url}chapters/log/")
    figure = page.locator("#dead-leader")
    expect(page.locator("#log-size")).to_have_attribute("data-state", "ready")
    assert not [name for name in loaded if name.startswith(("open-stage.", "scene."))]
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-state", "ready")


def test_the_stage_works_offline(browser: Browser, site_url: str) -> None:
    context = browser.new_context(service_workers="allow")
    page = context.new_page()
    page.goto(f"{site_url}glossary/")
    wait_until(page, CONTROLLED)
    context.set_offline(True)
    stage = open_stage(page, site_url)
    go_on(stage, 2)
    expect(stage.locator("legend", has_text="What does a committed offset")).to_be_visible()
    context.close()


def test_a_link_to_another_section_leaves_the_run_alone(page: Page, site_url: str) -> None:
    stage = open_stage(page, site_url)
    go_on(stage)
    page.evaluate("location.hash = 'log-size'")
    page.go_back()
    expect(said(stage)).to_have_text(APPENDED)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_stage_with_all_it_can_show(
    new_context: Callable[..., BrowserContext], site_url: str, scheme: Any
) -> None:
    page = new_context(color_scheme=scheme, reduced_motion="reduce").new_page()
    stage = open_stage(page, site_url)
    stage.get_by_role("button", name="What if").click()
    stage.get_by_role("button", name="Settings").click()
    stage.get_by_text("Every step so far").click()
    go_on(stage, 2)
    expect(stage.locator("legend", has_text="What does a committed offset")).to_be_visible()
    assert find_violations(page, "#dead-leader") == []
