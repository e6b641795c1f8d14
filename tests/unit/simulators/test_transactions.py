"""Transactions beside what a real cluster answered, and laws that hold in random runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from study.scripts.deno_script import run_script

HERE = Path(__file__).parent
RECEIPTS = HERE.parents[2] / "docs/receipts"
OPEN = json.loads((RECEIPTS / "open-transaction.json").read_text())
LOSS = json.loads((RECEIPTS / "commit-loss.json").read_text())
SECOND = 1000
CALLS = {
    "send": "send",
    "sendOffsetsToTransaction": "offsets",
    "commitTransaction": "commit",
    "abortTransaction": "abort",
    "a new transaction": "new",
}


def drive(**request: Any) -> Any:
    return run_script(HERE / "drive_transactions.mjs", request)


def play(script: list[Any], until: float, **settings: object) -> Any:
    return drive(runs=[{"settings": settings, "script": script, "until": until}])["played"][0]


ROWS = [row for table in OPEN["tables"] for row in table["rows"]]


@pytest.fixture(scope="module")
def answers() -> Any:
    rows = [{"cause": row[0], "version": int(row[1]), "calls": [CALLS[c] for c in row[2].split(", ")]} for row in ROWS]
    return drive(calls=rows)["answers"]


@pytest.mark.parametrize("index", range(len(ROWS)), ids=[", ".join(row[:3]) for row in ROWS])
def test_calls_answer_as_in_the_receipt(index: int, answers: Any) -> None:
    """Each sequence of calls after the loss of a transaction: the same answers, in words."""
    assert answers[index] == ROWS[index][3].split(", ")


@pytest.mark.parametrize(("version", "figure"), [(2, "epochs-used"), (1, "epochs-used-version-1")])
def test_transactions_use_as_many_epochs(version: int, figure: str) -> None:
    assert [float(len(drive()["epochs"][str(version)]))] == OPEN["figures"][figure]["runs"]


def test_successor_is_two_epochs_ahead() -> None:
    """Of an instance with an open transaction, as in all five runs."""
    state = play([(5 * SECOND, "pause", "A"), (6 * SECOND, "start")], 8.5 * SECOND)["state"]
    ahead = state["instances"]["B"]["client"]["epoch"] - state["instances"]["A"]["client"]["epoch"]
    assert {float(ahead)} == set(OPEN["figures"]["epochs-fenced"]["runs"])


@pytest.mark.parametrize("span", OPEN["timelines"][0]["spans"], ids=lambda one: one["lane"])
def test_abandoned_transaction_stalls_readers_as_long(span: Any) -> None:
    """Within the interval in which the coordinator looks, 10 s; the sequence of ends is that of the receipt's chart."""
    played = play([(4 * SECOND, "crash", "A")], 90 * SECOND, plain=1)
    open_at = next(one["now"] for one in played["seen"] if one["coordinator"] == "Ongoing")
    decided = next(one["now"] for one in played["seen"] if one["now"] > open_at and one["lso"] == one["hw"])
    stall = (decided - open_at) / SECOND
    assert abs(stall - (span["end"] - span["start"]) / SECOND) <= 10
    assert [one["coordinator"] for one in drop_repeats(played["seen"])][:5] == [
        "Empty",
        "Ongoing",
        "PrepareAbort",
        "CompleteAbort",
    ]


def drop_repeats(seen: list[Any]) -> list[Any]:
    return [one for before, one in zip([None, *seen], seen, strict=False) if not is_same(before, one)]


def is_same(before: Any, one: Any) -> bool:
    return before is not None and before["coordinator"] == one["coordinator"]


def test_standing_reader_tells_of_no_lag() -> None:
    """Its lag counts to the LSO, while records wait up to the high watermark."""
    played = play([(4 * SECOND, "crash", "A")], 50 * SECOND, plain=1)
    position = played["state"]["readers"]["read_committed"]["position"]
    told, real = (played["seen"][-1][end] - position for end in ("lso", "hw"))
    assert {float(told)} == set(OPEN["figures"]["lag-told"]["runs"])
    assert real > 0 < min(OPEN["figures"]["lag-real"]["runs"])


def curve(name: str) -> list[tuple[float, float]]:
    series = next(one for one in OPEN["charts"][0]["series"] if one["label"] == name)
    return [tuple(point) for point in series["points"]]


def test_ends_of_the_partition_move_as_in_the_receipts_chart() -> None:
    """Together, then the LSO stands for about a minute while the high watermark goes on, then both are one again."""
    played = play([(4 * SECOND, "crash", "A")], 100 * SECOND, plain=1)
    simulated = find_phases([(one["hw"], one["lso"]) for one in played["seen"]])
    stable = curve("last stable offset")
    real = find_phases([(high, low) for (_, high), (_, low) in zip(curve("high watermark"), stable, strict=True)])
    assert simulated == real == ["together", "stands", "together"]


FEW = 100
"""Records that the two ends of the receipt's chart differ by because they were asked for one after the other."""


def find_phases(ends: list[tuple[float, float]]) -> list[str]:
    apart = max(high - low for high, low in ends)
    limit = FEW if apart > FEW else 0
    phases = ["stands" if high - low > limit else "together" for high, low in ends]
    return [one for before, one in zip([None, *phases], phases, strict=False) if one != before]


def test_commit_returns_before_it_is_readable() -> None:
    """As in 50 commits of 50."""
    played = play([], 60 * SECOND, plain=0)
    commits = [one["at"] for one in played["said"] if one["said"].startswith("commitTransaction() returns")]
    hidden = [
        at
        for at in commits
        if next(one for one in played["seen"] if one["now"] == at and "Prepare" in one["coordinator"])
    ]
    assert len(commits) == len(hidden) == 6
    assert OPEN["figures"]["hidden-commits"]["runs"] == [50.0]


def test_crash_in_the_third_batch_repeats_nothing_that_is_read_committed() -> None:
    """Committing by hand, the receipt's successor repeats five records; here the same five are aborted."""
    row = next(row for row in LOSS["tables"][0]["rows"] if "by hand" in row[0])
    settings = {"max.poll.records": 10, "input": 60, "plain": 0}
    played = play([(36.5 * SECOND, "crash", "A"), (37 * SECOND, "start")], 200 * SECOND, **settings)
    done = [one for one in played["said"] if one["said"].startswith("A sends r")]
    start = next(
        one for one in played["said"] if "starts from the group's offset" in one["said"] and one["said"][0] == "B"
    )
    assert f"offset {row[2]}," not in start["said"]
    assert start["said"].endswith(f"offset {row[2]}.")
    assert str(len(done)) == row[1]
    seen = {
        level: [played["state"]["ledger"][at]["label"] for at in reader["seen"]] for level, reader in readers(played)
    }
    assert len(seen["read_uncommitted"]) - len(set(seen["read_uncommitted"])) == int(row[3])
    assert seen["read_committed"] == [f"r{offset}" for offset in range(60)]


def readers(played: Any) -> Any:
    return played["state"]["readers"].items()


@pytest.mark.parametrize("second", range(2, 17))
def test_crash_between_any_two_steps_is_exactly_once(second: int) -> None:
    """Committed readers get every input once, whichever step the crash follows."""
    script = [(second * SECOND + 500, "crash", "A"), (second * SECOND + 600, "start")]
    state = play(script, 200 * SECOND, plain=0)["state"]
    assert [state["ledger"][at]["label"] for at in state["readers"]["read_committed"]["seen"]] == [
        f"r{n}" for n in range(12)
    ]


def test_abort_without_rewind_loses_what_was_aborted() -> None:
    state = play([(3 * SECOND, "fail", "A")], 200 * SECOND, plain=0, rewind="goes on")["state"]
    seen = [state["ledger"][at]["label"] for at in state["readers"]["read_committed"]["seen"]]
    assert seen == [f"r{offset}" for offset in range(2, 12)]


def test_laws_hold_in_random_runs() -> None:
    wanderings = [
        {"version": version, "rewind": rewind, "seed": seed}
        for seed in range(500)
        for version in (1, 2)
        for rewind in ("rewinds", "goes on")
    ]
    assert drive(wanderings=wanderings)["broken"] == []
