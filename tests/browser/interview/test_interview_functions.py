"""Which questions an interviewer asks, how an interview goes on, and what it comes to: functions of plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.modules import call, open_blank

CHOICE = {"length": 25, "level": "senior", "chapters": [], "seed": "abc", "ids": None, "asks": False}
LEVELS = ["junior", "mid", "senior", "staff"]


@pytest.fixture(scope="module")
def blank(browser: Browser, modules_url: str) -> Iterator[Page]:
    page = open_blank(browser, modules_url)
    yield page
    page.close()


def talk(number: int) -> dict[str, Any]:
    made = {"id": f"q{number}", "chapter": f"c{number % 6}", "level": LEVELS[number % 4], "kind": "talk"}
    return made | {"near": [], "topics": [f"t{number % 7}"]}


BANK = [talk(number) for number in range(72)]


def choose(page: Page, **choice: Any) -> list[str]:
    chosen: list[str] = call(page, "interview/choosing", "chooseInterview", BANK, CHOICE | choice)
    return chosen


@pytest.mark.parametrize(("length", "count"), [(10, 3), (25, 7), (45, 12)])
def test_length_decides_how_many_are_asked(blank: Page, length: int, count: int) -> None:
    assert len(set(choose(blank, length=length))) == count


@pytest.mark.parametrize(
    ("level", "asked"),
    [("mid", ["junior", "mid"]), ("senior", ["mid", "senior"]), ("staff", ["senior", "staff"])],
)
def test_level_of_the_job_and_the_one_below_are_asked_the_easier_first(
    blank: Page, level: str, asked: list[str]
) -> None:
    places = [LEVELS.index(talk(int(chosen[1:]))["level"]) for chosen in choose(blank, level=level, length=45)]
    assert places == sorted(places)
    assert {LEVELS[place] for place in places} == set(asked)


def test_questions_come_from_as_many_chapters_as_can_be(blank: Page) -> None:
    assert len({int(chosen[1:]) % 6 for chosen in choose(blank, level="staff", length=10)}) == 3


def test_chapters_narrow_the_choice(blank: Page) -> None:
    assert {int(chosen[1:]) % 6 for chosen in choose(blank, chapters=["c2"])} == {2}


def test_seed_decides(blank: Page) -> None:
    assert choose(blank) == choose(blank) != choose(blank, seed="abd")


def test_link_that_names_questions_gives_these(blank: Page) -> None:
    assert choose(blank, ids=["q3", "q0"]) == ["q3", "q0"]


@pytest.mark.parametrize(
    ("levels", "level", "asked"),
    [
        pytest.param(["mid", "senior", "staff"], "mid", [0], id="up-to-the-level"),
        pytest.param(["mid", "senior", "staff"], "staff", [0, 1, 2], id="all"),
        pytest.param(["senior", "staff"], "mid", [0], id="the-first-in-any-case"),
        pytest.param([], "mid", [], id="none"),
    ],
)
def test_followups_go_as_far_as_the_level(blank: Page, levels: list[str], level: str, asked: list[int]) -> None:
    assert call(blank, "interview/choosing", "findAsked", levels, level) == asked


def interview(**fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"choice": CHOICE, "ids": ["a", "b"], "here": 0, "step": 0, "spent": 0, "total": 0}
    return made | {"answers": {}, "begun": 100, "endedAt": 0, "at": 100} | fields


def answer(**fields: Any) -> dict[str, Any]:
    return {"took": [], "notes": "", "said": [], "slips": [], "of": 0, "at": 100} | fields


def go_on(page: Page, one: dict[str, Any], asked: int = 1) -> dict[str, Any]:
    gone: dict[str, Any] = call(page, "interview/interview", "goOn", one, asked, 200)
    return gone


@pytest.mark.parametrize(
    ("here", "step", "then"),
    [
        pytest.param(0, 0, (0, 1), id="follow-up"),
        pytest.param(0, 1, (0, 2), id="rubric"),
        pytest.param(0, 2, (1, 0), id="next-question"),
        pytest.param(1, 2, (2, 0), id="end"),
    ],
)
def test_steps_follow_each_other(blank: Page, here: int, step: int, then: tuple[int, int]) -> None:
    gone = go_on(blank, interview(here=here, step=step, spent=5))
    assert (gone["here"], gone["step"]) == then
    assert gone["spent"] == 0
    assert bool(gone["endedAt"]) == (then == (2, 0))


def test_time_of_each_step_is_remembered(blank: Page) -> None:
    gone = go_on(blank, interview(spent=70_000))
    gone = go_on(blank, gone | {"spent": 20_000})
    assert gone["answers"]["a"]["took"] == [70_000, 20_000]


def test_way_back_leads_to_the_step_before_with_its_time(blank: Page) -> None:
    back = "async ([module, one]) => (await import(module)).goBack(one, () => 1, 300)"
    module = blank.url.replace("study.mjs", "interview/interview.mjs")
    gone = go_on(blank, interview(spent=70_000))
    returned = blank.evaluate(back, [module, gone])
    assert (returned["here"], returned["step"], returned["spent"]) == (0, 0, 70_000)
    returned = blank.evaluate(back, [module, interview(here=1)])
    assert (returned["here"], returned["step"]) == (0, 2)


def test_two_tabs_are_merged_without_losing_an_answer(blank: Page) -> None:
    one = interview(here=1, at=300, total=9, answers={"a": answer(notes="mine", at=290)})
    other = interview(at=250, total=5, answers={"a": answer(at=200), "b": answer(notes="theirs", at=210)})
    merged = call(blank, "interview/interview", "mergeInterviews", other, one)
    assert (merged["here"], merged["total"]) == (1, 9)
    assert {name: one["notes"] for name, one in merged["answers"].items()} == {"a": "mine", "b": "theirs"}


@pytest.mark.parametrize(
    "value",
    [None, 7, {}, interview(ids="a"), interview(answers={"a": 1}), interview(here="x"), interview(choice={})],
)
def test_what_is_no_interview_is_not_taken_for_one(blank: Page, value: Any) -> None:
    assert call(blank, "interview/interview", "isInterview", value) is False


def test_interview_is_one(blank: Page) -> None:
    assert call(blank, "interview/interview", "isInterview", interview(answers={"a": answer()})) is True


MARKED = interview(
    answers={
        "a": answer(said=["x"], slips=["s"], of=3),
        "b": answer(said=["x", "y"], of=2),
        "c": answer(said=["x"], of=2),
        "d": answer(),
    },
    ids=["b", "c", "a", "d"],
)


def test_points_are_counted_of_what_was_looked_back_at(blank: Page) -> None:
    assert call(blank, "interview/outcome", "findMarked", MARKED) == ["b", "c", "a"]
    counted = call(blank, "interview/outcome", "countPoints", MARKED, ["a", "b", "c"])
    assert counted == {"said": 4, "of": 7, "slips": 1}


def test_what_lacks_most_comes_first(blank: Page) -> None:
    assert call(blank, "interview/outcome", "findMissed", MARKED) == ["a", "c"]


@pytest.mark.parametrize(("seconds", "verdict"), [(59, "short"), (60, "right"), (120, "right"), (121, "long")])
def test_time_of_an_answer(blank: Page, seconds: int, verdict: str) -> None:
    assert call(blank, "interview/outcome", "judgeTime", seconds * 1000) == verdict


def test_missed_cards_are_due_at_once_behind_what_is_known_of_them(blank: Page) -> None:
    cards = {"a": {"at": 900, "log": [[5, 3]]}}
    due = call(blank, "interview/outcome", "makeDue", cards, ["a", "b"], 7, 800)
    assert due == {"a": {"at": 901, "log": [[5, 3], [7, 1]]}, "b": {"at": 800, "log": [[7, 1]]}}


ROUND_TRIPS = [
    "",
    "?length=10",
    "?level=staff&chapters=c1,c2",
    "?length=45&level=mid&seed=abc&ids=q1,q2",
    "?length=25&level=senior&seed=abc&ids=q1&view=interviewer",
]
KNOWN = "{ has: (_, slug) => slug.startsWith('c'), find: (id) => (id.startsWith('q') ? id : undefined) }"


def read_address(page: Page, query: str) -> Any:
    script = f"""async ([module, query]) => {{
      const {{ readAddress, writeAddress }} = await import(module);
      const {{ choice, complaints }} = readAddress(query, {KNOWN});
      return [writeAddress(choice), complaints];
    }}"""
    return page.evaluate(script, [page.url.replace("study.mjs", "interview/address.mjs"), query])


@pytest.mark.parametrize("query", ROUND_TRIPS)
def test_address_is_read_as_it_was_written(blank: Page, query: str) -> None:
    assert read_address(blank, query) == [query, []]


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("?length=7", "The address says “length=7”, which this interview cannot use; it was left out."),
        ("?level=intern", "The address says “level=intern”, which this interview cannot use; it was left out."),
        ("?chapters=x", "There is no chapter “x” here; it was left out."),
        ("?ids=x", "None of the questions that the address names is here."),
    ],
)
def test_what_an_address_may_not_say_is_told(blank: Page, query: str, complaint: str) -> None:
    assert read_address(blank, query)[1][-1] == complaint
