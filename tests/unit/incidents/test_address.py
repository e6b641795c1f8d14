"""A run as an address."""

from __future__ import annotations

import pytest

from tests.unit.incidents.leading import run_all


def read(query: str) -> dict[str, object]:
    came: dict[str, object] = run_all({"act": "read", "query": query})[0]
    return came


def test_run_is_gaps_and_names() -> None:
    assert run_all({"act": "write", "taken": [[0, "look"], [40, "stop_all"]], "idle": 36}) == ["0.look~14.stop_all~10"]


def test_address_gives_the_run_back() -> None:
    address = read("?seed=7&level=alone&clock=runs&run=0.look~14.stop_all~10&ticks=1.3")["address"]
    assert address == {
        "seed": "7",
        "level": "alone",
        "clock": "runs",
        "view": "",
        "taken": [[0, "look"], [40, "stop_all"]],
        "idle": 36,
        "ticks": [1, 3],
    }


def test_waits_in_a_row_add_up() -> None:
    assert read("?seed=1&run=5~6.look")["address"]["taken"] == [[11, "look"]]  # type: ignore[index]


@pytest.mark.parametrize("query", ["?seed=x", "?level=easy", "?run=<b>", "?view=all", "?ticks=a"])
def test_tells_what_it_cannot_use(query: str) -> None:
    came = read(query)
    assert len(came["complaints"]) == 1  # type: ignore[arg-type]
    assert "was left out" in came["complaints"][0]  # type: ignore[index]


def test_link_damaged_by_a_chat_is_read() -> None:
    assert read("?seed=7&amp;run=0.look).")["address"]["taken"] == [[0, "look"]]  # type: ignore[index]
