"""What readers do with the flashcards: study by keyboard and by thumb, over days, towards an interview."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.cards_reader import CARDS, CardsReader

OpenContext = Callable[..., BrowserContext]


@pytest.fixture
def reader(page: Page, site_url: str) -> CardsReader:
    return CardsReader(page, site_url)


def set_field(reader: CardsReader, panel: str, label: str, value: str) -> None:
    reader.panel.get_by_text(panel, exact=True).click()
    reader.panel.get_by_label(label).fill(value)
    reader.panel.get_by_label(label).press("Tab")


def test_full_session_by_keyboard(reader: CardsReader) -> None:
    reader.come()
    expect(reader.panel.get_by_role("heading", name="10 cards for today")).to_be_visible()
    reader.panel.get_by_role("button", name="Study 10 cards").focus()
    reader.press("Enter")
    expect(reader.panel.get_by_role("article", name="Card")).to_be_focused()
    reader.press(" ")
    expect(reader.panel.get_by_role("group", name="Answer")).to_be_focused()
    for grade in ("Again soon", "Hard 1 day", "Good 2 days", "Easy 8 days"):
        expect(reader.panel.get_by_role("button", name=grade)).to_be_visible()
    reader.press("4")
    expect(reader.panel.get_by_role("status").last).to_have_text("Easy, next in 8 days. 9 cards left.")
    reader.press("Enter", "Enter", " ", " ", " ", "2")
    assert reader.finish() == 6
    expect(reader.panel.get_by_role("heading", name="Done for today")).to_be_focused()
    grades = sorted(record["log"][0][1] for record in reader.stored().values())
    assert grades == [2, 3, 3, 3, 3, 3, 3, 3, 3, 4]


def test_miss_returns_in_the_session_until_it_was_right_once(reader: CardsReader) -> None:
    reader.come()
    reader.begin()
    missed = reader.read_front()
    reader.press(" ", "1")
    fronts = []
    while reader.panel.get_by_role("button", name="Show the answer").is_visible():
        fronts.append(reader.read_front())
        reader.press(" ", "3")
    assert len(fronts) == 10
    assert 2 <= fronts.index(missed) <= 5
    assert sorted(len(record["log"]) for record in reader.stored().values()) == [1] * 9 + [2]


def test_undo_takes_back_card_and_log_exactly(reader: CardsReader) -> None:
    reader.come()
    reader.begin()
    front = reader.read_front()
    reader.press(" ", "1", " ", "3")
    before = reader.stored()
    reader.press(" ", "4")
    third = reader.stored()
    assert len(third) == 3
    reader.press("u")
    assert reader.stored() == before
    reader.press("u", "u", "u")
    assert reader.stored() == {}
    assert reader.read_front() == front


def test_undo_after_the_end(reader: CardsReader) -> None:
    reader.come()
    reader.begin()
    reader.finish()
    reader.press("u")
    expect(reader.panel.get_by_role("button", name="Show the answer")).to_be_visible()
    assert len(reader.stored()) == 9


def test_undo_leaves_a_review_of_another_tab(reader: CardsReader) -> None:
    reader.come()
    reader.begin()
    reader.press(" ", "1")
    ((id_, record),) = reader.stored().items()
    reader.store({id_: {"at": record["at"] + 5, "log": [*record["log"], [record["log"][0][0], 3]]}})
    reader.press("u")
    assert len(reader.stored()[id_]["log"]) == 2


def test_week(reader: CardsReader) -> None:
    done = []
    for day in range(8):
        reader.come(day)
        start = reader.panel.get_by_role("button", name="Study ")
        if start.is_visible():
            start.click()
            done.append(reader.finish())
        else:
            expect(reader.panel.get_by_role("heading", name="Nothing is due today")).to_be_visible()
            done.append(0)
    logs = [record["log"] for record in reader.stored().values()]
    assert len(logs) == CARDS
    assert done == [10, 2, 10, 2, 0, 0, 0, 0], "ten new and two new, each two days later"
    assert all(len(log) == 2 for log in logs)


def test_missed_card_left_behind_is_first_of_all_tomorrow(reader: CardsReader) -> None:
    reader.come()
    reader.begin()
    missed = reader.read_front()
    reader.press(" ", "1")
    reader.panel.get_by_role("button", name="End").click()
    expect(reader.panel.get_by_role("heading", name="Stopped here")).to_be_visible()
    reader.come(1, "?chapters=log")
    expect(reader.panel.get_by_role("row", name="All chapters")).to_have_text(re.compile(r"All chapters\s*10\s*1\s*0"))
    reader.begin()
    assert reader.read_front() == missed


def test_session_by_touch(new_context: OpenContext, site_url: str) -> None:
    phone = new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).new_page()
    reader = CardsReader(phone, site_url).come()
    reader.panel.get_by_role("button", name="Study ").tap()
    for count in range(10):
        card = reader.panel.get_by_role("article", name="Card")
        card.tap(position={"x": 150, "y": 60})
        good = reader.panel.get_by_role("button", name="Good")
        box = good.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 60
        assert 740 / 2 < box["y"] < 740, f"card {count}: within reach of the thumb"
        good.tap()
    expect(reader.panel.get_by_role("heading", name="Done for today")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_swipe_is_an_extra(new_context: OpenContext, site_url: str) -> None:
    phone = new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).new_page()
    reader = CardsReader(phone, site_url).come()
    reader.begin()
    reader.panel.get_by_role("button", name="Show the answer").tap()
    card = reader.panel.get_by_role("article", name="Card")
    card.dispatch_event("pointerdown", {"pointerType": "touch", "clientX": 60, "clientY": 300, "bubbles": True})
    card.dispatch_event("pointerup", {"pointerType": "touch", "clientX": 220, "clientY": 310, "bubbles": True})
    assert [record["log"][0][1] for record in reader.stored().values()] == [3]


def test_single_keys_can_be_turned_off(reader: CardsReader) -> None:
    reader.come()
    reader.begin()
    reader.press("?")
    expect(reader.panel.get_by_text("take the last grade back")).to_be_visible()
    reader.panel.get_by_role("switch").uncheck()
    reader.panel.get_by_role("article", name="Card").focus()
    reader.press("?", " ")
    expect(reader.panel.get_by_role("button", name="Show the answer")).to_be_visible()
    reader.press("Enter", "3")
    assert reader.stored() == {}
    reader.come()
    assert reader.stored("settings")["single-keys"]["on"] is False


def test_deck_is_in_the_address(reader: CardsReader) -> None:
    reader.come()
    reader.panel.get_by_role("button", name="Groups").click()
    expect(reader.panel.get_by_role("button", name="Groups")).to_be_focused()
    reader.panel.get_by_text("Levels and topics").click()
    reader.panel.get_by_label("Staff").check()
    assert reader.page.url.endswith("?chapters=groups&levels=staff")
    reader.panel.get_by_label("Consumer groups").check()
    assert reader.page.url.endswith("&topics=consumer-groups")
    reader.page.reload()
    expect(reader.panel.get_by_role("button", name="Study 1 card")).to_be_visible()


def test_what_the_address_names_wrongly_is_said(reader: CardsReader) -> None:
    reader.come(0, "?chapters=nowhere,log&mode=cram")
    expect(reader.panel.get_by_role("status").first).to_have_text(
        "There is no chapter “nowhere” here; it was left out."
    )
    expect(reader.panel.get_by_text("9 cards left")).to_be_visible()


def test_cram_writes_nothing(reader: CardsReader) -> None:
    reader.come()
    reader.panel.get_by_role("button", name="Cram all 12").click()
    assert reader.page.url.endswith("?mode=cram")
    reader.press(" ", "1")
    assert reader.finish() == CARDS
    assert reader.stored() == {}


def test_browse_searches_all_cards(reader: CardsReader) -> None:
    reader.come()
    expect(reader.page.get_by_role("heading", name="Groups")).to_be_hidden()
    reader.panel.get_by_role("button", name="Browse").click()
    reader.panel.get_by_label("Search the cards").fill("member spare")
    expect(reader.panel.get_by_role("status").first).to_have_text("2 cards of 12")
    expect(reader.page.get_by_role("heading", name="The log")).to_be_hidden()
    expect(reader.page.get_by_role("heading", name="Groups")).to_be_visible()
    assert reader.page.url.endswith("?mode=browse&find=member%20spare")
    reader.page.reload()
    expect(reader.panel.get_by_role("status").first).to_have_text("2 cards of 12")


def test_address_of_a_card_opens_it(reader: CardsReader) -> None:
    reader.come(0, "#what-is-a-segment")
    expect(reader.page.get_by_text("A piece of a partition's log")).to_be_in_viewport()


def test_card_leads_to_its_section_and_its_page(reader: CardsReader) -> None:
    reader.come()
    reader.begin()
    reader.press(" ")
    section = reader.panel.get_by_role("link", name="Read: ")
    expect(section).to_have_attribute("href", re.compile(r"/chapters/log/#append$"))
    reader.panel.get_by_role("link", name="Link to this question").click()
    expect(reader.page).to_have_url(re.compile(r"/q/offset-is-next/$"))


def test_settings_change_what_today_asks_for(reader: CardsReader) -> None:
    reader.come()
    set_field(reader, "Settings", "New cards a day", "3")
    expect(reader.panel.get_by_role("heading", name="3 cards for today")).to_be_visible()
    reader.panel.get_by_label("How much to remember").select_option("0.95")
    reader.begin()
    reader.press(" ")
    expect(reader.panel.get_by_role("button", name="Easy 3 days")).to_be_visible()


def test_interview_date(reader: CardsReader, tmp_path: Path) -> None:
    reader.come()
    hint = reader.panel.get_by_text("With a date, every card comes before it")
    reader.panel.get_by_text("Interview date", exact=True).click()
    expect(hint).to_be_visible()
    reader.panel.get_by_text("Interview date", exact=True).click()
    set_field(reader, "Interview date", "Day of your interview", "2026-11-30")
    expect(reader.panel.get_by_text("7 days to your interview.")).to_be_visible()
    expect(hint).to_be_visible()
    plan = reader.panel.get_by_role("table", name="Your plan")
    expect(plan.get_by_role("row").nth(1)).to_have_text(re.compile(r"Mon,? 23 Nov\s*0\s*10\s*10"))
    expect(plan.get_by_role("row").last).to_have_text(re.compile(r"Sun,? 29 Nov\s*12\s*0\s*4"))
    with reader.page.expect_download() as download:
        reader.panel.get_by_role("button", name="Save as calendar file").click()
    download.value.save_as(tmp_path / "plan.ics")
    assert "DTSTART;VALUE=DATE:20261129" in (tmp_path / "plan.ics").read_text()
    reader.begin()
    reader.press(" ")
    expect(reader.panel.get_by_role("button", name="Easy 6 days")).to_be_visible()


def test_every_card_is_seen_before_the_interview_and_on_the_eve(reader: CardsReader) -> None:
    reader.come()
    set_field(reader, "Interview date", "Day of your interview", "2026-11-28")
    for day in range(5):
        reader.come(day)
        start = reader.panel.get_by_role("button", name="Study ")
        if start.is_visible():
            start.click()
            reader.finish("4")
    logs = [record["log"] for record in reader.stored().values()]
    assert len(logs) == CARDS
    assert len({log[-1][0] for log in logs}) == 1
    assert all(len(log) >= 2 for log in logs)
    reader.come(4)
    expect(reader.panel.get_by_role("heading", name="Nothing is due today")).to_be_visible()


def test_reached_by_a_link_and_left_again(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}glossary/")
    page.get_by_role("navigation", name="Navigation").get_by_role("link", name="Flashcards").click()
    region = page.get_by_role("region", name="Flashcards")
    expect(region.get_by_role("button", name="Study 10 cards")).to_be_visible()
    page.go_back()
    expect(region).to_be_hidden()
    page.go_forward()
    expect(region.get_by_role("button", name="Study 10 cards")).to_be_visible()
    expect(page.get_by_role("region", name="Flashcards")).to_have_count(1)


def test_page_leads_to_the_questions_of_a_chapter_without_script(new_context: OpenContext, site_url: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_url}flashcards/")
    chapters = page.get_by_role("article").get_by_role("listitem")
    expect(chapters).to_have_text(["The log 9 cards", "Groups 3 cards"])
    chapters.get_by_role("link", name="The log", exact=True).click()
    expect(page).to_have_url(f"{site_url}chapters/log/#check-yourself")
    card = page.get_by_role("article").filter(has_text="What is a segment?").last
    card.get_by_text("Answer", exact=True).click()
    expect(card.get_by_text("A piece of a partition's log")).to_be_visible()
