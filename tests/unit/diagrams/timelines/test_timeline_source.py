"""Timelines as they are written: what each bar's times are, and the sentence for what cannot be drawn."""

from __future__ import annotations

import pytest
from study.diagrams.problems import DiagramError
from study.diagrams.source import parse_diagram
from study.diagrams.timelines.model import Timeline

TEXTS = "accTitle: A stop\naccDescr: Reading stops and goes on.\n"


def parse(*lines: str, date_format: str = "X", above: str = "") -> Timeline:
    front_matter = f"---\n{above}\n---\n" if above else ""
    code = f"{front_matter}gantt\n{TEXTS}dateFormat {date_format}\n" + "".join(f"  {line}\n" for line in lines)
    timeline = parse_diagram(code).timeline
    assert timeline
    return timeline


def list_times(timeline: Timeline) -> list[tuple[int, int]]:
    return [(bar.start, bar.end) for lane in timeline.lanes for bar in lane.bars]


@pytest.mark.parametrize(
    ("date_format", "task", "times"),
    [
        pytest.param("X", "Reads :active, 0, 10", (0, 10_000), id="seconds"),
        pytest.param("X", "Reads :3.43, 14", (3430, 14_000), id="fraction-of-a-second"),
        pytest.param("x", "Reads :1214, 4054", (1214, 4054), id="milliseconds"),
        pytest.param("SSS", "Reads :crit, 50, 250", (50, 250), id="milliseconds-as-digits"),
        pytest.param("x", "Reads :crit, r1, 200, 500ms", (200, 700), id="duration-in-milliseconds"),
        pytest.param("X", "Reads :r1, 5, 1.5m", (5000, 95_000), id="duration-in-minutes"),
        pytest.param("HH:mm", "Reads :08:30, 09:00", (30_600_000, 32_400_000), id="clock"),
        pytest.param("HH:mm:ss.SSS", "Reads :00:00:01.250, 00:00:02.000", (1250, 2000), id="clock-with-milliseconds"),
        pytest.param("YYYY-MM-DD", "Reads :1970-01-02, 1d", (86_400_000, 172_800_000), id="days"),
        pytest.param("X", "Loss :milestone, 4, 6", (5000, 5000), id="milestone-in-the-middle"),
    ],
)
def test_bar_has_its_times(date_format: str, task: str, times: tuple[int, int]) -> None:
    assert list_times(parse("section A", task, date_format=date_format)) == [times]


def test_bars_follow_others() -> None:
    timeline = parse(
        "section A",
        "One :one, 0, 3",
        "Two :two, after one, 2s",
        "Next :1s",
        "section B",
        "Three :after one, 4s",
        "Four :1, until two",
    )
    assert list_times(timeline) == [(0, 3000), (3000, 5000), (5000, 6000), (3000, 7000), (1000, 3000)]


def test_sections_are_lanes_in_panels() -> None:
    timeline = parse("section Eager / p0", "A :0, 1", "section Eager / p1", "B :crit, 0, 2", "section Empty")
    assert [(lane.panel, lane.name) for lane in timeline.lanes] == [("Eager", "p0"), ("Eager", "p1")]
    assert timeline.lanes[1].bars[0].state == "crit"


def test_title_is_the_panel_of_lanes_without_one() -> None:
    timeline = parse("title The stop", "section p0", "A :0, 1")
    assert [lane.panel for lane in timeline.lanes] == ["The stop"]


def test_line_across_belongs_to_all_lanes() -> None:
    timeline = parse("section p0", "A :0, 9", "Crash :vert, 5, 0s")
    assert [(line.label, line.start) for line in timeline.lines] == [("Crash", 5000)]


@pytest.mark.parametrize(
    ("above", "axis"),
    [
        pytest.param("", (2000, 9000), id="as-the-bars"),
        pytest.param("axis: 0 to 90", (0, 90_000), id="as-asked-for"),
    ],
)
def test_axis_is(above: str, axis: tuple[int, int]) -> None:
    timeline = parse("section A", "Reads :2, 9", above=above)
    assert (timeline.start, timeline.end) == axis


@pytest.mark.parametrize(
    ("date_format", "task", "above", "unit"),
    [
        pytest.param("x", "Reads :0, 800", "", "ms", id="short-measured"),
        pytest.param("x", "Reads :0, 4800", "", "s", id="long-measured"),
        pytest.param("X", "Reads :0, 1", "", "s", id="seconds"),
        pytest.param("X", "Reads :0, 1", "unit: h", "h", id="as-asked-for"),
    ],
)
def test_numbers_have_a_unit(date_format: str, task: str, above: str, unit: str) -> None:
    assert parse("section A", task, date_format=date_format, above=above).unit == unit


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        pytest.param(
            ["Reads :active, 10000, 20"],
            6,
            "`Reads` ends at 20, before it starts. Write start and end in seconds.",
            id="ends-before-it-starts",
        ),
        pytest.param(
            ["Reads :soon, later"],
            6,
            "`soon` of `Reads` is no time in `dateFormat X`. Write it like `10`.",
            id="no-time",
        ),
        pytest.param(
            ["Reads on 0 10"],
            6,
            "`Reads on 0 10` is neither a bar nor a setting. Write `Name :active, 0, 10`.",
            id="no-bar",
        ),
        pytest.param(
            ["axisformat %s"],
            6,
            "`axisformat %s` is neither a bar nor a setting. Did you mean `axisFormat`?",
            id="setting-misspelt",
        ),
        pytest.param(
            ["Reads :active"], 6, "`Reads` needs a start and an end. Write `Reads :active, 0, 10`.", id="no-end"
        ),
        pytest.param(
            ["Reads :5s"], 6, "`Reads` is the first bar and has no start. Write start and end.", id="no-start"
        ),
        pytest.param(
            ["Reads :after r9, 5s"], 6, "`after r9` names no bar. Give that bar a name before its start.", id="no-name"
        ),
        pytest.param(
            ["One :one, after two, 5s", "Two :two, after one, 5s"],
            6,
            "`One` waits for itself. Give one of the bars a time.",
            id="circle",
        ),
        pytest.param(["excludes weekends"], 6, "`excludes` is not drawn in timelines. Remove it.", id="not-drawn"),
        pytest.param(
            ["Reads :0, 1", "tickInterval often"],
            7,
            "`often` is no time from tick to tick. Write a number and millisecond, second, minute, hour, day or week, "
            "such as `15second`.",
            id="no-interval",
        ),
        pytest.param(
            ["Reads :0, 1", "axisFormat %q"],
            7,
            "`axisFormat` cannot write `%q`. Use %s, %L, %S, %M, %H, %d, %m, %b, %a or %Y.",
            id="no-axis-format",
        ),
    ],
)
def test_refuses(lines: list[str], line: int, message: str) -> None:
    with pytest.raises(DiagramError) as caught:
        parse("section A", *lines)
    assert (caught.value.line, caught.value.message) == (line, message)


@pytest.mark.parametrize(
    ("above", "line", "message"),
    [
        pytest.param(
            "axis: 90",
            2,
            "`axis: 90` says no start and end. Write `axis: 0 to 90`, in the `dateFormat` of the bars.",
            id="no-end",
        ),
        pytest.param(
            "axis: 0 to 5", 9, "`Reads` does not fit on the axis, 0 to 5. Give `axis:` more room.", id="short"
        ),
    ],
)
def test_refuses_axis(above: str, line: int, message: str) -> None:
    with pytest.raises(DiagramError) as caught:
        parse("section A", "Reads :0, 9", above=above)
    assert (caught.value.line, caught.value.message) == (line, message)


def test_refuses_a_timeline_without_bars() -> None:
    with pytest.raises(DiagramError, match="the timeline has no bars"):
        parse("section A")
