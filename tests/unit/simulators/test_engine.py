"""The engine of the simulators, and what the stage makes of runs: stories, links, comparisons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from study.scripts.deno_script import run_script

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def tried() -> Any:
    return run_script(HERE / "try_engine.mjs", {})


def test_events_come_by_time_and_then_in_the_order_they_were_made(tried: Any) -> None:
    assert tried["order"] == [[10, "tick 1"], [10, "burst"], [15, "one 2"], [15, "two 3"], [20, "tick 4"]]


def test_a_changed_setting_counts_from_then_on(tried: Any) -> None:
    assert tried["settings"] == [[10, "tick 1"], [10, "gap is 50 from now on."], [20, "tick 2"], [70, "tick 3"]]


def test_undo_goes_to_before_the_last_action(tried: Any) -> None:
    assert tried["undone"] == [1, 0, []]


def test_a_run_is_given_whole_by_settings_seed_and_actions(tried: Any) -> None:
    assert tried["same"]
    assert not tried["other"]
    assert tried["goesOn"]


def test_a_run_that_is_over_stays_as_it_is(tried: Any) -> None:
    assert tried["ends"] == 9
    assert tried["untouched"] == []


def test_what_cannot_be_done_now_is_refused(tried: Any) -> None:
    assert tried["refused"] == ["RangeError"] * 4
    assert tried["stops"] == 7


def test_a_story_goes_as_its_author_wrote_until_the_reader_leaves_it(tried: Any) -> None:
    assert [said for _, said in tried["story"]] == ["tick 1", "burst", "one 2", "two 3", "burst", "tick 4"]
    assert tried["parts"] == [0, 0, 0, 1, 1]
    assert tried["told"] == [True, False, False, True]
    assert tried["afterwards"] == 7


def test_a_second_run_is_shown_at_the_time_of_the_first(tried: Any) -> None:
    assert tried["followed"] == [25, 30]


def test_a_link_holds_the_run(tried: Any) -> None:
    assert tried["text"] == "30;7;acks=1,every=500;3:kill:1,9:set:acks:all"
    assert tried["replayed"]


def test_a_damaged_link_leads_as_far_as_it_can(tried: Any) -> None:
    assert tried["damaged"] == [[0, "all"]] * 5
