"""Questions and cards that come with their chapter: asked for when needed, tried again when they fail, never lost."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.cards_reader import CARDS, CardsReader
from tests.browser.offline.host import CONTROLLED, Host
from tests.browser.quiz_reader import answer_right, find_question, press, start
from tests.browser.waiting import wait_until
from tests.offline_site import write_offline

ACROSS = "?seed=abc&ids=offset-is-next,one-owner,append-order"
"""A quiz that goes from one chapter to the other and back."""

LOG, GROUPS = "chapters/log/", "chapters/groups/"
FAILED = "The questions of “Groups” could not be loaded"


@pytest.fixture
def host(fixture_site: Path, tmp_path: Path) -> Iterator[Host]:
    """A host of a copy of the fixture site that can be told to fail."""
    folder = shutil.copytree(fixture_site, tmp_path / "site", ignore=shutil.ignore_patterns("*.br", "*.gz"))
    served = Host(folder)
    yield served
    served.server.shutdown()
    served.server.server_close()


@pytest.fixture
def open_reader(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Open a browser in which requests may fail, but nothing may throw."""
    contexts: list[BrowserContext] = []
    thrown: list[str] = []

    def open_context(workers: str = "block") -> BrowserContext:
        context = browser.new_context(service_workers=workers, viewport={"width": 1280, "height": 900})  # type: ignore[arg-type]
        context.on("weberror", lambda error: thrown.append(str(error.error)))
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        context.close()
    assert thrown == []


def answer_first(page: Page, host: Host) -> Locator:
    """Take the quiz across chapters up to the question of the other one."""
    panel = start(page, host.at(), ACROSS)
    answer_right(panel, "offset-is-next")
    press(panel, "Answer")
    press(panel, "Next question")
    return panel


def go_on(page: Page, panel: Locator) -> None:
    """Answer what is left of the quiz and see that nothing was lost."""
    for question in ("one-owner", "append-order"):
        assert find_question(page) == question
        answer_right(panel, question)
        press(panel, "Answer")
        panel.get_by_role("button", name=re.compile("Next question|See the result")).click()
    expect(panel.get_by_role("heading", name="3 of 3 right at the first try")).to_be_visible()


def test_quiz_page_asks_for_no_question_before_it_begins_and_for_each_chapter_once(page: Page, host: Host) -> None:
    panel = start(page, host.at(), ACROSS)
    expect(panel.get_by_text("Question 1 of 3")).to_be_visible()
    answer_right(panel, "offset-is-next")
    press(panel, "Answer")
    press(panel, "Next question")
    go_on(page, panel)
    asked = [path for path in host.asked if path.startswith("chapters/")]
    assert asked == [f"{LOG}questions/", f"{GROUPS}questions/"]


def test_chapter_that_fails_is_said_and_tried_again(open_reader: Callable[..., BrowserContext], host: Host) -> None:
    page = open_reader().new_page()
    host.refused = lambda path: 503 if path == f"{GROUPS}questions/" else 0
    panel = answer_first(page, host)
    expect(panel.get_by_role("heading", name=FAILED)).to_be_focused()
    press(panel, "Try again")
    expect(panel.get_by_role("heading", name=FAILED)).to_be_focused()
    host.refused = lambda _: 0
    press(panel, "Try again")
    go_on(page, panel)


def test_page_in_place_of_a_chapter_is_no_chapter(open_reader: Callable[..., BrowserContext], host: Host) -> None:
    """Networks that ask for a login answer every address with a page of theirs."""
    page = open_reader().new_page()
    page.context.route(f"**/{GROUPS}questions/", lambda route: route.fulfill(body="<h1>Log in</h1>"))
    panel = answer_first(page, host)
    expect(panel.get_by_role("heading", name=FAILED)).to_be_focused()
    page.context.unroute(f"**/{GROUPS}questions/")
    press(panel, "Try again")
    go_on(page, panel)


def test_failed_quiz_can_be_left_and_taken_up_again(open_reader: Callable[..., BrowserContext], host: Host) -> None:
    page = open_reader().new_page()
    host.refused = lambda path: 503 if path == f"{GROUPS}questions/" else 0
    panel = answer_first(page, host)
    press(panel, "Back to the start")
    expect(panel.get_by_role("button", name="Start three questions")).to_be_visible()
    host.refused = lambda _: 0
    press(panel, "Go on: 2 of 3 left")
    go_on(page, panel)


def test_network_that_comes_back_goes_on_by_itself(open_reader: Callable[..., BrowserContext], host: Host) -> None:
    page = open_reader().new_page()
    host.refused = lambda path: 503 if path == f"{GROUPS}questions/" else 0
    panel = start(page, host.at(), ACROSS)
    answer_right(panel, "offset-is-next")
    press(panel, "Answer")
    host.refused = lambda _: 0
    page.context.set_offline(True)
    press(panel, "Next question")
    expect(panel.get_by_role("heading", name=FAILED)).to_be_visible()
    page.context.set_offline(False)
    go_on(page, panel)


def test_exam_with_a_failing_chapter_keeps_what_was_put_down(
    open_reader: Callable[..., BrowserContext], host: Host
) -> None:
    page = open_reader().new_page()
    host.refused = lambda path: 503 if path == f"{GROUPS}questions/" else 0
    panel = start(page, host.at(), "?seed=abc&ids=offset-is-next,one-owner&mode=exam")
    answer_right(panel, "offset-is-next")
    press(panel, "Review sheet")
    press(panel, "Hand in")
    expect(panel.get_by_role("heading", name=FAILED)).to_be_focused()
    host.refused = lambda _: 0
    press(panel, "Try again")
    expect(panel.get_by_role("heading", name="1 of 2 right at the first try")).to_be_focused()


def test_result_is_shown_again_after_a_reload(page: Page, host: Host) -> None:
    panel = start(page, host.at(), "?seed=abc&ids=one-owner,offset-is-next")
    press(panel, "I do not know")
    press(panel, "End here")
    page.reload()
    expect(panel.get_by_role("heading", name="0 of 1 right at the first try")).to_be_visible()
    expect(panel.get_by_role("link", name="A topic has 6 partitions")).to_have_attribute(
        "href", host.at("q/one-owner/")
    )


def test_shared_link_across_chapters_is_the_same_quiz_for_everybody(page: Page, host: Host) -> None:
    others = page.context.browser
    assert others is not None
    shown = []
    for context in (page.context, others.new_context(service_workers="block")):
        tab = context.new_page()
        panel = start(tab, host.at(), "?seed=together&n=all")
        asked = []
        for _ in range(9):
            rows = panel.locator("form fieldset").first.locator("> label, li")
            asked.append((find_question(tab), rows.all_inner_texts()))
            answer_right(panel, asked[-1][0])
            press(panel, "Answer")
            panel.get_by_role("button", name=re.compile("Next question|See the result")).click()
        shown.append(asked)
        context.close()
    assert shown[0] == shown[1]
    assert len({question for question, _ in shown[0]}) == 9


def remove_question(host: Host, path: str, question: str) -> None:
    """Take a question out of a chapter's file, as a later deploy does."""
    file = host.folder / path / "index.html"
    html = file.read_text(encoding="utf-8")
    assert f'id="{question}"' in html
    file.write_text(html.replace(f'id="{question}"', 'id="another"'), encoding="utf-8")


def test_question_that_a_later_deploy_removed_is_skipped(page: Page, host: Host) -> None:
    page.goto(host.at("quiz/?seed=abc&ids=one-owner,offset-is-next"))
    remove_question(host, f"{GROUPS}questions", "one-owner")
    panel = page.get_by_role("region", name="Quiz", exact=True)
    press(panel, "Start two questions")
    expect(panel.get_by_text("Question 1 of 1")).to_be_visible()
    expect(panel.get_by_text("No longer here, so skipped: one-owner.")).to_be_visible()
    assert find_question(page) == "offset-is-next"


def test_card_that_a_later_deploy_removed_is_skipped(page: Page, host: Host) -> None:
    reader = CardsReader(page, host.at()).come()
    for question in ("one-owner", "offset-is-next"):
        remove_question(host, f"{GROUPS if question == 'one-owner' else LOG}cards", question)
    reader.begin()
    reader.finish()
    expect(reader.panel.get_by_role("heading", name="Done for today")).to_be_visible()
    assert not {"one-owner", "offset-is-next"} & reader.stored().keys()


def test_cards_that_fail_are_said_and_tried_again(open_reader: Callable[..., BrowserContext], host: Host) -> None:
    reader = CardsReader(open_reader().new_page(), host.at())
    reader.come(0, "?chapters=groups")
    host.refused = lambda path: 503 if path == f"{GROUPS}cards/" else 0
    reader.panel.get_by_role("button", name="Study 3 cards").click()
    expect(reader.panel.get_by_role("heading", name=FAILED)).to_be_focused()
    reader.panel.get_by_role("button", name="Back to the start").click()
    expect(reader.panel.get_by_role("heading", name="3 cards for today")).to_be_focused()
    reader.panel.get_by_role("button", name="Study 3 cards").click()
    expect(reader.panel.get_by_role("heading", name=FAILED)).to_be_focused()
    host.refused = lambda _: 0
    reader.panel.get_by_role("button", name="Try again").click()
    expect(reader.panel.get_by_role("article", name="Card")).to_be_focused()
    assert reader.finish() == 3
    assert len(reader.stored()) == 3


def test_list_of_cards_shows_what_is_here_and_tries_the_rest_again(
    open_reader: Callable[..., BrowserContext], host: Host
) -> None:
    reader = CardsReader(open_reader().new_page(), host.at())
    host.refused = lambda path: 503 if path == f"{GROUPS}cards/" else 0
    reader.come(0, "?mode=browse")
    found = reader.panel.get_by_role("status").first
    expect(found).to_have_text("9 cards of 12, 1 chapter still to come")
    expect(reader.page.get_by_text("These cards could not be loaded.")).to_be_visible()
    host.refused = lambda _: 0
    reader.page.get_by_role("button", name="Try again").click()
    expect(found).to_have_text(f"{CARDS} cards of {CARDS}")


def test_weakest_cards_are_told_by_id_as_long_as_their_chapter_fails(
    open_reader: Callable[..., BrowserContext], host: Host
) -> None:
    reader = CardsReader(open_reader().new_page(), host.at()).come()
    reader.begin()
    reader.finish()
    host.refused = lambda path: 503 if path == f"{GROUPS}cards/" else 0
    reader.page.goto(host.at("progress/"))
    weakest = reader.page.get_by_role("table", name="The weakest ten")
    expect(weakest.get_by_role("link", name="What does a committed offset of 42 say?")).to_be_visible()
    expect(weakest.get_by_role("link", name="one owner")).to_have_attribute("href", host.at("q/one-owner/"))


@pytest.mark.parametrize("address", ["quiz/", "flashcards/", "progress/"])
def test_everything_is_there_without_a_network_after_one_visit(
    open_reader: Callable[..., BrowserContext], host: Host, address: str
) -> None:
    context = open_reader("allow")
    for page_file in host.folder.rglob("*.html"):
        html = page_file.read_text(encoding="utf-8")
        page_file.write_text(re.sub(r'<meta name="study-page"[^>]*>', "", html), encoding="utf-8")
    stored = write_offline(host.folder)
    assert {
        f"{chapter}{name}/" for chapter in (LOG, GROUPS) for name in ("questions", "cards", "talks")
    } <= stored.digests.keys()
    page = context.new_page()
    page.goto(host.at(address))
    wait_until(page, CONTROLLED)
    context.set_offline(True)
    panel = answer_first(page, host)
    go_on(page, panel)
    reader = CardsReader(page, host.at()).come(0, "?mode=browse")
    expect(reader.panel.get_by_role("status").first).to_have_text(f"{CARDS} cards of {CARDS}")
