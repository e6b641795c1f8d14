"""The data of a receipt as tables that other programs open: one file each for figures, timelines, charts and tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from study.receipts.model import Receipt

_FIGURES = ("figure", "label", "unit", "median", "least", "greatest", "runs")
_TIMES = ("timeline", "kind", "where", "what", "start ms", "end ms", "mark")
_POINTS = ("chart", "series", "x", "y")


def render_data(receipt: Receipt) -> dict[str, bytes]:
    """Return the files by name, in the order in which the page lists them; those that would be empty are left out."""
    files = {"figures.csv": _table(_FIGURES, _list_figures(receipt))}
    if receipt.timelines:
        files["timelines.csv"] = _table(_TIMES, _list_times(receipt))
    if receipt.charts:
        files["charts.csv"] = _table(_POINTS, _list_points(receipt))
    for number, table in enumerate(receipt.tables, start=1):
        files[f"table-{number}.csv"] = _table(table.columns, table.rows)
    return files


def _list_figures(receipt: Receipt) -> Iterator[tuple[object, ...]]:
    for name, one in sorted(receipt.figures.items()):
        yield name, one.label, one.unit, one.median, min(one.runs), max(one.runs), " ".join(map(repr, one.runs))


def _list_times(receipt: Receipt) -> Iterator[tuple[object, ...]]:
    for timeline in receipt.timelines:
        for span in timeline.spans:
            yield timeline.title, "span", span.lane, span.label, span.start, span.end, span.mark
        for event in timeline.events:
            yield timeline.title, "event", event.where, event.what, event.at, event.at, ""


def _list_points(receipt: Receipt) -> Iterator[tuple[object, ...]]:
    for chart in receipt.charts:
        for series in chart.series:
            for x, y in series.points:
                yield chart.title, series.label, x, y


def _table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()
