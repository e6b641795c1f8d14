from __future__ import annotations

import pytest

from tests.lab.recordings import Recorded, count, find_first, merge, parse_line


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("SLF4J: no provider", id="no-json"),
        pytest.param('{"t": 5, "who": "A"', id="cut-off"),
        pytest.param('{"t": 5, "who": "A"}', id="says-nothing"),
    ],
)
def test_line_that_is_no_event(line: str) -> None:
    assert parse_line(line) is None


def test_line_of_an_event() -> None:
    line = '{"t": 5, "who": "A", "what": "polled", "partitions": [1]}'
    assert parse_line(line) == Recorded(5.0, "A", "polled", {"partitions": [1]})


EVENTS = (
    Recorded(1, "A", "done", {"offset": 1}),
    Recorded(3, "A", "done", {"offset": 2}),
    Recorded(5, "A", "done", {"offset": 1}),
)


def test_first_event_is_later_than_asked_and_has_the_fields() -> None:
    assert find_first(EVENTS, "done", after=1, offset=1) == EVENTS[2]


def test_no_first_event() -> None:
    assert find_first(EVENTS, "closed") is None


def test_count_of_events_with_fields() -> None:
    assert count(EVENTS, "done", offset=1) == 2


def test_merged_events_are_in_the_order_of_time() -> None:
    assert merge(EVENTS[1:], EVENTS[:1]) == EVENTS
