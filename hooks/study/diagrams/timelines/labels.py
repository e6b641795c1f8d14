"""Where the labels of a row of bars stand: in their bars, beside them, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from study.diagrams.timelines.model import Bar
from study.diagrams.timelines.text_width import LABEL_SIZE, find_width

_INSIDE, _BESIDE = 1, 4
"""What is left free on either side of a label in its bar, and beside it, in CSS pixels."""

_BOLD = 1.08
"""How much wider a label is where the stylesheet has it bold: at a bar that stands still."""


@dataclass(frozen=True)
class Label:
    """A label and where it is hung up."""

    bar: Bar
    time: int
    anchor: str
    """`start`, `middle` or `end`: which part of the text stands at this time."""

    shift: float
    """How far to the right of it, in CSS pixels."""

    screen: str = ""
    """`narrow` or `wide` if it stands there on such a screen only."""


def place_labels(row: Sequence[Bar], start: int, end: int, narrow: float, wide: float) -> list[Label]:
    """Return the labels of bars that do not overlap; what has room in the narrow plot has it in the wide one."""
    rooms = _Rooms(row, start, end)
    rooms.place(narrow)
    few = rooms.list_labels()
    rooms.place(wide)
    many = rooms.list_labels()
    both = [label for label in few if label in many]
    return [
        *both,
        *(replace(label, screen="narrow") for label in few if label not in both),
        *(replace(label, screen="wide") for label in many if label not in both),
    ]


class _Rooms:
    """The room that is left in each bar and behind it, while labels are placed."""

    def __init__(self, row: Sequence[Bar], start: int, end: int) -> None:
        self._row = sorted(row, key=lambda bar: (bar.start, bar.end))
        self._start = start
        self._end = end
        self._sides: dict[int, str] = {}
        """Place of a bar -> where its label stands."""

        self._taken = {place: [0.0, 0.0] for place in range(len(row))}
        """Place of a bar -> what labels of its neighbours take of it at its start and at its end."""

    def place(self, width: float) -> None:
        scale = width / (self._end - self._start)
        missing = [place for place, bar in enumerate(self._row) if place not in self._sides and bar.label]
        for place in missing:
            if self._fits_inside(place, scale):
                self._sides[place] = "inside"
        # What stands still is told first.
        for place in sorted(missing, key=lambda one: self._row[one].state != "crit"):
            steps = {1: "right", -1: "left"} if place not in self._sides else {}
            side = next((side for step, side in steps.items() if self._take_beside(place, step, scale)), "")
            if side:
                self._sides[place] = side

    def _measure(self, place: int) -> float:
        bar = self._row[place]
        return find_width(bar.label, LABEL_SIZE) * (_BOLD if bar.state == "crit" else 1)

    def _measure_bar(self, place: int, scale: float) -> float:
        return (self._row[place].end - self._row[place].start) * scale

    def _fits_inside(self, place: int, scale: float) -> bool:
        needed = self._measure(place) + 2 * _INSIDE + sum(self._taken[place])
        return needed <= self._measure_bar(place, scale)

    def _take_beside(self, place: int, step: int, scale: float) -> bool:
        """Whether the label fits into the gap or the bar on that side of its own bar; if so, the room is taken."""
        beside = place + step
        there = 0 <= beside < len(self._row)
        needed = self._measure(place) + 2 * _BESIDE
        gap = self._find_gap(place, step, scale)
        if there and self._sides.get(beside) == ("left" if step > 0 else "right"):
            gap -= self._measure(beside) + 2 * _BESIDE
        if gap >= needed:
            return True
        if gap > 1 or not there or self._row[beside].state == "crit":
            return False
        own = self._measure(beside) + 2 * _INSIDE if self._sides.get(beside) == "inside" else 0.0
        if own + sum(self._taken[beside]) + needed > self._measure_bar(beside, scale):
            return False
        self._taken[beside][0 if step > 0 else 1] += needed
        return True

    def _find_gap(self, place: int, step: int, scale: float) -> float:
        bar, beside = self._row[place], place + step
        there = 0 <= beside < len(self._row)
        if step > 0:
            return ((self._row[beside].start if there else self._end) - bar.end) * scale
        return (bar.start - (self._row[beside].end if there else self._start)) * scale

    def list_labels(self) -> list[Label]:
        return [self._make_label(place, side) for place, side in sorted(self._sides.items())]

    def _make_label(self, place: int, side: str) -> Label:
        bar = self._row[place]
        if side == "inside":
            before, behind = self._taken[place]
            return Label(bar, (bar.start + bar.end) // 2, "middle", (before - behind) / 2)
        return Label(bar, bar.end, "start", _BESIDE) if side == "right" else Label(bar, bar.start, "end", -_BESIDE)
