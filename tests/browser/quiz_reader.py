"""A reader of the fixture site's quiz, who knows every answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from playwright.sync_api import Locator, Page, expect
from study.bank.topics import read_topics
from study.checks.validate import validate_pages
from study.pages.fragments import Fragments
from study.pages.markdown.field_markdown import plain_text

from tests.conftest import FIXTURE

ON_ITS_WAY = "The question is on its way"
"""Heading while a question's chapter is fetched."""

CHECKED = {
    "offset-is-next": ["The next record to read"],
    "files-of-a-segment": [".log, the data", ".index, the offset index"],
    "one-owner": ["Six members read"],
    "who-moves-partitions": ["Others take them over"],
    "append-order": [
        "adds it to a batch",
        "gives it an offset",
        "appends it to the active segment",
        "consumer fetches it",
    ],
}
TYPED = {"commit-default-name": "acks=all", "position-number": "168", "predict-position": "42"}
PAIRS = {".log": "Record batches", ".index": "Offsets to file positions", ".timeindex": "Timestamps to offsets"}

HALF: Mapping[str, Callable[[Locator], None]] = {
    "files-of-a-segment": lambda panel: check(panel, [".log, the data"]),
    "position-number": lambda panel: panel.get_by_label("Your answer").fill("160"),
    "append-order": lambda panel: check(panel, [*CHECKED["append-order"][1:], CHECKED["append-order"][0]]),
    "index-match": lambda panel: pair(panel, dict(zip(PAIRS, [".log", ".timeindex", ".index"], strict=True))),
}
WRONG: Mapping[str, Callable[[Locator], None]] = {
    "offset-is-next": lambda panel: check(panel, ["42 records were read"]),
    "files-of-a-segment": lambda panel: check(panel, [".lock, the write lock"]),
    "commit-default-name": lambda panel: panel.get_by_label("Your answer").fill("acks=1"),
    "position-number": lambda panel: panel.get_by_label("Your answer").fill("1 offset"),
    "append-order": lambda panel: check(panel, CHECKED["append-order"][::-1]),
    "index-match": lambda panel: pair(panel, dict(zip(PAIRS, [".index", ".timeindex", ".log"], strict=True))),
    "predict-position": lambda panel: panel.get_by_label("Your answer").fill("41"),
    "one-owner": lambda panel: check(panel, ["Kafka adds two"]),
    "who-moves-partitions": lambda panel: check(panel, ["dead letter queue"]),
}


def open_quiz(page: Page, site_url: str, query: str = "") -> Locator:
    """Open the quiz page and return its panel, where everything interactive happens."""
    page.goto(f"{site_url}quiz/{query}")
    panel = page.get_by_role("region", name="Quiz", exact=True)
    expect(panel).to_be_visible()
    return panel


def start(page: Page, site_url: str, query: str = "") -> Locator:
    """Open the quiz page and start at once."""
    panel = open_quiz(page, site_url, query)
    panel.get_by_role("button", name="Start").click()
    return panel


def answer_right(panel: Locator, question: str) -> None:
    """Put down the right answer to a question of the fixture site."""
    if question in CHECKED:
        check(panel, CHECKED[question])
    elif question in TYPED:
        panel.get_by_label("Your answer").fill(TYPED[question])
    else:
        pair(panel, {left: left for left in PAIRS})


def check(panel: Locator, texts: list[str]) -> None:
    """Choose options or steps by what they say."""
    for text in texts:
        panel.get_by_text(text).click()


def pair(panel: Locator, sides: dict[str, str]) -> None:
    """Give each line the letter of the side that belongs to the line named beside it."""
    for left, like in sides.items():
        lines = panel.get_by_role("group", name=left, exact=True)
        lines.get_by_role("radio", name=PAIRS[like]).check(force=True)


def press(panel: Locator, name: str) -> None:
    """Press a button of the panel."""
    panel.get_by_role("button", name=name, exact=True).click()


def expect_verdict(panel: Locator, verdict: str) -> None:
    """Wait for the verdict, which must have the focus."""
    heading = panel.get_by_role("heading", name=verdict, level=3)
    expect(heading).to_be_focused()


def find_question(page: Page) -> str:
    """Return the id of the question that the panel shows, found by what it asks."""
    heading = page.get_by_role("region", name="Quiz", exact=True).get_by_role("heading", level=2)
    expect(heading).not_to_have_text(ON_ITS_WAY)
    return find_asked()[" ".join(heading.inner_text().split())]


@cache
def find_asked() -> Mapping[str, str]:
    """Return the ids of the fixture site's questions by what they ask, as readers see it."""
    paths = sorted((FIXTURE / "docs" / "chapters").glob("*.md"))
    sources = {f"chapters/{path.name}": path.read_text(encoding="utf-8") for path in paths}
    topics = read_topics(FIXTURE / "docs" / "topics.yml")
    chapters = validate_pages(sources, topics=topics, published=(), today=date(2026, 11, 23)).chapters
    fragments = Fragments(chapters)
    questions = [question for chapter in chapters for question in chapter.front.questions]
    return {plain_text(fragments.place(question).ask): question.id for question in questions}
