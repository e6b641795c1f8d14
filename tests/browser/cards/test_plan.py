"""Pure modules of the flashcards: which cards come when, the plan for an interview, and codes to take along."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.modules import call, open_blank

TODAY = 20_000
AIMS = {"perDay": 10, "retention": 0.9, "interview": 0}

ORDER = """async ([folder, cards, logs, aims, today]) => {
  const { allowFresh, findToday, orderToday } = await import(`${folder}cards/session.mjs`);
  const schedule = await import(`${folder}cards/schedule.mjs`);
  const records = Object.fromEntries(Object.entries(logs).map(([id, log]) => [id, { at: 1, log }]));
  const memories = schedule.readMemories(records, today);
  const allowed = allowFresh(cards, memories, aims, today);
  const sorted = findToday(schedule, cards, memories, aims, today, allowed);
  const ids = orderToday(schedule, sorted, memories, aims, today);
  const day = aims.interview || today;
  const recall = Object.fromEntries([...memories].map(([id, memory]) => [id, schedule.recallOn(memory, day)]));
  return { ids, allowed, recall, counts: Object.values(sorted).map((list) => list.length) };
}"""
PLAN = """async ([folder, cards, logs, aims, today]) => {
  const { makePlan, renderCalendar } = await import(`${folder}cards/plan.mjs`);
  const schedule = await import(`${folder}cards/schedule.mjs`);
  const records = Object.fromEntries(Object.entries(logs).map(([id, log]) => [id, { at: 1, log }]));
  const memories = schedule.readMemories(records, today);
  const plan = makePlan(schedule, cards, memories, aims, today);
  const about = { now: Date.UTC(2026, 10, 23, 9), url: "https://example.org/flashcards/", interview: aims.interview };
  return { plan, calendar: renderCalendar(plan, about) };
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser, modules_url: str) -> Iterator[Page]:
    page = open_blank(browser, modules_url)
    yield page
    page.close()


def run(page: Page, script: str, cards: list[dict[str, Any]], logs: dict[str, Any], **aims: float) -> Any:
    return page.evaluate(script, [page.url.replace("study.mjs", ""), cards, logs, {**AIMS, **aims}, TODAY])


def make_cards(count: int, **near: list[str]) -> list[dict[str, Any]]:
    return [
        {"id": f"c{n}", "chapter": f"ch{n % 2}", "level": "mid", "topics": [], "near": near.get(f"c{n}", [])}
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("logs", "aims", "allowed"),
    [
        pytest.param({}, {}, 10, id="as-set"),
        pytest.param({"c0": [[TODAY, 3]], "c1": [[TODAY, 3]]}, {}, 8, id="less-what-came-today"),
        pytest.param({"c0": [[TODAY - 1, 3]]}, {}, 10, id="what-came-before-does-not-count"),
        pytest.param({}, {"perDay": 0}, 0, id="none"),
        pytest.param({}, {"interview": TODAY + 3}, 15, id="more-before-an-interview"),
        pytest.param({}, {"interview": TODAY + 1}, 30, id="all-on-the-eve"),
        pytest.param({}, {"interview": TODAY + 30}, 10, id="interview-far-away"),
        pytest.param({}, {"interview": TODAY - 1}, 10, id="interview-over"),
        pytest.param({}, {"perDay": 0, "interview": TODAY + 3}, 0, id="none-even-before-an-interview"),
    ],
)
def test_new_cards_of_today(blank: Page, logs: dict[str, Any], aims: dict[str, float], allowed: int) -> None:
    assert run(blank, ORDER, make_cards(30), logs, **aims)["allowed"] == allowed


def test_counts_by_state(blank: Page) -> None:
    logs = {"c0": [[TODAY - 9, 3]], "c1": [[TODAY - 1, 1]], "c2": [[TODAY, 4]]}
    assert run(blank, ORDER, make_cards(5), logs)["counts"] == [2, 1, 1], "new, learning, due"


def test_cards_come_by_predicted_recall_on_the_day_of_the_interview(blank: Page) -> None:
    logs = {f"c{n}": [[TODAY - 40 + n, 3], [TODAY - 20, 1 + n % 4]] for n in range(12)}
    ordered = run(blank, ORDER, make_cards(12), logs, interview=TODAY + 20)
    recalls = [ordered["recall"][id_] for id_ in ordered["ids"]]
    assert recalls == sorted(recalls)
    assert len(set(recalls)) > 3


def test_new_cards_stand_between_those_seen(blank: Page) -> None:
    ordered = run(blank, ORDER, make_cards(8), {f"c{n}": [[TODAY - 9, 3]] for n in range(4)})
    assert [id_ in ("c0", "c1", "c2", "c3") for id_ in ordered["ids"]] == [True, False] * 4


def test_siblings_are_apart(blank: Page) -> None:
    ids = run(blank, ORDER, make_cards(6, c0=["c1", "c2"], c2=["c4"]), {})["ids"]
    pairs = {frozenset(pair) for pair in pairwise(ids)}
    assert pairs.isdisjoint({frozenset(("c0", "c1")), frozenset(("c0", "c2")), frozenset(("c2", "c4"))})


@pytest.mark.parametrize("days", [1, 2, 5, 14, 60])
def test_plan_shows_every_card_before_the_eve_and_on_it(blank: Page, days: int) -> None:
    plan = run(blank, PLAN, make_cards(40), {"c0": [[TODAY - 3, 4]]}, interview=TODAY + days)["plan"]
    assert [row["day"] for row in plan] == list(range(TODAY, TODAY + days))
    assert sum(row["fresh"] for row in plan) == 39
    assert plan[-1]["due"] + plan[-1]["fresh"] == 40
    assert days == 1 or plan[-1]["fresh"] == 0
    assert all(row["minutes"] > 0 for row in plan if row["due"] or row["fresh"])


def test_calendar(blank: Page) -> None:
    calendar = run(blank, PLAN, make_cards(4), {}, interview=TODAY + 3)["calendar"]
    assert calendar.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    assert calendar.count("BEGIN:VEVENT") == 3
    assert "DTSTAMP:20261123T090000Z\r\n" in calendar
    assert "SUMMARY:Flashcards: 4 minutes (0 to review\\, 4 new)\r\n" in calendar
    assert (
        "UID:interview-20241007@example.org\r\nDTSTAMP:20261123T090000Z\r\nDTSTART;VALUE=DATE:20241007\r\n" in calendar
    )


def make_records(seed: int, count: int = 20) -> dict[str, Any]:
    chance = random.Random(seed)
    records = {}
    for n in range(count):
        days = sorted(chance.randrange(20_000, 20_900) for _ in range(chance.randrange(1, 9)))
        log = [[day, chance.randrange(1, 5)] for day in days]
        records[f"card-{n}"] = {"at": chance.randrange(28_000_000, 30_000_000) * 60_000, "log": log}
    return records


@pytest.mark.parametrize("seed", range(4))
def test_code_brings_back_every_review(blank: Page, seed: int) -> None:
    records = make_records(seed)
    settings: dict[str, dict[str, Any]] = {
        "retention": {"value": 0.93},
        "new-per-day": {"value": 25},
        "interview": {"value": "2026-12-01"},
    }
    code = call(blank, "progress/transfer", "writeCode", records, settings)
    read = call(blank, "progress/transfer", "readTransfer", f" {code[:40]}\n{code[40:]} ", list(records), 7)
    assert read["stores"]["cards"] == records
    assert read["stores"]["settings"] == {name: {**value, "at": 7} for name, value in settings.items()}
    assert len(code) < 30 * len(records)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("https://example.org/", "This is neither a code nor a file", id="something-else"),
        pytest.param("", "This is neither a code nor a file", id="empty"),
        pytest.param("{", "This file is damaged", id="broken-file"),
        pytest.param("{}", "This is neither a code nor a file", id="other-file"),
        pytest.param('{"site": "kafka-deep-dive", "version": 9, "stores": {}}', "This file comes", id="newer-file"),
    ],
)
def test_what_cannot_be_imported_is_said_in_a_sentence(blank: Page, text: str, sentence: str) -> None:
    assert call(blank, "progress/transfer", "readTransfer", text, [], 7)["problem"].startswith(sentence)


def test_damaged_code_is_refused(blank: Page) -> None:
    code = call(blank, "progress/transfer", "writeCode", make_records(1), {})
    for damaged in (code[:-5], f"{code[:30]}AA{code[32:]}"):
        problem = call(blank, "progress/transfer", "readTransfer", damaged, [], 7)["problem"]
        assert problem.startswith("This code was cut short or changed")


def test_file_brings_back_every_store_and_leaves_out_what_is_no_card(blank: Page) -> None:
    records = make_records(2, 3)
    bad = {"x": 7, "y": {"at": 1, "log": []}, "z": {"at": 1, "log": [[1, 9]]}}
    text = call(blank, "progress/transfer", "writeFile", {"cards": {**records, **bad}, "answers": {"a": {"at": 1}}})
    read = call(blank, "progress/transfer", "readTransfer", text, [], 7)
    assert read["stores"] == {"cards": records, "answers": {"a": {"at": 1}}}
