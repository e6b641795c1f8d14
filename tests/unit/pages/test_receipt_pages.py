"""Pictures, descriptions and places of receipts, without a build."""

from __future__ import annotations

import pytest
from study.diagrams.source import parse_diagram
from study.pages.receipts.chart import render_chart
from study.pages.receipts.index import render_index
from study.pages.receipts.page import render_front, render_table
from study.pages.receipts.quoted import Quoting, find_quoting
from study.pages.receipts.timeline import find_length, render_timeline
from study.receipts.model import Chart, Event, Series, Span, Timeline

from tests.unit.sample_chapter import RECEIPTS, WHOLE_CHAPTER, change, validate

QUOTE = "[45.8 s](receipt:crash-and-join#eager-unread)"


def timeline(label: str = "A", lane: str = "p0", mark: str = "", end: float = 400) -> Timeline:
    return Timeline(title="Eager", spans=(Span(lane=lane, label=label, start=100, end=end, mark=mark),))


@pytest.mark.parametrize(
    ("label", "mark", "drawn"),
    [
        pytest.param("A", "", "A :0.100, 0.400", id="plain"),
        pytest.param("A", "bad", "A :crit, 0.100, 0.400", id="bad"),
        pytest.param("A", "good", "A :active, 0.100, 0.400", id="good"),
        pytest.param("A", "muted", "A :done, 0.100, 0.400", id="muted"),
        pytest.param("p0: A; #1", "", "p0 – A 1 :0.100, 0.400", id="syntax-of-mermaid"),
        pytest.param("::", "", "- :0.100, 0.400", id="nothing-but-syntax"),
    ],
)
def test_span(label: str, mark: str, drawn: str) -> None:
    assert drawn in [line.strip() for line in render_timeline(timeline(label, mark=mark), 400).splitlines()]


def test_timelines_of_a_receipt_share_one_scale() -> None:
    short, long = timeline(), timeline(end=900)
    length = find_length((short, long, Timeline(title="Late", events=(Event(at=1000, where="B", what="ended"),))))
    assert length == 1000
    for one in (short, long):
        assert "axis: 0 to 1.000" in render_timeline(one, length).splitlines()


def test_timeline_is_a_diagram_that_can_be_drawn() -> None:
    source = parse_diagram(render_timeline(timeline(lane="p0, p1"), 400))
    assert (source.kind, source.title, source.description) == (
        "gantt",
        "Eager",
        "p0, p1 – A from 0.1 to 0.4 s.",
    )


def test_timeline_without_spans_is_no_picture() -> None:
    assert render_timeline(Timeline(title="Eager"), 0) == ""


def test_chart_begins_at_nothing_and_tells_its_points() -> None:
    points = ((1.0, 3.5), (10.0, 92.0))
    source = parse_diagram(
        render_chart(
            Chart(title="Goodput", x_label="At once", y_label="a second", series=(Series(label="Done", points=points),))
        )
    )
    assert 'y-axis "a second" 0 --> 95' in source.code
    assert source.description == "a second over At once. Done: 3.5 at 1, 92 at 10."


def test_lines_are_read_between_points_that_stand_at_other_places() -> None:
    rising, flat = Series(label="Up", points=((0.0, 0.0), (1.0, 10.0), (4.0, 40.0))), ((-1.0, 7.0), (3.0, 7.0))
    chart = Chart(title="Both", x_label="s", y_label="n", series=(rising, Series(label="Flat", points=flat)))
    code = parse_diagram(render_chart(chart)).code
    assert 'x-axis "s" 0 --> 3' in code
    up, level = ([float(y) for y in line[line.index("[") + 1 : -1].split(",")] for line in code.splitlines()[-2:])
    assert (up[0], up[len(up) // 2], up[-1]) == (0, 15, 30)
    assert set(level) == {7}


def test_of_many_points_some_are_told() -> None:
    points = tuple((float(x), float(x)) for x in range(100))
    chart = Chart(title="Many", x_label="s", y_label="n", series=(Series(label="Up", points=points),))
    told = parse_diagram(render_chart(chart)).description
    assert told.startswith("n over s. Up: 0 at 0, 13 at 13, ")
    assert told.endswith(", 91 at 91, 99 at 99.")


def test_quotes_are_found_where_they_stand() -> None:
    text = change(
        ("      Inside a group a partition has exactly one owner.\n", f"      It took {QUOTE}.\n"),
        (
            "## One partition, one owner {#one-owner}\n",
            f"## One partition, one owner {{#one-owner}}\n\n{QUOTE}, {QUOTE}\n",
        ),
    )
    page = f"---\ntitle: Plan\n---\n\n{QUOTE}\n"
    sources = {"plans/one.md": page, "chapters/groups.md": text, "index.md": "# Start\n"}
    found = find_quoting(sources, validate({"chapters/groups.md": WHOLE_CHAPTER}).chapters)
    title = "Consumer groups and rebalancing"
    assert found == {
        "crash-and-join": (
            Quoting("chapters/groups.md#one-owner", "One partition, one owner", title),
            Quoting(
                "q/spare-members-idle.md",
                "A topic has 6 partitions and a consumer group has 8 members. What happens?",
                title,
            ),
            Quoting("plans/one.md", "Plan", ""),
        )
    }


def test_table_takes_any_cell() -> None:
    assert render_table(("A", "B"), [("1 | 2", "line\nline")]).splitlines()[2] == "| 1 &#124; 2 | line line |"


def test_description_is_cut_at_a_word() -> None:
    front = render_front("Title", "word " * 50)
    (line,) = [line for line in front.splitlines() if line.startswith("description: ")]
    assert line.endswith('word …"')
    assert len(line) < 180


def test_index_lists_every_receipt() -> None:
    assert "## [A crash and a join](crash-and-join.md) {#crash-and-join}" in render_index(RECEIPTS.by_name)
