"""Rebalances beside the chapter's charts and what real groups did, and laws that hold in random runs."""

from __future__ import annotations

import json
import re
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from study.scripts.deno_script import run_script

HERE = Path(__file__).parent
DOCS = HERE.parents[2] / "docs"
CHAPTER = (DOCS / "chapters/stop-the-world.md").read_text()
RECEIPT = json.loads((DOCS / "receipts/static-member-restart.json").read_text())
SECOND = 1000
KILLED = 3 * SECOND
OWNERS = {"p0": "A", "p1": "A", "p2": "B", "p3": "B", "p4": "C", "p5": "C"}

Bar = tuple[str, float, float]


def drive(*runs: dict[str, Any]) -> list[Any]:
    played: list[Any] = run_script(HERE / "drive_rebalance.mjs", {"runs": runs})["played"]
    return played


def read_chart(title: str) -> dict[str, list[Bar]]:
    """Return who reads each partition from when to when, in a chart of the chapter."""
    chart = CHAPTER.split(f"accTitle: {title}\n")[1].split("```")[0]
    bars: dict[str, list[Bar]] = {}
    for section in chart.split("section ")[1:]:
        head, *lines = section.splitlines()
        found = re.findall(r"(\w) :active, (\d+), (\d+)", "\n".join(lines))
        for partition in re.findall(r"p\d", head):
            bars[partition] = [(who, float(start), float(end)) for who, start, end in found]
    return bars


def draw_bars(state: Any, until: float) -> dict[str, list[Bar]]:
    return {
        partition: [(one["who"], one["from"] / SECOND, (one["to"] or until * SECOND) / SECOND) for one in readings]
        for partition, readings in state["partitions"].items()
    }


@pytest.mark.parametrize(
    ("protocol", "title"),
    [
        ("eager", "Eager, a crash and a join on a 90-second clock"),
        ("cooperative", "Cooperative, the same crash and join"),
        ("consumer", "Consumer protocol, the same crash and join"),
    ],
)
def test_crash_and_join_agree_with_the_chapters_chart(protocol: str, title: str) -> None:
    """To the second: who reads which partition from when to when."""
    script = [(5 * SECOND, "kill", "B"), (70 * SECOND, "add")]
    played = drive({"settings": {"protocol": protocol}, "script": script, "until": 90 * SECOND})
    assert draw_bars(played[0]["state"], 90) == read_chart(title)


CASES = {
    "dynamic": ("dynamic member, closed, back after 10 s", "close", 10, False),
    "within": ("static member, closed, back after 10 s", "close", 10, True),
    "past": ("static member, closed, back after 60 s", "close", 60, True),
    "crash": ("static member, killed, started again after 10 s", "kill", 10, True),
}
"""What was done to B, by the name that figures have: how it ended, after how many seconds it came back, if static."""

PROTOCOLS = {"classic": "eager", "consumer": "consumer"}
"""The classic groups of the receipt use the default assignors, so they are eager."""


def find_start(protocol: str, case: str) -> float:
    """Return when the instance reached the coordinator again: its process was longest in starting."""
    title, _, after, _ = CASES[case]
    for timeline in RECEIPT["timelines"]:
        if timeline["title"].startswith(f"{protocol}: {title}"):
            started = next(event["at"] for event in timeline["events"] if event["what"] == "starts again")
            reached = next(e["at"] for e in timeline["events"] if e["where"] == "B2" and e["at"] > started)
            return float(reached) - SECOND
    return float(KILLED + after * SECOND)


def replay(protocol: str, case: str) -> Any:
    _, end, _, is_static = CASES[case]
    start = find_start(protocol, case)
    settings = {
        "protocol": PROTOCOLS[protocol],
        "group.instance.id": "set" if is_static else "not set",
        "batch": 1,
    }
    script = [(KILLED, end, "B"), (start, "start", "B")]
    return drive({"settings": settings, "script": script, "until": 120 * SECOND})[0]


def find_figure(name: str) -> list[float]:
    runs: list[float] = RECEIPT["figures"][name]["runs"]
    return sorted(runs)


def measure_unread(state: Any) -> float:
    """Return the longest time that one of B's partitions was unread, in seconds."""
    gaps = [
        after["from"] - before["to"]
        for partition in ("p2", "p3")
        for before, after in zip(state["partitions"][partition], state["partitions"][partition][1:], strict=False)
    ]
    return float(max(gaps)) / SECOND


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_restart_disturbs_whom_it_disturbed(protocol: str, case: str) -> None:
    """Callbacks of A and C with partitions in them, and refused starts: exactly as in each of five real groups."""
    played = replay(protocol, case)
    others = [one for one in played["state"]["callbacks"] if one["who"] in "AC" and one["at"] >= KILLED]
    assert {float(len(others))} == set(find_figure(f"{protocol}-{case}-moves"))
    refused = [one for one in played["said"] if "UNRELEASED_INSTANCE_ID" in one["said"]]
    refusals = RECEIPT["figures"].get(f"{protocol}-{case}-refusals", {"runs": [0.0]})["runs"]
    assert {float(len(refused))} == set(refusals)


TOLERANCE = 9
"""Seconds: thirty members came back at once in one process, on a busy machine."""


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_restart_leaves_partitions_unread_as_long(protocol: str, case: str) -> None:
    runs = find_figure(f"{protocol}-{case}-unread")
    unread = measure_unread(replay(protocol, case)["state"])
    assert runs[0] - TOLERANCE <= unread <= runs[-1] + TOLERANCE


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_cases_stand_in_the_same_order(protocol: str) -> None:
    """From the one that leaves partitions unread for the shortest time to the one for the longest."""
    unread = {case: measure_unread(replay(protocol, case)["state"]) for case in ("dynamic", "within", "past")}
    real = {case: find_figure(f"{protocol}-{case}-unread")[2] for case in unread}
    assert sorted(unread, key=lambda case: unread[case]) == sorted(real, key=lambda case: real[case])


def tell_real(timeline: Any) -> list[tuple[str, str, int]]:
    """Return what happened, as who, what and how many partitions; neighbours of one kind are one."""
    told = []
    for event in timeline["events"]:
        what, *partitions = event["what"].split(" ")
        if what in ("revoked", "assigned", "UnreleasedInstanceIdException") and event["at"] > KILLED:
            who = "B" if event["where"].startswith("B") else "others"
            told.append((who, "refused" if what.startswith("Un") else what, len(partitions)))
    return merge(told)


def tell_simulated(played: Any) -> list[tuple[str, str, int]]:
    told = [
        (one["at"], "B" if one["who"] == "B" else "others", one["what"], len(one["partitions"]))
        for one in played["state"]["callbacks"]
    ]
    told += [(one["at"], "B", "refused", 0) for one in played["said"] if "UNRELEASED_INSTANCE_ID" in one["said"]]
    return merge([(who, what, count) for at, who, what, count in sorted(told) if at >= KILLED])


def merge(told: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Neighbours of one kind are one: in which order A and C hear of it hangs on their heartbeats."""
    groups = groupby(told, key=lambda one: one[:2])
    return [(who, what, sum(count for *_, count in group)) for (who, what), group in groups]


@pytest.mark.parametrize("timeline", RECEIPT["timelines"], ids=lambda one: one["title"].split(",")[0])
def test_events_come_in_the_order_of_the_timeline(timeline: Any) -> None:
    """The same sequence of refusals, revocations and assignments, with as many partitions."""
    protocol, title = timeline["title"].split(": ")
    case = next(name for name, (label, *_) in CASES.items() if title.startswith(label))
    assert tell_simulated(replay(protocol, case)) == tell_real(timeline)


@pytest.mark.parametrize("protocol", ["eager", "consumer"])
def test_stuck_loop_leaves_by_itself(protocol: str) -> None:
    """After max.poll.interval.ms, though its heartbeats went on; a static member keeps its partitions 45 s longer."""
    settings = {"protocol": protocol, "slow": 350}
    script = [(5 * SECOND, "slow", "B")]
    dynamic, static = drive(
        {"settings": settings, "script": script, "until": 400 * SECOND},
        {"settings": {**settings, "group.instance.id": "set"}, "script": script, "until": 400 * SECOND},
    )
    ends = [played["state"]["partitions"]["p2"][0]["to"] / SECOND for played in (dynamic, static)]
    assert ends[0] == pytest.approx(306, abs=2)
    assert ends[1] == pytest.approx(306 + 45, abs=6)


def test_rolling_restart_of_static_members_moves_nothing() -> None:
    dynamic, static = (
        drive({"settings": {"group.instance.id": how}, "script": [(5 * SECOND, "roll")], "until": 200 * SECOND})[0]
        for how in ("not set", "set")
    )
    assert static["state"]["group"]["epoch"] == 1
    assert dynamic["state"]["group"]["epoch"] == 1 + 2 * 3


def test_returning_early_makes_a_slow_member_later() -> None:
    """When poll() returns records at once, what C must take or give up waits for its next polls."""
    script = [(5 * SECOND, "kill", "B"), (70 * SECOND, "add")]
    kind, real = (
        drive({"settings": {"protocol": "cooperative", "poll": poll}, "script": script, "until": 150 * SECOND})[0]
        for poll in ("completes the step that is due", "returns records at once")
    )
    assert measure_unread(real["state"]) > measure_unread(kind["state"])


def test_laws_hold_in_random_runs() -> None:
    wanderings = [
        {"protocol": protocol, "isStatic": is_static, "poll": poll, "seed": seed}
        for seed in range(100)
        for protocol in ("eager", "cooperative", "consumer")
        for is_static in (False, True)
        for poll in (False, True)
    ]
    assert run_script(HERE / "drive_rebalance.mjs", {"wanderings": wanderings})["broken"] == []
