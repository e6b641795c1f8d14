"""Measures the parts that are asked for and prints a table of each; a goal that is missed is said and stops nothing."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from textwrap import shorten

from playwright.sync_api import Error as PlaywrightError

from tests.bench import building, load, paint, practice, searching, serving, simulators, transfer
from tests.bench.projects import MeasurementError
from tests.bench.tables import Row, render_table
from tests.bench.workshop import Workshop

PARTS: dict[str, tuple[str, Callable[[Workshop], Iterator[Row]]]] = {
    "bytes": ("Bytes of a first visit (compressed, empty cache; 1 KB is 1,024 bytes)", transfer.measure),
    "paint": ("Paint on a throttled phone (processor 4 times slower, 1.6 Mbit/s, 150 ms)", paint.measure),
    "quiz": ("Quiz on the same phone", practice.measure),
    "search": ("Search on the same phone (compressed by gzip)", searching.measure),
    "simulators": ("Simulators on the same phone", simulators.measure),
    "build": ("Build of a made-up site of 18 chapters with 600 questions", building.measure),
    "serve": ("Serve", serving.measure),
    "load": ("Load on nginx by wrk, on loopback, by turns with a bare file of the same size", load.measure),
}


def main() -> None:
    """Run the parts; what cannot be measured here says why and leaves the others alone."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all if none is named")
    parser.add_argument("--runs", type=int, default=5, help="how often to measure what is a median")
    chosen = parser.parse_args()
    unknown = sorted(set(chosen.parts) - set(PARTS))
    if unknown:
        parser.error(f"there is no part {', '.join(unknown)}. Parts are {', '.join(PARTS)}.")
    print(f"{os.cpu_count()} processors, load {' '.join(f'{one:.1f}' for one in os.getloadavg())}")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, ExitStack() as stack:
        workshop = Workshop(Path(folder), max(chosen.runs, 1), stack)
        for part in chosen.parts or PARTS:
            title, measure = PARTS[part]
            workshop.say(part)
            print(render_table(title, _collect(measure, workshop)), flush=True)
    print(f"\nload at the end {' '.join(f'{one:.1f}' for one in os.getloadavg())}")


def _collect(measure: Callable[[Workshop], Iterator[Row]], workshop: Workshop) -> list[Row]:
    rows: list[Row] = []
    try:
        for row in measure(workshop):
            workshop.say(f"{row.what.strip()}: {row.figure}")
            rows.append(row)
    # A page that no longer does what a measurement waits for must not cost the figures of the other parts.
    except (MeasurementError, AssertionError, PlaywrightError) as error:
        rows.append(Row("the rest was not measured", shorten(str(error), 120)))
    return rows


if __name__ == "__main__":
    main()
