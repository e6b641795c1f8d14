"""A recorded run -> the source of its picture for Mermaid, and the same in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from study.receipts.model import Event, Span, Timeline
from study.receipts.numbers import show_value

_MARKS = {"": "", "good": "active", "hot": "crit", "bad": "crit", "muted": "done"}
"""Mark of a span -> Mermaid's word for how its bar is drawn."""

_SYNTAX = re.compile(r"[:;#%{}\"\n]+")


def find_length(timelines: Iterable[Timeline]) -> float:
    """Return when the last of what they show ends, in milliseconds: all are drawn on this scale."""
    ends = [[*(span.end for span in one.spans), *(event.at for event in one.events)] for one in timelines]
    return max((end for each in ends for end in each), default=0)


def render_timeline(timeline: Timeline, length: float) -> str:
    """Return the picture of a timeline on a scale of so many milliseconds; nothing if it holds no span."""
    if not timeline.spans:
        return ""
    lines = [
        "---",
        f"axis: 0 to {length / 1000:.3f}",
        "unit: s",
        "---",
        "gantt",
        f"    accTitle: {_plain(timeline.title)}",
        f"    accDescr: {_plain(describe_timeline(timeline))}",
        "    dateFormat X",
    ]
    for lane in dict.fromkeys(span.lane for span in timeline.spans):
        drawn = _draw(span for span in timeline.spans if span.lane == lane)
        lines += [f"    section {_plain(lane)}", *drawn]
    return "\n".join(lines)


def _draw(spans: Iterable[Span]) -> Iterator[str]:
    for span in spans:
        mark = f"{_MARKS.get(span.mark, '')}, " if _MARKS.get(span.mark) else ""
        yield f"    {_plain(span.label) or '-'} :{mark}{span.start / 1000:.3f}, {span.end / 1000:.3f}"


def describe_timeline(timeline: Timeline) -> str:
    """Return what a timeline shows, lane by lane, in words and seconds."""
    lanes: dict[str, list[str]] = {}
    for span in timeline.spans:
        words = f"{span.label} from {show_seconds(span.start)} to {show_seconds(span.end)} s"
        lanes.setdefault(span.lane, []).append(words)
    return " ".join(f"{lane}: {', '.join(parts)}." for lane, parts in lanes.items())


def list_events(events: Sequence[Event]) -> Iterator[tuple[str, str, str]]:
    """Yield time, place and words of each event, in the order of time."""
    for event in sorted(events, key=lambda one: one.at):
        yield f"{show_seconds(event.at)} s", event.where, event.what


def show_seconds(milliseconds: float) -> str:
    """Return a moment of a run in seconds, to the millisecond."""
    return show_value(round(milliseconds / 1000, 3))


def _plain(text: str) -> str:
    """Return a text without what Mermaid takes for syntax."""
    return " ".join(_SYNTAX.sub(" ", text.replace(": ", " – ")).split())
