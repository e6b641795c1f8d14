"""Lists the experiments, or runs those that are asked for and writes the receipt of each."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.lab.catalogue import EXPERIMENTS
from tests.lab.findings import make_receipt, write_receipt
from tests.lab.lab import Experiment, open_lab
from tests.lab.machine import describe_load, describe_machine
from tests.lab.prerequisites import CACHE, ROOT, MissingError, find_jars, find_java, find_postgresql
from tests.lab.programs import ProgramError

RECEIPTS = ROOT / "docs" / "receipts"


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 if all went well, 1 if something failed or did not show what it was to, 2 if something is missing."""
    parser = argparse.ArgumentParser(prog="make lab", description=__doc__)
    parser.add_argument("name", nargs="?", help="an experiment, or all")
    parser.add_argument("--receipts", type=Path, default=RECEIPTS, help="the folder to write receipts to")
    asked = parser.parse_args(arguments)
    if not asked.name:
        print(render_list(EXPERIMENTS))
        return 0
    chosen = [one for one in EXPERIMENTS if asked.name in (one.name, "all")]
    if not chosen:
        print(f"There is no experiment {asked.name}. Experiments are {', '.join(one.name for one in EXPERIMENTS)}.")
        return 2
    try:
        _check_needs(chosen)
        return max(_run(chosen, place, asked.receipts) for place in range(len(chosen)))
    except MissingError as missing:
        print(missing, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped; everything that was started has ended.", file=sys.stderr)
        return 130


def render_list(experiments: Sequence[Experiment]) -> str:
    """Return the table of experiments with about how long each takes."""
    width = max(len(one.name) for one in experiments)
    lines = [f"  {one.name:{width}}  {_minutes(one.minutes):>7}  {one.title}" for one in experiments]
    total = _minutes(sum(one.minutes for one in experiments))
    return "\n".join(["Run one with `make lab RUN=<name>`, all with `make lab RUN=all`:", *lines, f"All: {total}."])


def _check_needs(chosen: Sequence[Experiment]) -> None:
    find_java()
    if any(one.needs_postgresql for one in chosen):
        find_postgresql()
    find_jars()


def _run(chosen: Sequence[Experiment], place: int, receipts: Path) -> int:
    """Run one experiment of the list, tell how far it is, and write its receipt if its conclusions held."""
    experiment, later = chosen[place], sum(one.minutes for one in chosen[place + 1 :])
    started = time.monotonic()

    def say(sentence: str, done: float) -> None:
        left = later + estimate_left(experiment.minutes, (time.monotonic() - started) / 60, done)
        print(f"{place + 1} of {len(chosen)}, {experiment.name}: {sentence} (about {_minutes(left)} left)", flush=True)

    try:
        with open_lab(say) as lab:
            findings = experiment.run(lab)
            versions = lab.versions
    except ProgramError as error:
        print(f"{experiment.name} failed: {error}", file=sys.stderr)
        return 1
    receipt = make_receipt(
        experiment.name,
        experiment.title,
        findings,
        versions=versions,
        machine=describe_machine(),
        date=datetime.now(UTC).date().isoformat(),
    )
    for sentence in findings.refuted:
        print(f"{experiment.name}: this did not hold: {sentence}", file=sys.stderr)
    path = write_receipt(receipt, CACHE / "refuted" if findings.refuted else receipts)
    took = _minutes((time.monotonic() - started) / 60)
    print(f"{experiment.name}: {path} written, {took}, load {describe_load()}", flush=True)
    return 1 if findings.refuted else 0


def estimate_left(expected: float, passed: float, done: float) -> float:
    """Return how many minutes an experiment still takes: by its own pace once some of it is done."""
    return passed * (1 - done) / done if done else max(expected - passed, 0)


def _minutes(minutes: float) -> str:
    return f"{minutes:.0f} min" if minutes >= 1.5 else f"{minutes * 60:.0f} s"


if __name__ == "__main__":
    sys.exit(main())
