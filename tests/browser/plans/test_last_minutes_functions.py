"""What a reader would most likely miss, and minutes that end on time: functions of plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.modules import call, open_blank

MINUTE = 60_000


@pytest.fixture(scope="module")
def blank(browser: Browser, modules_url: str) -> Iterator[Page]:
    page = open_blank(browser, modules_url)
    yield page
    page.close()


CARDS = [{"id": f"{chapter}{number}", "chapter": chapter} for chapter in "abc" for number in (1, 2)]
_RANK = """async ([module, name, cards, recalls, answers, expected]) => {
  const ranking = await import(module);
  const memories = new Map(Object.entries(recalls));
  const schedule = { recallOn: (recall) => recall };
  return ranking[name]({ cards, chapters: ["a", "b", "c"], expected, memories, answers, day: 1, schedule });
}"""


def rank(page: Page, name: str, recalls: dict[str, float], **known: Any) -> list[str]:
    module = page.url.replace("study.mjs", "plans/readiness.mjs")
    values = [module, name, CARDS, recalls, known.get("answers", {}), known.get("expected", [])]
    ranked: list[str] = page.evaluate(_RANK, values)
    return ranked


@pytest.mark.parametrize(
    ("recalls", "answers", "chapters"),
    [
        pytest.param({}, {}, "abc", id="nothing-known-is-the-order-of-reading"),
        pytest.param({"c1": 0.5}, {}, "cab", id="weak-first"),
        pytest.param({"a1": 0.99, "a2": 0.95}, {}, "bca", id="known-well-last"),
        pytest.param({}, {"b1": {"verdict": "wrong"}, "b2": {"verdict": "half"}}, "bac", id="missed-in-the-quiz"),
        pytest.param({"c1": 0.6, "b1": 0.3}, {}, "bca", id="the-weakest-first"),
        pytest.param({}, {"a1": {"verdict": "right"}}, "bca", id="right-in-the-quiz"),
    ],
)
def test_chapters_come_as_they_need_the_reader(
    blank: Page, recalls: dict[str, float], answers: dict[str, Any], chapters: str
) -> None:
    assert rank(blank, "rankChapters", recalls, answers=answers) == list(chapters)


@pytest.mark.parametrize(
    ("recalls", "expected", "cards"),
    [
        pytest.param({}, [], ["a1", "b1", "c1", "a2", "b2", "c2"], id="a-card-of-each-chapter-in-turn"),
        pytest.param({}, ["b2", "gone"], ["b2", "a1", "b1", "c1", "a2", "c2"], id="those-to-expect-first"),
        pytest.param({"c2": 0.7, "b2": 0.4}, ["a2"], ["b2", "c2", "a2", "b1", "c1", "a1"], id="least-recalled-first"),
        pytest.param({"a1": 0.97}, [], ["b1", "c1", "a2", "b2", "c2", "a1"], id="known-well-last"),
    ],
)
def test_cards_come_as_they_would_be_missed(
    blank: Page, recalls: dict[str, float], expected: list[str], cards: list[str]
) -> None:
    assert rank(blank, "rankCards", recalls, expected=expected) == cards


RANKED = {"chapters": [f"c{number}" for number in range(18)], "cards": [f"q{number}" for number in range(200)]}


def begin(page: Page, minutes: int) -> dict[str, Any]:
    run: dict[str, Any] = call(page, "plans/last-minutes/run", "beginRun", minutes, RANKED, 0)
    return run


def find_step(page: Page, run: dict[str, Any], now: int) -> Any:
    return call(page, "plans/last-minutes/run", "findStep", run, now)


@pytest.mark.parametrize(
    ("minutes", "counts"), [(5, (2, 4, 1)), (15, (5, 10, 3)), (30, (10, 20, 5))], ids=["5", "15", "30"]
)
def test_minutes_decide_how_much_there_is(blank: Page, minutes: int, counts: tuple[int, int, int]) -> None:
    items = begin(blank, minutes)["items"]
    assert tuple(len(items[part]) for part in ("say", "card", "traps")) == counts
    assert not set(items["spare"]) & set(items["card"])


@pytest.mark.parametrize("minutes", [5, 15, 30])
@pytest.mark.parametrize("pace", [1, 20, 45, 60], ids=lambda pace: f"{pace}-seconds-each")
def test_every_reader_comes_to_the_end_on_time(blank: Page, minutes: int, pace: int) -> None:
    script = """async ([module, run, pace]) => {
      const { findStep, passStep } = await import(module);
      const parts = [];
      for (let now = 0; ; now += pace) {
        const step = findStep(run, now);
        if (!step) return { now, parts };
        parts.push(step.part);
        run = passStep(run, step, false, now);
      }
    }"""
    module = blank.url.replace("study.mjs", "plans/last-minutes/run.mjs")
    ended = blank.evaluate(script, [module, begin(blank, minutes), pace * 1000])
    parts = [part for number, part in enumerate(ended["parts"]) if part not in ended["parts"][:number]]
    assert parts[:3] == ["say", "card", "traps"]
    assert ended["now"] <= minutes * MINUTE + pace * 1000


@pytest.mark.parametrize(
    ("minutes", "last"), [pytest.param(5, 4.5, id="5"), pytest.param(15, 14, id="15"), pytest.param(30, 29, id="30")]
)
def test_three_sentences_come_before_the_time_is_over(blank: Page, minutes: int, last: float) -> None:
    run = begin(blank, minutes)
    assert find_step(blank, run, int(last * MINUTE) - 1)["part"] == "traps"
    assert find_step(blank, run, int(last * MINUTE)) is None


def test_missed_card_comes_once_more_if_there_is_time(blank: Page) -> None:
    run = begin(blank, 5) | {"done": {"say": 2, "card": 0, "traps": 1, "spare": 0}}
    for number in range(4):
        step = find_step(blank, run, 0)
        assert step["item"] == f"q{number}"
        run = call(blank, "plans/last-minutes/run", "passStep", run, step, number == 1, 0)
    step = find_step(blank, run, 0)
    assert (step["part"], step["item"]) == ("spare", "q1")
    run = call(blank, "plans/last-minutes/run", "passStep", run, step, True, 0)
    assert find_step(blank, run, 0)["item"] == "q4"


@pytest.mark.parametrize("value", [None, 7, {"minutes": 15}, {"minutes": 7, "startedAt": 0, "items": {}, "done": {}}])
def test_what_is_no_run_is_not_taken_for_one(blank: Page, value: Any) -> None:
    assert call(blank, "plans/last-minutes/run", "isRun", value) is False


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("A group shares partitions. One owner each.", "A group shares partitions."),
        ("Kafka 4.4 is fast. It is.", "Kafka 4.4 is fast."),
        ("No end", "No end"),
    ],
)
def test_first_sentence(blank: Page, text: str, sentence: str) -> None:
    assert call(blank, "plans/last-minutes/run", "readFirstSentence", text) == sentence
