"""The thundering herd led in different orders: every choice has the consequence that the drain model gives it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.incidents.leading import load_incident, run_all

HERD = load_incident("thundering-herd")
HOUR = 3600


def lead(*steps: Any, seed: int = 1) -> Any:
    return run_all({"act": "lead", "incident": HERD, "seed": seed, "steps": steps})[0]


def test_begins_in_the_fire_of_the_chapter() -> None:
    run = lead()
    assert run["values"]["busy"] == 200
    assert run["values"]["latency"] == pytest.approx(500)
    assert run["harm"] > 0.8
    assert run["feed"][0]["id"] == "checkout_alert"


def test_cut_pool_has_the_customers_out_within_a_minute() -> None:
    run = lead("cut_pool")
    assert run["values"]["latency"] == pytest.approx(20)
    assert run["marks"]["mitigated"] == 60
    assert run["harm"] < 0.1


def test_smaller_size_alone_changes_nothing_while_clients_queue() -> None:
    run = lead("lower_pool")
    assert run["values"]["pool"] == 36
    assert run["values"]["open"] == 200
    assert run["choices"][0]["verdict"] == "early"
    assert run["harm"] > 0.8


@pytest.mark.parametrize("act", ["raise_pool", "restart_all", "scale_out", "poll_interval"])
def test_wrong_move_leaves_the_fire_burning_and_is_called_harmful(act: str) -> None:
    run = lead(act, {"pass": 60})
    assert run["choices"][0]["verdict"] == "harmful"
    assert run["harm"] > 0.8
    assert run["marks"]["mitigated"] is None


def test_raised_pool_makes_each_write_slower() -> None:
    assert lead("raise_pool")["values"]["latency"] == pytest.approx(1280)


def test_start_behind_the_old_pool_is_the_same_herd_again() -> None:
    run = lead("stop_all", "start_all", {"pass": 30})
    assert run["choices"][1]["verdict"] == "harmful"
    assert run["marks"]["mitigated"] is None
    assert run["harm"] > 0.8


def test_stop_small_pool_start_recovers_as_well() -> None:
    run = lead("stop_all", "cut_pool", "start_all", "ramp_12", {"pass": 60}, "ramp_24", "ramp_36", {"pass": 5 * HOUR})
    assert run["outcome"] == "won"


def test_ramp_that_stays_below_what_arrives_never_recovers() -> None:
    run = lead("cut_pool", "ramp_12", {"pass": 6 * HOUR})
    assert run["outcome"] == "lost"
    assert run["marks"]["mitigated"] is not None


def test_offsets_reset_to_latest_lose_the_incident_at_once() -> None:
    run = lead("stop_all", "reset_latest")
    assert run["outcome"] == "lost"
    assert run["values"]["lost"] > 7_000_000
    assert "data loss" in run["feed"][-1]["text"]


def test_reset_is_refused_while_the_group_is_active() -> None:
    assert lead("reset_latest")["refused"] == "reset_latest"


def test_somebody_restarts_unless_one_voice_is_announced() -> None:
    restarted = lead({"pass": 200})
    assert "restart_by_oncall" in [one["id"] for one in restarted["feed"]]
    led = lead("one_voice", {"pass": 200})
    assert "restart_by_oncall" not in [one["id"] for one in led["feed"]]


def test_wait_ends_when_somebody_speaks() -> None:
    run = lead("one_voice", 6 * HOUR)
    assert run["feed"][-1]["id"] == "director_asks"
    assert run["time"] == 2400


def test_each_harmful_move_before_the_brake_costs_customers_and_points() -> None:
    right = [[0, "db_sessions"], [0, "cut_pool"]]
    wrong = [[0, "db_sessions"], [0, "restart_all"], [0, "raise_pool"], [0, "cut_pool"]]
    ramp = [[0, "one_voice"], [0, "status"], [18, "ramp_12"], [30, "ramp_24"], [30, "ramp_36"], [1300, "committed"]]
    better, worse = run_all(
        {"act": "compare", "incident": HERD, "steps": [*right, *ramp]},
        {"act": "compare", "incident": HERD, "steps": [*wrong, *ramp]},
    )
    assert better["score"] > worse["score"] + 10


def test_clue_that_tells_most_counts_by_its_place() -> None:
    def find_clue(*looks: str) -> int:
        steps = [[0, look] for look in looks]
        came = run_all({"act": "compare", "incident": HERD, "steps": steps})[0]
        return int(came["parts"][0]["points"])

    assert find_clue("db_sessions") == 20
    assert find_clue("cpu", "db_sessions") == 15
    assert find_clue("cpu", "brokers") == 0
