"""A reader of the fixture site's quiz, who knows every answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playwright.sync_api import Locator, Page, expect

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
    "files-of-a-segment": lambda desk: check(desk, [".log, the data"]),
    "position-number": lambda desk: desk.get_by_label("Your answer").fill("160"),
    "append-order": lambda desk: check(desk, [*CHECKED["append-order"][1:], CHECKED["append-order"][0]]),
    "index-match": lambda desk: pair(desk, dict(zip(PAIRS, [".log", ".timeindex", ".index"], strict=True))),
}
WRONG: Mapping[str, Callable[[Locator], None]] = {
    "offset-is-next": lambda desk: check(desk, ["42 records were read"]),
    "files-of-a-segment": lambda desk: check(desk, [".lock, the write lock"]),
    "commit-default-name": lambda desk: desk.get_by_label("Your answer").fill("acks=1"),
    "position-number": lambda desk: desk.get_by_label("Your answer").fill("1 offset"),
    "append-order": lambda desk: check(desk, CHECKED["append-order"][::-1]),
    "index-match": lambda desk: pair(desk, dict(zip(PAIRS, [".index", ".timeindex", ".log"], strict=True))),
    "predict-position": lambda desk: desk.get_by_label("Your answer").fill("41"),
    "one-owner": lambda desk: check(desk, ["Kafka adds two"]),
    "who-moves-partitions": lambda desk: check(desk, ["dead letter queue"]),
}


def open_quiz(page: Page, site_url: str, query: str = "") -> Locator:
    """Open the quiz page and return its desk, where everything interactive happens."""
    page.goto(f"{site_url}quiz/{query}")
    desk = page.get_by_role("region", name="Quiz", exact=True)
    expect(desk).to_be_visible()
    return desk


def start(page: Page, site_url: str, query: str = "") -> Locator:
    """Open the quiz page and start at once."""
    desk = open_quiz(page, site_url, query)
    desk.get_by_role("button", name="Start").click()
    return desk


def answer_right(desk: Locator, question: str) -> None:
    """Put down the right answer to a question of the fixture site."""
    if question in CHECKED:
        check(desk, CHECKED[question])
    elif question in TYPED:
        desk.get_by_label("Your answer").fill(TYPED[question])
    else:
        pair(desk, {left: left for left in PAIRS})


def check(desk: Locator, texts: list[str]) -> None:
    """Choose options or steps by what they say."""
    for text in texts:
        desk.get_by_text(text).click()


def pair(desk: Locator, sides: dict[str, str]) -> None:
    """Give each line the letter of the side that belongs to the line named beside it."""
    for left, like in sides.items():
        lines = desk.get_by_role("group", name=left, exact=True)
        lines.get_by_role("radio", name=PAIRS[like]).check(force=True)


def press(desk: Locator, name: str) -> None:
    """Press a button of the desk."""
    desk.get_by_role("button", name=name, exact=True).click()


def expect_verdict(desk: Locator, verdict: str) -> None:
    """Wait for the verdict, which must have the focus."""
    heading = desk.get_by_role("heading", name=verdict, level=3)
    expect(heading).to_be_focused()


def find_question(page: Page) -> str:
    """Return the id of the question that the desk shows, found by what it asks."""
    asked = page.get_by_role("region", name="Quiz", exact=True).get_by_role("heading", level=2).inner_text()
    script = """(asked) => [...document.querySelectorAll("article.study-question")].find((article) =>
      article.querySelector("h3").textContent.trim() === asked.trim()).dataset.question"""
    found: str = page.evaluate(script, asked)
    return found
