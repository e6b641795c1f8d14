"""A quiz whose page comes slowly: readers begin with what is here, and nothing of the rest is lost."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.offline.test_offline import Host
from tests.browser.quiz_reader import answer_right, find_question, press

LATE = b'<article class="study-question" id="append-order"'


class SlowHost(Host):
    """A host of the fixture site that sends the end of the quiz only when it is told to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.rest = threading.Event()
        self.cut = self._cut

    def _cut(self, content: bytes) -> Iterator[bytes]:
        start, mark, end = content.partition(LATE)
        yield start
        if mark:
            self.rest.wait(30)
            yield mark + end


@pytest.fixture
def host(fixture_site: Path, tmp_path: Path) -> Iterator[SlowHost]:
    folder = shutil.copytree(fixture_site, tmp_path / "site", ignore=shutil.ignore_patterns("*.br", "*.gz"))
    served = SlowHost(folder)
    yield served
    served.rest.set()
    served.server.shutdown()
    served.server.server_close()


def test_quiz_begins_with_what_is_here_and_asks_everything(page: Page, host: SlowHost) -> None:
    page.goto(host.at("quiz/"), wait_until="commit")
    desk = page.get_by_role("region", name="Quiz", exact=True)
    desk.get_by_role("button", name="Start nine questions").click()
    expect(desk.get_by_text("Question 1 of 9")).to_be_visible()
    asked = []
    while not desk.get_by_role("heading", name="9 of 9 right at the first try").is_visible():
        if desk.get_by_role("heading", name="on its way").is_visible():
            assert page.evaluate("document.readyState") == "loading"
            host.rest.set()
            expect(desk.get_by_role("button", name="Answer")).to_be_visible()
        asked.append(find_question(page))
        answer_right(desk, asked[-1])
        press(desk, "Answer")
        press(desk, "Next question" if len(asked) < 9 else "See the result")
    assert host.rest.is_set()
    assert len(set(asked)) == 9


def test_shared_quiz_waits_for_its_first_question(page: Page, host: SlowHost) -> None:
    page.goto(host.at("quiz/?seed=abc&ids=one-owner,offset-is-next"), wait_until="commit")
    desk = page.get_by_role("region", name="Quiz", exact=True)
    desk.get_by_role("button", name="Start two questions").click()
    expect(desk.get_by_role("heading", name="on its way")).to_be_focused()
    host.rest.set()
    expect(desk.get_by_text("Question 1 of 2")).to_be_visible()
    assert find_question(page) == "one-owner"
