"""What the system has counted of a program: its processor time, and its system calls while strace looks on."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.lab.programs import Program, ProgramError
from tests.lab.workbench import Workbench

_LINE = re.compile(r"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(?P<calls>\d+)\s+(?:\d+\s+)?(?P<name>\w+)$", re.MULTILINE)


def read_processor_time(program: Program) -> float:
    """Return the seconds that the threads of a running program have run so far, in its own code and the system's."""
    tasks = Path(f"/proc/{program.pid}/task").glob("*/schedstat")
    return sum(int(one.read_text(encoding="utf-8").split()[0]) for one in tasks) / 1e9


def count_calls(
    workbench: Workbench, program: Program, work: Callable[[], object], files: Iterable[Path] = ()
) -> dict[str, int]:
    """Return how often each system call was made by a program, by all its threads, while some work was done.

    If files are named, only calls that work on one of them are counted.
    """
    counted = workbench.folder / f"calls-{time.monotonic_ns()}.txt"
    named = [part for file in files for part in ("-P", str(file))]
    strace = workbench.programs.start(
        "strace", ["strace", "-f", "-c", "-p", str(program.pid), "-o", str(counted), *named]
    )
    deadline = time.monotonic() + 30
    while "attached" not in strace.log.read_text(encoding="utf-8"):
        if time.monotonic() > deadline or not strace.running:
            raise ProgramError(f"strace did not attach.\n{strace.read_log_end()}")
        time.sleep(0.1)
    time.sleep(2)
    work()
    strace.terminate()
    return parse_calls(counted.read_text(encoding="utf-8"))


def parse_calls(table: str) -> dict[str, int]:
    """Return the calls by name from the table that strace prints at its end."""
    return {line["name"]: int(line["calls"]) for line in _LINE.finditer(table) if line["name"] != "total"}
