"""Timelines as they are drawn: rows, ticks, labels that fit and sums."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from study.diagrams.source import parse_diagram
from study.diagrams.timelines.axis import find_ticks
from study.diagrams.timelines.drawing import NARROW, draw_timeline, stack_bars, sum_stops
from study.diagrams.timelines.labels import Label, place_labels
from study.diagrams.timelines.model import Bar, Lane, Timeline
from study.diagrams.timelines.text_width import LABEL_SIZE, find_width

TEXTS = "accTitle: A stop\naccDescr: Reading stops and goes on.\n"
STYLES = Path(__file__).parents[4] / "overrides/assets/study/reading/timeline.css"


def make_timeline(end: int, unit: str = "s", interval: int = 0, axis_format: str = "") -> Timeline:
    return Timeline((Lane("A", "", (Bar("", 0, end),)),), (), 0, end, unit, "", axis_format, interval)


def draw(code: str) -> ET.Element:
    timeline = parse_diagram(code.replace("gantt\n", f"gantt\n{TEXTS}")).timeline
    assert timeline
    return draw_timeline(timeline, "d-1").root


def list_texts(root: ET.Element, name: str) -> list[str]:
    texts = [text for text in root.iter("text") if name in text.get("class", "").split()]
    return ["".join(text.itertext()) for text in texts]


@pytest.mark.parametrize(
    ("timeline", "narrow", "wide"),
    [
        pytest.param(make_timeline(800, "ms"), "0 200 400 600 800", "0 100 200", id="milliseconds"),
        pytest.param(make_timeline(1300, "s"), "0 0.2 0.4 0.6 0.8 1 1.2", "0 0.1 0.2", id="tenths-of-a-second"),
        pytest.param(make_timeline(4800, "s"), "0 1 2 3 4", "0 0.5 1 1.5", id="some-seconds"),
        pytest.param(make_timeline(90_000, "s"), "0 10 20 30 40 50 60 70 80 90", "0 5 10", id="many-seconds"),
        pytest.param(make_timeline(90_000, interval=15_000, axis_format="%s"), "0 15 30 45", "0 15 30", id="as-asked"),
        pytest.param(make_timeline(90_000, interval=1000, axis_format="%s"), "0 10 20 30 40", "0 5 10", id="too-many"),
        pytest.param(make_timeline(4000, axis_format="%-S s"), "0 s 1 s 2 s 3 s 4 s", "0 s 1 s 2 s", id="no-repeats"),
        pytest.param(
            make_timeline(7_200_000, axis_format="%H:%M"), "00:00 00:30 01:00 01:30 02:00", "00:00 00:15", id="clock"
        ),
    ],
)
def test_ticks_fit(timeline: Timeline, narrow: str, wide: str) -> None:
    ticks = find_ticks(timeline, 220, 460)
    few = " ".join(tick.text for tick in ticks if not tick.wide)
    assert few.startswith(narrow), few
    assert " ".join(tick.text for tick in ticks).startswith(wide)


def place(*bars: Bar) -> dict[str, Label]:
    labels = place_labels(bars, 0, 100, 200, 400)
    return {f"{label.bar.label} {label.screen}".strip(): label for label in labels}


def test_label_stands_in_its_bar_if_it_fits() -> None:
    label = place(Bar("A", 0, 100))["A"]
    assert (label.time, label.anchor, label.shift) == (50, "middle", 0)


def test_label_of_what_stands_still_needs_the_room_of_bold_letters() -> None:
    stop = Bar("C", 34, 100, "crit")
    assert set(place(Bar("rebalance", 0, 34), stop)) == {"rebalance", "C"}
    assert set(place(Bar("rebalance", 0, 34, "crit"), stop)) == {"rebalance wide", "C"}


def test_label_of_a_sliver_stands_in_its_neighbor_which_makes_room() -> None:
    labels = place(Bar("C", 0, 58), Bar("1 s", 58, 60, "crit"), Bar("C2", 60, 100))
    assert (labels["1 s"].time, labels["1 s"].anchor) == (60, "start")
    assert labels["C2"].shift > 0
    assert labels["C"].shift == 0


def test_label_stands_in_the_gap_behind_its_bar() -> None:
    label = place(Bar("code", 0, 5), Bar("B", 60, 100))["code"]
    assert (label.time, label.anchor) == (5, "start")


def test_label_never_stands_on_what_stands_still() -> None:
    assert "session" not in place(Bar("session", 0, 4), Bar("stop", 4, 100, "crit"))


def test_label_for_which_only_a_wide_screen_has_room_says_so() -> None:
    labels = place(Bar("four s", 0, 18, "crit"), Bar("stop", 18, 100, "crit"))
    assert set(labels) == {"four s wide", "stop"}


def test_label_moves_on_the_screen_where_its_neighbor_has_room_only() -> None:
    labels = place(Bar("stop", 0, 85, "crit"), Bar("1 s", 85, 87, "crit"), Bar("C", 87, 100))
    assert labels["C narrow"].shift == 0
    assert labels["C wide"].shift > 0
    assert labels["1 s wide"].anchor == "start"


def test_bars_at_the_same_time_have_rows_of_their_own() -> None:
    bars = [Bar("A", 0, 5), Bar("B", 0, 6), Bar("C", 5, 6)]
    assert [[bar.label for bar in row] for row in stack_bars(bars)] == [["A", "C"], ["B"]]


@pytest.mark.parametrize(
    ("bars", "total"),
    [
        pytest.param([Bar("", 0, 9, "crit"), Bar("", 9, 20, "active"), Bar("", 20, 28, "crit")], 17, id="stops"),
        pytest.param([Bar("", 0, 90, "active")], 0, id="none"),
        pytest.param([Bar("", 0, 90, "done")], None, id="only-says-what-is-done"),
    ],
)
def test_sum_of_stops_is(bars: list[Bar], total: int | None) -> None:
    assert sum_stops(Lane("p0", "", tuple(bars))) == total


def test_every_lane_has_its_sum() -> None:
    root = draw(
        "---\nunit: s\ntotals: stands still\n---\ngantt\ndateFormat X\nsection Event\nB silent :done, 5, 50\n"
        "section p0\nA :active, 0, 51\n9 s :crit, 51, 60\nsection p1\nC :active, 0, 60\n"
    )
    assert list_texts(root, "total") == ["9 s", "0 s"]
    assert list_texts(root, "totals") == ["stands still"]
    assert list_texts(root, "unit") == ["s"]


def test_lanes_of_a_panel_stand_under_one_heading() -> None:
    root = draw(
        "gantt\ndateFormat X\nsection Eager / p0\nA :0, 5\nsection Eager / p1\nB :0, 5\nsection New / p0\nA :0, 5\n"
    )
    assert list_texts(root, "panel") == ["Eager", "New"]
    assert list_texts(root, "name") == ["p0", "p1", "p0"]


def test_names_of_lanes_stand_within_their_stripes() -> None:
    root = draw("gantt\ndateFormat X\nsection Consumer\nreads :0, 5\n")
    (name,) = (text for text in root.iter("text") if text.get("class") == "name")
    (plot,) = root.findall("svg")
    end = float(name.get("x", "0")) + find_width("Consumer", LABEL_SIZE)
    assert 0 < float(name.get("x", "0")) < end < NARROW * float(plot.attrib["x"].rstrip("%")) / 100


def test_long_names_of_lanes_stand_above_their_bars() -> None:
    root = draw("gantt\ndateFormat x\nsection Consumer of the second group\nreads :0, 5\n")
    (name,) = (text for text in root.iter("text") if text.get("class") == "name")
    (bar,) = (rect for rect in root.iter("rect") if rect.get("class") == "bar")
    assert float(name.get("y", "0")) < float(bar.get("y", "0"))


def test_picture_is_as_wide_as_its_column() -> None:
    root = draw(
        "gantt\ndateFormat X\nsection A\nOne :crit, 0, 5\nTwo :milestone, 7, 0s\nThree :vert, 9, 0s\nFour :10, 20\n"
    )
    assert "viewBox" not in root.attrib
    places = [node.get(key, "0%") for node in root.iter() for key in ("x1", "width") if node.tag != "pattern"]
    assert all(place.endswith("%") for place in places if place != "7"), places


def test_every_class_is_styled() -> None:
    root = draw(
        "---\ntotals: stopped\n---\ngantt\ndateFormat X\nsection P / A\nOne :crit, 0, 5\nTwo :done, 5, 6\n"
        "Three :active, 6, 9\nFour :milestone, 9, 0s\nFive :vert, 9, 0s\nSix :10, 40\nSeven :40, 41\n"
    )
    styles = STYLES.read_text(encoding="utf-8")
    for name in {word for node in root.iter() for word in node.get("class", "").split()}:
        assert re.search(rf"\.{name}(?![\w-])", styles), name
