"""A timeline -> an SVG as wide as its column: heights in pixels, times in parts of the width."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from study.diagrams.svg import Picture
from study.diagrams.svg_text import append_runs
from study.diagrams.timelines.axis import find_ticks
from study.diagrams.timelines.labels import Label, place_labels
from study.diagrams.timelines.model import Bar, Lane, Timeline
from study.diagrams.timelines.text_width import LABEL_SIZE, TICK_SIZE, find_width
from study.diagrams.timelines.times import format_number

NARROW, WIDE = 288, 560
"""Widths of the whole for which labels are placed: the narrowest column there is, and from where the stylesheet shows
what has class `wide`."""

_BAR = 18
_PITCH = 22
_LANE_GAP = 6
_HEADING = 24
_AXIS = 20
_NAMES_UP_TO = 92
"""Lanes with longer names have them above their bars."""

_NAME_LINE = 17
_INSET = 6
"""From a stripe's edge to the name of its lane."""


def draw_timeline(timeline: Timeline, name: str) -> Picture:
    """Return the picture; ids begin with `name`. It has no width of its own, `Picture.width` is the least it needs."""
    return _Drawing(timeline, name).draw()


def sum_stops(lane: Lane) -> int | None:
    """Return how long critical bars last; None for a lane that only says what is done."""
    if all(bar.state == "done" or bar.mark for bar in lane.bars):
        return None
    return sum(bar.end - bar.start for bar in lane.bars if bar.state == "crit")


def stack_bars(bars: Sequence[Bar]) -> list[list[Bar]]:
    """Return rows of bars that do not overlap, each bar in the first row that has room."""
    rows: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda one: one.start):
        row = next((row for row in rows if row[-1].end <= bar.start), None)
        if row is None:
            rows.append([bar])
        else:
            row.append(bar)
    return rows


class _Drawing:
    def __init__(self, timeline: Timeline, name: str) -> None:
        self._timeline = timeline
        self._name = name
        self._totals = [self._write_total(lane) for lane in timeline.lanes] if timeline.totals else []
        widest = max(find_width(lane.name, LABEL_SIZE) for lane in timeline.lanes)
        self._names_above = widest > _NAMES_UP_TO
        unit = find_width(timeline.unit, TICK_SIZE) + 16 if timeline.unit else 0
        left = max(8.0, unit, 0 if self._names_above or not widest else widest + _INSET + 2)
        right = max([12.0, *(find_width(text, LABEL_SIZE) + 10 for text in self._totals)])
        self._left, self._right = left / NARROW, right / NARROW
        self._part = 1 - self._left - self._right
        self._root = ET.Element("svg")
        self._y = 0.0

    def draw(self) -> Picture:
        if any("crit" in bar.state for lane in self._timeline.lanes for bar in lane.bars):
            self._add_hatch()
        plot = ET.Element("svg", self._span(self._left, self._part) | {"overflow": "visible"})
        grid = ET.SubElement(plot, "g", {"class": "grid"})
        if self._totals:
            self._add_text(self._root, {"class": "totals", "x": "100%", "y": "12"}, self._timeline.totals)
            self._y = 18
        for place, lane in enumerate(self._timeline.lanes):
            self._add_lane(place, lane, plot)
        self._root.append(plot)
        bottom = self._y
        self._add_axis(grid, bottom)
        below = self._add_lines(plot, bottom)
        return Picture(self._root, NARROW, round(bottom + _AXIS + below))

    def _add_hatch(self) -> None:
        """Fill what stands still with hatching, which is seen without color as well."""
        pattern = ET.SubElement(self._root, "pattern", {"id": f"{self._name}-hatch", "width": "7", "height": "7"})
        pattern.attrib |= {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
        ET.SubElement(pattern, "rect", {"width": "7", "height": "7"})
        ET.SubElement(pattern, "path", {"d": "M3.5,0V7"})

    def _add_lane(self, place: int, lane: Lane, plot: ET.Element) -> None:
        panel = self._timeline.lanes[place - 1].panel if place else ""
        if lane.panel and lane.panel != panel:
            self._add_text(self._root, {"class": "panel", "y": _write(self._y + 17)}, lane.panel)
            self._y += _HEADING
        rows = stack_bars([bar for bar in lane.bars if bar.mark != "vert"])
        above = _NAME_LINE if self._names_above and lane.name else 0
        height = above + max(1, len(rows)) * _PITCH - (_PITCH - _BAR) + _LANE_GAP
        stripe = {"class": "lane", "y": _write(self._y), "width": "100%", "height": _write(height)}
        ET.SubElement(self._root, "rect", stripe)
        top = self._y + above + _LANE_GAP / 2
        middle = top + _BAR / 2
        name_at = {"x": str(_INSET), "y": _write(self._y + 14 if above else middle + 4.5)}
        if lane.name:
            self._add_text(self._root, {"class": "name"} | name_at, lane.name)
        if self._totals and self._totals[place]:
            total_at = {"x": "100%", "dx": "-4", "y": _write(middle + 4.5)}
            self._add_text(self._root, {"class": "total"} | total_at, self._totals[place])
        for row in rows:
            self._add_row(plot, row, top)
            top += _PITCH
        self._y += height + 1

    def _add_row(self, plot: ET.Element, row: Sequence[Bar], top: float) -> None:
        # The edges of what stands still lie above those of its neighbours.
        for bar in sorted(row, key=lambda one: one.state == "crit"):
            classes = " ".join(["bar", *filter(None, (bar.state, bar.mark))])
            if bar.mark:
                at = {"x": self._find_place(bar.start), "y": _write(top + _BAR / 2)}
                diamond = ET.SubElement(plot, "svg", {"overflow": "visible"} | at)
                ET.SubElement(diamond, "path", {"class": classes, "d": "M0-7L7,0L0,7L-7,0Z"})
                continue
            span = self._span(self._find_part(bar.start), (bar.end - bar.start) / self._length)
            box = {"class": classes, "y": _write(top), "height": str(_BAR)}
            rect = ET.SubElement(plot, "rect", box | span)
            if bar.state == "crit":
                rect.set("fill", f"url(#{self._name}-hatch)")
        plots = NARROW * self._part, WIDE * self._part
        for label in place_labels(row, self._timeline.start, self._timeline.end, *plots):
            self._add_label(plot, label, top + _BAR / 2 + 4.5)

    def _add_label(self, plot: ET.Element, label: Label, y: float) -> None:
        side = "" if label.anchor == "middle" else label.anchor
        classes = " ".join(filter(None, ("label", label.bar.state, side, label.screen)))
        at = {"class": classes, "x": self._find_place(label.time), "y": _write(y)}
        if label.shift:
            at["dx"] = _write(label.shift)
        self._add_text(plot, at, label.bar.label)

    def _add_axis(self, grid: ET.Element, bottom: float) -> None:
        first = 18 if self._totals else 0
        plots = NARROW * self._part, WIDE * self._part
        for tick in find_ticks(self._timeline, *plots):
            holder = ET.SubElement(grid, "g", {"class": "wide"}) if tick.wide else grid
            x = self._find_place(tick.time)
            ET.SubElement(holder, "line", {"x1": x, "x2": x, "y1": str(first), "y2": _write(bottom)})
            self._add_text(holder, {"x": x, "y": _write(bottom + 14)}, tick.text)
        if self._timeline.unit:
            self._add_text(self._root, {"class": "unit", "y": _write(bottom + 14)}, self._timeline.unit)

    def _add_lines(self, plot: ET.Element, bottom: float) -> float:
        """Add the lines across all lanes, and return how much room their labels need below the axis."""
        for line in self._timeline.lines:
            x = self._find_place(line.start)
            classes = " ".join(filter(None, ("across", line.state)))
            ET.SubElement(plot, "line", {"class": classes, "x1": x, "x2": x, "y1": "0", "y2": _write(bottom)})
            part = self._find_part(line.start)
            side = " start" if part < 0.2 else " end" if part > 0.8 else ""
            self._add_text(plot, {"class": f"label{side}", "x": x, "y": _write(bottom + 32)}, line.label)
        return 18 if self._timeline.lines else 0

    def _write_total(self, lane: Lane) -> str:
        total = sum_stops(lane)
        return "" if total is None else f"{format_number(total / self._timeline.divisor)} {self._timeline.unit}".strip()

    @property
    def _length(self) -> int:
        return self._timeline.end - self._timeline.start

    def _find_part(self, time: int) -> float:
        return (time - self._timeline.start) / self._length

    def _find_place(self, time: int) -> str:
        return _write_part(self._find_part(time))

    def _span(self, start: float, width: float) -> dict[str, str]:
        return {"x": _write_part(start), "width": _write_part(width)}

    def _add_text(self, parent: ET.Element, attributes: dict[str, str], content: str) -> None:
        append_runs(ET.SubElement(parent, "text", attributes), content)


def _write_part(part: float) -> str:
    return f"{100 * part:.2f}".rstrip("0").rstrip(".") + "%"


def _write(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
