"""What a printer gets of quiz and flashcards: what the reader has before them, without what is pressed."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.cards_reader import CardsReader
from tests.browser.quiz_reader import open_quiz, press, start


def test_printed_start_has_the_chapters_in_place_of_the_chooser(page: Page, site_url: str) -> None:
    panel = open_quiz(page, site_url)
    page.emulate_media(media="print")
    expect(panel).to_be_hidden()
    expect(page.get_by_role("article").get_by_role("link", name="The log")).to_be_visible()


def test_printed_quiz_has_the_question(page: Page, site_url: str) -> None:
    panel = start(page, site_url, "?seed=abc&ids=one-owner")
    expect(panel.get_by_role("heading", name="A topic has 6 partitions")).to_be_visible()
    page.emulate_media(media="print")
    expect(panel.get_by_role("heading", name="A topic has 6 partitions")).to_be_visible()
    expect(panel.get_by_text("Kafka adds two partitions.")).to_be_visible()
    expect(panel.get_by_role("button", name="Answer")).to_be_hidden()


def test_printed_answer_and_result_have_their_reasons(page: Page, site_url: str) -> None:
    panel = start(page, site_url, "?seed=abc&ids=one-owner")
    press(panel, "I do not know")
    page.emulate_media(media="print")
    expect(panel.get_by_text("The two members beyond")).to_be_visible()
    expect(panel.get_by_role("button", name="End here")).to_be_hidden()
    page.emulate_media(media="screen")
    press(panel, "End here")
    page.emulate_media(media="print")
    expect(panel.get_by_role("heading", name="0 of 1 right at the first try")).to_be_visible()
    expect(panel.get_by_role("link", name="A topic has 6 partitions")).to_be_visible()
    expect(panel.get_by_role("button", name="Copy the link")).to_be_hidden()


def test_printed_list_has_every_card_with_its_answer(page: Page, site_url: str) -> None:
    reader = CardsReader(page, site_url).come(0, "?mode=browse")
    expect(reader.panel.get_by_role("status").first).to_have_text("12 cards of 12")
    page.emulate_media(media="print")
    expect(reader.panel).to_be_hidden()
    expect(page.get_by_role("heading", name="Groups")).to_be_visible()
    expect(page.get_by_text("A piece of a partition's log")).to_be_visible()


def test_printed_card_is_the_one_on_top(page: Page, site_url: str) -> None:
    reader = CardsReader(page, site_url).come()
    reader.begin()
    page.emulate_media(media="print")
    expect(reader.panel.get_by_role("article", name="Card")).to_be_visible()
    expect(page.get_by_role("article").get_by_role("link", name="The log")).to_be_hidden()
