"""What holds for every incident of the site, whatever is done in it."""

from __future__ import annotations

import pytest

from tests.unit.incidents.leading import NAMES, load_incident, run_all


@pytest.mark.parametrize("name", NAMES)
def test_expert_wins_and_nobody_loses_under_many_seeds(name: str) -> None:
    incident = load_incident(name)
    came = run_all(*({"act": "expert", "incident": incident, "seed": seed} for seed in (1, 7, 42, 999)))
    for one in came:
        assert one["expert"]["outcome"] == "won"
        assert one["nobody"]["outcome"] == "lost"
        assert one["nobody"]["minutes"] > 2 * one["expert"]["minutes"]
        assert one["score"] >= 90


@pytest.mark.parametrize("name", NAMES)
def test_any_order_of_choices_gives_one_run_and_its_link_the_same(name: str) -> None:
    incident = load_incident(name)
    came = run_all(*({"act": "wander", "incident": incident, "seed": seed} for seed in range(1, 13)))
    assert [problem for one in came for problem in one["problems"]] == []
    assert max(one["choices"] for one in came) > 10
    assert len({one["query"] for one in came}) == len(came)
