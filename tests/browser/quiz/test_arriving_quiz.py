"""A quiz whose page and questions come slowly: readers begin with what is here, and nothing of the rest is lost."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.offline.host import Host
from tests.browser.quiz_reader import ON_ITS_WAY, answer_right, find_question, press

LATE = b'<ul class="study-list study-chapters"'
"""What stands below the panel of the quiz."""

GROUPS = "chapters/groups/questions/"


class SlowHost(Host):
    """A host of the fixture site that sends some things only when it is told to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.rest = threading.Event()
        self.cut = self._cut
        self.delay = lambda path: float(path == GROUPS and not self.rest.wait(30))

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


def test_quiz_begins_before_the_page_is_here_and_asks_everything(page: Page, host: SlowHost) -> None:
    page.goto(host.at("quiz/?order=written"), wait_until="commit")
    panel = page.get_by_role("region", name="Quiz", exact=True)
    panel.get_by_role("button", name="Start nine questions").click()
    expect(panel.get_by_text("Question 1 of 9")).to_be_visible()
    assert page.evaluate("document.readyState") == "loading"
    asked: list[str] = []
    while not panel.get_by_role("heading", name="9 of 9 right at the first try").is_visible():
        if len(asked) == 7:
            expect(panel.get_by_role("heading", name=ON_ITS_WAY)).to_be_focused()
            host.rest.set()
        asked.append(find_question(page))
        answer_right(panel, asked[-1])
        press(panel, "Answer")
        press(panel, "Next question" if len(asked) < 9 else "See the result")
    assert len(set(asked)) == 9


def test_shared_quiz_waits_for_its_first_question(page: Page, host: SlowHost) -> None:
    page.goto(host.at("quiz/?seed=abc&ids=one-owner,offset-is-next"), wait_until="commit")
    panel = page.get_by_role("region", name="Quiz", exact=True)
    panel.get_by_role("button", name="Start two questions").click()
    expect(panel.get_by_role("heading", name=ON_ITS_WAY)).to_be_focused()
    host.rest.set()
    expect(panel.get_by_text("Question 1 of 2")).to_be_visible()
    expect(panel.get_by_role("heading", name="A topic has 6 partitions")).to_be_focused()
    assert find_question(page) == "one-owner"
