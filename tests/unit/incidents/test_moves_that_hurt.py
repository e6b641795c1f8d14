"""What tempting moves do in the incidents of the site, and that good ones work in any sensible order."""

from __future__ import annotations

from typing import Any

import pytest
from study.scripts.deno_script import run_script

from tests.unit.incidents.leading import HERE, load_incident, run_all

WORLDS = ("full-disk", "hanging-transaction", "poison-record", "rebalance-storm", "slow-broker")


def follow(name: str, *runs: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = run_script(HERE / "follow.mjs", {"incident": load_incident(name), "runs": runs})
    return told


def lead(name: str, *first: str | int, expert: bool = False) -> dict[str, Any]:
    run: dict[str, Any] = follow(name, {"first": first, "expert": expert})["runs"][0]
    return run


def is_worse(hurt: dict[str, Any], waited: dict[str, Any]) -> bool:
    return hurt["outcome"] != waited["outcome"] or any(hurt[key] > waited[key] for key in ("minutes", "time"))


@pytest.mark.parametrize("name", WORLDS)
def test_harmful_move_is_worse_than_waiting_as_long_for_an_expert_or_for_nobody(name: str) -> None:
    harmful = follow(name)["harmful"]
    assert len(harmful) >= 3
    for expert in (True, False):
        runs = [
            {"first": [id, 9000 * (not expert)], "expert": expert, "idle": idle} for id in harmful for idle in (0, 1)
        ]
        came = follow(name, *runs)["runs"]
        harmful = [id for id, *pair in zip(harmful, came[::2], came[1::2], strict=True) if not is_worse(*pair)]
    assert harmful == []


@pytest.mark.parametrize(
    ("name", "first", "words"),
    [
        pytest.param(
            "poison-record", ["worker_log", "delete_record", "restart_all", 120], "skipped", id="log-start-moved"
        ),
        pytest.param("poison-record", ["catch_all", 3600], "committed past", id="catch-all-meets-a-bad-minute"),
        pytest.param("slow-broker", ["acks_one", "kill_four", 60], "Acknowledged", id="one-copy-and-a-kill"),
        pytest.param("full-disk", ["lower_floor", 3600], "Acknowledged", id="floor-of-one"),
        pytest.param("hanging-transaction", ["producers", "abort_import", 1200], "halves", id="torn-transaction"),
        pytest.param(
            "hanging-transaction", ["find_hanging", "reset_past", "abort_hanging"], "went on", id="skipped-block"
        ),
        pytest.param("rebalance-storm", ["reset_latest"], "skipped", id="reset-to-latest"),
    ],
)
def test_incident_is_lost_by(name: str, first: list[str | int], words: str) -> None:
    came = lead(name, *first)
    assert came["outcome"] == "lost"
    assert words in came["end"]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        pytest.param(
            "poison-record",
            ["worker_log", "record_bytes", "stop_canary", *["shift_one", 300] * 4],
            id="each-bad-record-skipped-by-hand",
        ),
        pytest.param(
            "poison-record",
            ["worker_log", "delete_record", "shift_one", 120, "dead_letter", 1200],
            id="offset-behind-log-start",
        ),
        pytest.param(
            "hanging-transaction",
            ["producers", "abort_import", "terminate_import", "find_hanging", "abort_hanging", 2400],
            id="torn-import-ended-as-a-whole",
        ),
        pytest.param(
            "hanging-transaction",
            ["reset_past", "reset_back", "find_hanging", "abort_hanging", 2400],
            id="offset-set-back-in-time",
        ),
        pytest.param("rebalance-storm", ["releases", "roll_back", 3600], id="rolled-back-one-by-one"),
        pytest.param(
            "full-disk",
            [
                "hosts",
                1600,
                "log_dirs",
                "owner",
                "remove_dumps",
                "stop_tracing",
                "restart_five",
                240,
                "restart_three",
                900,
            ],
            id="second-directory-brought-back",
        ),
        pytest.param(
            "slow-broker", ["kill_four", "disk", "swap_part", 900, "start_four", 900, "elect"], id="killed-but-repaired"
        ),
    ],
)
def test_incident_is_won_by(name: str, first: list[str | int]) -> None:
    assert lead(name, *first)["outcome"] == "won"


def test_disk_without_room_is_out_again_after_a_restart() -> None:
    assert lead("full-disk", "restart_three", 300)["own"]["off_three"] == 1
    assert lead("full-disk", "hosts", "remove_dumps", "restart_three", 300)["own"]["off_three"] == 0


def test_removed_segments_take_the_directory_down_at_the_next_retention() -> None:
    before, after = (lead("full-disk", "owner", "rm_segments", "shorten_retention", wait)["own"] for wait in (60, 360))
    assert (before["off_five"], after["off_five"]) == (0, 1)


def test_retention_frees_nothing_on_a_directory_that_is_offline() -> None:
    assert lead("full-disk", "owner", "shorten_retention", 400)["own"]["room_three"] == 0


def test_shorter_loop_ends_the_storm_but_not_the_lag() -> None:
    early, late = (lead("rebalance-storm", "poll_gap", "fewer_records", wait) for wait in (300, 900))
    assert early["own"]["storm"] == 0
    assert late["own"]["lag"] > early["own"]["lag"]


def test_longer_session_makes_the_full_stop_longer() -> None:
    stop = ("rebalances", "stop_autoscaler", "swap_all", 90)
    assert lead("rebalance-storm", *stop)["own"]["goodput"] > 0
    assert lead("rebalance-storm", "longer_session", *stop)["own"]["goodput"] == 0


def test_slow_broker_back_without_repair_slows_everybody_again() -> None:
    assert lead("slow-broker", "remote_time", "stop_four", 60)["harm"] == 0
    assert lead("slow-broker", "remote_time", "stop_four", 60, "start_four", 300)["harm"] > 0.3


def test_leaderships_moved_away_leave_the_write_path_as_slow() -> None:
    assert lead("slow-broker", "move_leaders")["harm"] > 0.3


def test_fencing_a_writer_does_not_move_the_last_stable_offset() -> None:
    own = lead("hanging-transaction", "terminate_writer", 60)["own"]
    assert own["lag"] == own["log_end"] - own["hang_at"]


def test_transaction_hangs_again_where_the_door_stays_open() -> None:
    late = ("find_hanging", 2400, "abort_hanging")
    assert lead("hanging-transaction", *late, "verify_on", 1200)["own"]["hanging"] == 0
    assert lead("hanging-transaction", *late, 1200)["own"]["hanging"] == 1


def compare(name: str, *steps: list[Any], idle: int = 0) -> dict[str, Any]:
    """Return the points of a run by the names of their parts."""
    came = run_all({"act": "compare", "incident": load_incident(name), "steps": steps, "idle": idle})[0]
    return {part["name"]: part for part in came["parts"]}


def test_nothing_counts_for_customers_once_something_is_lost_for_good() -> None:
    spoiled = compare("poison-record", [0, "catch_all"], idle=360)
    for name in ("Customers out of the fire", "Customer minutes"):
        assert spoiled[name]["points"] == 0
        assert spoiled[name]["why"] == "Not counted: what was lost stays lost."


def test_looks_that_an_action_rests_on_are_not_held_against_anybody() -> None:
    steps = [[0, "remote_time"], [0, "isr_log"], [0, "save_evidence"], [0, "stop_four"]]
    assert compare("slow-broker", *steps)["Mitigation before diagnosis"]["points"] == 10
