"""The axis of a timeline: where ticks stand and what is written at them, on a phone and on a wide screen."""

from __future__ import annotations

from dataclasses import dataclass

from study.diagrams.timelines.model import Timeline
from study.diagrams.timelines.text_width import TICK_SIZE, find_width
from study.diagrams.timelines.times import INTERVALS, format_number, format_time

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_INTERVALS = (
    *_STEPS,
    *(1000 * step for step in (*_STEPS, 1000, 2000, 5000)),
)
"""From tick to tick, where numbers are counted."""

_CLOCK = tuple(
    sorted(
        {step * INTERVALS["second"] for step in (1, 2, 5, 10, 15, 30)}
        | {step * INTERVALS["minute"] for step in (1, 2, 5, 10, 15, 30)}
        | {step * INTERVALS["hour"] for step in (1, 2, 3, 6, 12)}
        | {step * INTERVALS["day"] for step in (1, 2, 7, 14, 28)}
    )
)
"""The same, where the axis shows hours and days."""

_GAP = 8
"""Between the texts of two ticks, in CSS pixels."""


@dataclass(frozen=True)
class Tick:
    """One tick."""

    time: int
    text: str
    wide: bool
    """Whether there is room for it on a wide screen only."""


def find_ticks(timeline: Timeline, narrow: float, wide: float) -> list[Tick]:
    """Return the ticks for a plot of these two widths: those of the narrow one stand in the wide one as well."""
    interval = timeline.interval or _choose_interval(timeline, wide)
    many = _thin(timeline, interval, wide)
    few = _thin(timeline, many, narrow)
    kept = set(_list_times(timeline, few))
    return [Tick(time, _write(timeline, time), time not in kept) for time in _list_times(timeline, many)]


def _choose_interval(timeline: Timeline, width: float) -> int:
    counted = not timeline.axis_format or timeline.axis_format in ("%s", "%Q", "%L")
    for interval in _INTERVALS if counted else _CLOCK:
        if _has_room(timeline, interval, width):
            return interval
    return timeline.end - timeline.start


def _thin(timeline: Timeline, interval: int, width: float) -> int:
    """Return the interval, or as many times that as there is room for."""
    times = next((times for times in (1, 2, 3, 4, 5, 6, 10, 20) if _has_room(timeline, times * interval, width)), 50)
    return times * interval


def _has_room(timeline: Timeline, interval: int, width: float) -> bool:
    """Whether ticks this far apart neither touch nor read the same."""
    if (timeline.end - timeline.start) / interval > width / _GAP:
        return False
    texts = [_write(timeline, time) for time in _list_times(timeline, interval)]
    widest = max((find_width(text, TICK_SIZE) for text in texts), default=0.0)
    apart = width * interval / (timeline.end - timeline.start)
    return apart >= widest + _GAP and len(texts) == len(set(texts))


def _list_times(timeline: Timeline, interval: int) -> range:
    first = -(-timeline.start // interval) * interval
    return range(first, timeline.end + 1, interval)


def _write(timeline: Timeline, time: int) -> str:
    if timeline.axis_format:
        return format_time(time, timeline.axis_format)
    return format_number(time / timeline.divisor)
