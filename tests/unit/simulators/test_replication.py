"""The replication scene keeps Kafka's promises in random runs, whatever is broken on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from study.scripts.deno_script import run_script

HERE = Path(__file__).parent
RUNS = 1000


@pytest.fixture(scope="module")
def wandered() -> Any:
    return run_script(HERE / "wander_replication.mjs", {"runs": RUNS, "steps": 50})


def test_random_runs_break_no_promise(wandered: Any) -> None:
    """No copy of a committed record is missing, none is stored twice, logs agree by epoch, all end up alike."""
    assert wandered["broken"] == []


@pytest.mark.parametrize(
    "event",
    [
        "unclean elections",
        "elections from the ELR",
        "diverged",
        "alter",
        "fence",
        "timeout",
        "expire",
        "lost",
        "register",
    ],
)
def test_random_runs_come_upon(event: str, wandered: Any) -> None:
    assert wandered["seen"].get(event, 0) > RUNS / 20
