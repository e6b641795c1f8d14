"""The scheduler beside py-fsrs: the same log leads to the same memory, recall and interval."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fsrs import Card, Rating, Scheduler
from playwright.sync_api import Browser, Page

from tests.browser.modules import call, open_blank

Log = Sequence[tuple[int, int]]
START = datetime(2026, 1, 1, 12, tzinfo=UTC)
FIRST_GRADES = [
    (1, 0.2120, (0.766, 0.660, 0.582, 0.524, 0.467)),
    (2, 1.2931, (0.917, 0.833, 0.753, 0.685, 0.614)),
    (3, 2.3065, (0.947, 0.881, 0.808, 0.742, 0.668)),
    (4, 8.2956, (0.983, 0.954, 0.911, 0.860, 0.792)),
]
FORETELL = """async ([url, log, days, retention]) => {
  const { findInterval, recallOn, replay } = await import(url);
  const memory = replay(log);
  return { ...memory, recall: days.map((day) => recallOn(memory, day)), interval: findInterval(memory, retention) };
}"""


def foretell(page: Page, log: Log, days: Sequence[int] = (), retention: float = 0.9) -> dict[str, Any]:
    """Return what the site's module makes of a log."""
    url = page.url.replace("study.mjs", "cards/schedule.mjs")
    result: dict[str, Any] = page.evaluate(FORETELL, [url, list(log), list(days), retention])
    return result


@pytest.fixture(scope="module")
def blank(browser: Browser, modules_url: str) -> Iterator[Page]:
    page = open_blank(browser, modules_url)
    yield page
    page.close()


def ask_oracle(log: Log, retention: float = 0.9) -> tuple[Scheduler, Card]:
    """Return what py-fsrs makes of a log: a second of its clock between two reviews of one day."""
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False, desired_retention=retention)
    card = Card(due=START)
    for index, (day, grade) in enumerate(log):
        card, _ = scheduler.review_card(card, Rating(grade), START + timedelta(days=day, seconds=index))
    return scheduler, card


def make_log(seed: int, reviews: int = 30) -> list[tuple[int, int]]:
    """Return reviews with gaps from none to months, and misses as often as readers make them."""
    chance = random.Random(seed)
    day = 0
    log = []
    for _ in range(reviews):
        log.append((day, chance.choices((1, 2, 3, 4), (3, 2, 6, 1))[0]))
        day += chance.choice((0, 0, 1, 1, 2, 3, 5, 8, 13, 21, 60))
    return log


@pytest.mark.parametrize(("grade", "stability", "recalls"), FIRST_GRADES)
def test_first_grade_as_in_the_table(blank: Page, grade: int, stability: float, recalls: tuple[float, ...]) -> None:
    memory = foretell(blank, [(0, grade)], (1, 3, 7, 14, 30))
    assert memory["stability"] == pytest.approx(stability, abs=5e-5)
    assert memory["recall"] == pytest.approx(recalls, abs=5e-4)


@pytest.mark.parametrize("retention", [0.8, 0.9, 0.95])
@pytest.mark.parametrize("seed", range(12))
def test_random_log_agrees_with_py_fsrs_after_every_review(blank: Page, seed: int, retention: float) -> None:
    log = make_log(seed)
    for end in range(1, len(log) + 1):
        ours = foretell(blank, log[:end], (log[end - 1][0] + 10,), retention)
        scheduler, card = ask_oracle(log[:end], retention)
        assert card.last_review is not None
        assert ours["stability"] == pytest.approx(card.stability, rel=1e-4)
        assert ours["difficulty"] == pytest.approx(card.difficulty, rel=1e-5)
        assert ours["interval"] == pytest.approx((card.due - card.last_review).days, abs=0)
        oracle_recall = scheduler.get_card_retrievability(card, card.last_review + timedelta(days=10))
        assert ours["recall"] == pytest.approx([oracle_recall], abs=1e-5)


@pytest.mark.parametrize(
    ("log", "aims", "today", "due"),
    [
        pytest.param([(100, 3)], {}, 100, 102, id="interval"),
        pytest.param([(100, 4)], {}, 100, 108, id="longer-interval"),
        pytest.param([(100, 4)], {"retention": 0.95}, 100, 103, id="retention-shortens"),
        pytest.param([(100, 4), (108, 1)], {}, 108, 108, id="miss-is-due-at-once"),
        pytest.param([(100, 4)], {"interview": 106}, 100, 105, id="never-later-than-the-eve"),
        pytest.param([(100, 3)], {"interview": 106}, 100, 102, id="sooner-than-the-eve-stays"),
        pytest.param([(105, 4)], {"interview": 106}, 105, 113, id="seen-on-the-eve"),
        pytest.param([(100, 4)], {"interview": 106}, 107, 108, id="interview-is-over"),
    ],
)
def test_due(blank: Page, log: Log, aims: dict[str, float], today: int, due: int) -> None:
    memory = call(blank, "cards/schedule", "replay", log)
    aims = {"retention": 0.9, "interview": 0, **aims}
    assert call(blank, "cards/schedule", "findDue", memory, aims, today) == due


@pytest.mark.parametrize(
    ("moment", "offset", "day"),
    [
        pytest.param("2026-12-01T12:00Z", 0, "2026-12-01", id="noon"),
        pytest.param("2026-12-02T03:59Z", 0, "2026-12-01", id="night-belongs-to-the-day-before"),
        pytest.param("2026-12-02T04:00Z", 0, "2026-12-02", id="four-in-the-morning"),
        pytest.param("2026-12-01T23:00Z", -330, "2026-12-02", id="east"),
        pytest.param("2026-12-01T09:00Z", 480, "2026-11-30", id="west"),
    ],
)
def test_day(blank: Page, moment: str, offset: int, day: str) -> None:
    milliseconds = datetime.fromisoformat(moment).timestamp() * 1000
    assert call(blank, "cards/days", "writeDay", call(blank, "cards/days", "dayOf", milliseconds, offset)) == day


@pytest.mark.parametrize(
    ("days", "believed"),
    [
        ([10, 12, 15], [10, 12, 15]),
        ([10, 400], [10, 10]),
        ([400, 10], [10, 10]),
        ([400], [20]),
        ([10, 3, 15], [10, 10, 15]),
        ([11, 10], [11, 11]),
    ],
)
def test_days_of_a_wrong_clock_are_not_believed(blank: Page, days: list[int], believed: list[int]) -> None:
    log = call(blank, "cards/schedule", "believe", [[day, 3] for day in days], 20)
    assert log == [[day, 3] for day in believed]
