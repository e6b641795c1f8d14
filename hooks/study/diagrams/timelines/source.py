"""The text of a timeline -> its lanes, with a sentence for whatever cannot be drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from study.diagrams.problems import DiagramError, NumberedLine
from study.diagrams.timelines.model import Bar, Lane, Timeline
from study.diagrams.timelines.tasks import Task, parse_task, resolve_times
from study.diagrams.timelines.times import (
    MILLISECONDS,
    counts_numbers,
    find_unknown_directive,
    parse_interval,
    parse_time,
)

PANEL = " / "
"""Stands between the heading of a panel and the name of a lane in it."""

_SETTINGS = ("dateFormat", "axisFormat", "tickInterval", "todayMarker", "title")
_REFUSED = ("excludes", "includes", "weekday", "weekend", "inclusiveEndDates", "topAxis", "click")
_AXIS = re.compile(r"(?P<start>\S+)\s+to\s+(?P<end>\S+)")
_MILLISECONDS_UP_TO = 2000
"""A timeline as short as this counts milliseconds if its author does not say."""


@dataclass(frozen=True)
class _Section:
    name: str
    tasks: tuple[Task, ...]


def parse_timeline(lines: Sequence[NumberedLine], options: Mapping[str, NumberedLine]) -> Timeline:
    """Return what the lines below `gantt` say; `options` are those of the front matter, with their lines."""
    lines = [(number, line.strip()) for number, line in lines[1:] if line.strip()]
    settings = {line.split()[0]: (number, line) for number, line in lines if line.split()[0] in _SETTINGS}
    date_format = _read(settings, "dateFormat") or "YYYY-MM-DD"
    sections = _parse_sections(lines)
    tasks = [task for section in sections for task in section.tasks]
    if not tasks:
        raise DiagramError("the timeline has no bars. Write `Name :active, 0, 10` below a `section`.", 1)
    bars = dict(zip(tasks, resolve_times(tasks, date_format), strict=True))
    start, end = _find_axis(bars, options, date_format)
    unit = options["unit"][1] if "unit" in options else ""
    axis_format = _read_axis_format(settings, date_format)
    if not unit and not axis_format:
        unit = "ms" if date_format in MILLISECONDS and end - start <= _MILLISECONDS_UP_TO else "s"
    return Timeline(
        tuple(_make_lane(section, bars, _read(settings, "title")) for section in sections if section.tasks),
        tuple(bar for bar in bars.values() if bar.mark == "vert"),
        start,
        end,
        unit,
        options["totals"][1] if "totals" in options else "",
        axis_format,
        _read_interval(settings),
    )


def _read(settings: Mapping[str, NumberedLine], name: str) -> str:
    return settings[name][1].removeprefix(name).strip() if name in settings else ""


def _read_axis_format(settings: Mapping[str, NumberedLine], date_format: str) -> str:
    axis_format = _read(settings, "axisFormat")
    if unknown := find_unknown_directive(axis_format):
        raise DiagramError(
            f"`axisFormat` cannot write `{unknown}`. Use %s, %L, %S, %M, %H, %d, %m, %b, %a or %Y.",
            settings["axisFormat"][0],
        )
    return axis_format or ("" if counts_numbers(date_format) else "%Y-%m-%d")


def _read_interval(settings: Mapping[str, NumberedLine]) -> int:
    text = _read(settings, "tickInterval")
    interval = parse_interval(text) if text else 0
    if interval is None:
        raise DiagramError(
            f"`{text}` is no time from tick to tick. Write a number and millisecond, second, minute, hour, day or "
            "week, such as `15second`.",
            settings["tickInterval"][0],
        )
    return interval


def _parse_sections(lines: Sequence[NumberedLine]) -> list[_Section]:
    sections = [_Section("", ())]
    for number, line in lines:
        word = line.split()[0]
        if word in _SETTINGS:
            continue
        if word in _REFUSED:
            raise DiagramError(f"`{word}` is not drawn in timelines. Remove it.", number)
        if word == "section":
            sections.append(_Section(line.removeprefix("section").strip(), ()))
            continue
        if ":" not in line:
            near = get_close_matches(word, (*_SETTINGS, "section"), n=1)
            mend = f"Did you mean `{near[0]}`?" if near else "Write `Name :active, 0, 10`."
            raise DiagramError(f"`{line}` is neither a bar nor a setting. {mend}", number)
        last = sections[-1]
        sections[-1] = _Section(last.name, (*last.tasks, parse_task(line, number)))
    return sections


def _make_lane(section: _Section, bars: Mapping[Task, Bar], title: str) -> Lane:
    panel, _, name = section.name.rpartition(PANEL)
    return Lane(name.strip(), panel.strip() or title, tuple(bars[task] for task in section.tasks))


def _find_axis(bars: Mapping[Task, Bar], options: Mapping[str, NumberedLine], date_format: str) -> tuple[int, int]:
    """Return start and end of the axis: what the author asks for, otherwise what the bars need."""
    first, last = min(bar.start for bar in bars.values()), max(bar.end for bar in bars.values())
    if "axis" not in options:
        return first, max(last, first + 1)
    number, text = options["axis"]
    match = _AXIS.fullmatch(text)
    start, end = (parse_time(match[name], date_format) for name in ("start", "end")) if match else (None, None)
    if start is None or end is None or start >= end:
        raise DiagramError(
            f"`axis: {text}` says no start and end. Write `axis: 0 to 90`, in the `dateFormat` of the bars.", number
        )
    for task, bar in bars.items():
        if bar.start < start or bar.end > end:
            raise DiagramError(f"`{bar.label}` does not fit on the axis, {text}. Give `axis:` more room.", task.line)
    return start, end
