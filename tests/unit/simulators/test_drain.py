"""The drain beside its chapter: the same curves, the same arithmetic, and no record made or lost on the way."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from study.scripts.deno_script import run_script

HERE = Path(__file__).parent
CHAPTER = (HERE.parents[2] / "docs/chapters/thundering-herd.md").read_text()
MINUTE = 60_000
FLEET_BATCH = 320 * 500
"""Records that all threads hold: commits come in waves of so many, which the chapter's curves smooth."""

CONTROL = [
    (180, "stop"),
    (185, "set", "default_pool_size", 12),
    (185, "start"),
    (190, "set", "default_pool_size", 24),
    (195, "set", "default_pool_size", 36),
]


def play(*runs: dict[str, Any]) -> Any:
    return run_script(HERE / "play.mjs", {"scene": "drain", "runs": runs})


def run_for(minutes: int, script: list[Any], **settings: object) -> list[Any]:
    steps = [(minute * MINUTE, *action) for minute, *action in script]
    played: list[Any] = play({"settings": settings, "until": minutes * MINUTE, "script": steps})[0]
    return played


def read_curve(title: str, line: int = 0) -> list[float]:
    """Return the points, every ten minutes, of a chart in the chapter."""
    chart = CHAPTER.split(f"accTitle: {title}\n")[1].split("```")[0]
    numbers = re.findall(r"line .*?\[(.*?)\]", chart)[line]
    return [float(number) for number in numbers.split(",")]


def draw_curve(steps: list[Any], name: str) -> list[float]:
    """Return the points, every ten minutes from the first, of the scene's curve."""
    values = {time / MINUTE: value for time, value in steps[-1]["state"]["points"][name]}
    return [values[minute] for minute in range(10, 430, 10)]


@pytest.fixture(scope="module")
def herd() -> list[Any]:
    return run_for(450, [])


@pytest.fixture(scope="module")
def drained() -> list[Any]:
    return run_for(450, CONTROL)


@pytest.mark.parametrize(("line", "name"), [(0, "herd"), (1, "drained")], ids=["no-control", "admission-control"])
def test_lag_agrees_with_the_chapters_curve(line: int, name: str, request: pytest.FixtureRequest) -> None:
    """To the digit that the chart has, and a wave of commits."""
    told = read_curve("Lag, in millions of records", line)[1:]
    seen = draw_curve(request.getfixturevalue(name), "lag")
    for minute, chart, lag in zip(range(10, 430, 10), told, seen, strict=True):
        assert -0.0501 <= lag - chart <= 0.0501 + FLEET_BATCH / 1e6, f"minute {minute}"


@pytest.mark.parametrize(
    ("title", "name"), [("Busy database connections", "busy"), ("Latency of one write", "latency")]
)
def test_database_agrees_with_the_chapters_curve(title: str, name: str, drained: list[Any]) -> None:
    """Exactly; a point of a chart shows what begins at its minute, the scene the minute that has passed."""
    told, seen = read_curve(title), draw_curve(drained, name)
    turns = {20, 140, 180, 190}
    compared = [minute for minute in range(10, 430, 10) if minute not in turns]
    assert [round(seen[minute // 10 - 1], 6) for minute in compared] == [told[minute // 10] for minute in compared]


def test_lag_is_gone_at_the_chapters_minute(drained: list[Any]) -> None:
    gone = next(step for step in drained if step["said"].startswith("The lag is gone"))
    assert gone["time"] / MINUTE == 403


@pytest.mark.parametrize(
    ("settings", "latency", "throughput"),
    [
        pytest.param({}, 500, 400, id="two-hundred-connections"),
        pytest.param({"default_pool_size": 320}, 1280, 250, id="all-threads-at-once"),
        pytest.param({"default_pool_size": 36}, 20, 1800, id="below-the-knee"),
        pytest.param({"default_pool_size": 36, "rows": 50, "latency": 60}, 60, 30_000, id="bulk-writes"),
    ],
)
def test_database_slows_as_the_chapter_says(settings: dict[str, object], latency: float, throughput: float) -> None:
    step = run_for(142, [], **settings)[-1]
    rates = step["state"]["model"]["rates"]
    assert round(rates["latency"] * 1000, 6) == latency
    assert round(rates["throughput"], 6) == throughput


@pytest.mark.parametrize(
    ("script", "settings", "expected"),
    [
        pytest.param([], {}, "bad", id="left-alone"),
        pytest.param([], {"default_pool_size": 36}, "good", id="limit-before-the-outage"),
        pytest.param([], {"default_pool_size": 9}, "bad", id="below-the-floor"),
        pytest.param([(150, "set", "default_pool_size", 36)], {}, "bad", id="smaller-pool-while-threads-wait"),
        pytest.param([(150, "set", "default_pool_size", 36), (150, "reconnect")], {}, "good", id="and-reconnect"),
        pytest.param([(150, "restart")], {}, "bad", id="restart-repeats-the-trigger"),
        pytest.param([(150, "set", "instances", 80)], {}, "bad", id="scale-out"),
        pytest.param([(150, "set", "max.poll.interval.ms", 900_000)], {}, "bad", id="longer-poll-interval"),
        pytest.param([(150, "set", "max.poll.records", 50)], {}, "bad", id="smaller-poll"),
        pytest.param([(150, "set", "consumer_byte_rate", 1800)], {}, "bad", id="byte-rate-above-what-is-written"),
        pytest.param(
            [(150, "set", "consumer_byte_rate", 300), (180, "set", "consumer_byte_rate", 1800)],
            {},
            "bad",
            id="byte-rate-bounds-no-concurrency",
        ),
        pytest.param([(150, "set", "knee", 200)], {}, "good", id="database-of-five-times-the-size"),
        pytest.param([(150, "shed")], {}, "bad", id="producers-keep-back-half"),
        pytest.param([(150, "set", "instances", 4)], {}, "good", id="scale-in"),
    ],
)
def test_control_has_its_consequence(script: list[Any], settings: dict[str, object], expected: str) -> None:
    """An hour and a half later lag falls, or it does not."""
    model, kind = read_end(run_for(240, script, **settings))
    assert kind == expected
    assert (model["lag"] > model["before"]) == (expected != "good")


def read_end(steps: list[Any]) -> tuple[dict[str, float], str]:
    lag = {time / MINUTE: value for time, value in steps[-1]["state"]["points"]["lag"]}
    return {"lag": lag[max(lag)], "before": lag[200]}, steps[-1]["kind"]


@pytest.mark.parametrize(
    ("again", "paused"), [("pauses again", True), ("does nothing", False)], ids=["paused-again", "flag-lost"]
)
def test_eviction_drops_the_pause_that_nobody_repeats(again: str, paused: bool) -> None:
    steps = run_for(170, [(141, "pause")], onPartitionsAssigned=again)
    assert steps[-1]["state"]["model"]["isPaused"] is paused


def test_longer_poll_interval_keeps_what_is_written_but_not_up() -> None:
    """400 a second stay, 1,000 arrive."""
    steps = run_for(240, [(150, "set", "max.poll.interval.ms", 900_000)])
    counts = steps[-1]["state"]["model"]["counts"]
    assert counts["written"] - 20 * 60 * 1000 == pytest.approx(90 * 60 * 400, rel=0.1)


def test_retention_takes_what_is_read_too_late() -> None:
    """By `latest` everything unread is skipped, by `earliest` only what was deleted."""
    latest, earliest = (
        run_for(160, [], **{"retention": 1, "auto.offset.reset": reset}) for reset in ("latest", "earliest")
    )
    lost = [steps[-1]["state"]["model"]["counts"]["lost"] for steps in (latest, earliest)]
    assert lost[0] > lost[1] > 0


def test_a_reset_to_latest_needs_an_empty_group() -> None:
    stopped = run_for(190, [(180, "stop"), (180, "skip")])
    assert stopped[-1]["state"]["model"]["counts"]["lost"] == pytest.approx(9_600_000)


def test_laws_hold_in_random_runs() -> None:
    assert run_script(HERE / "wander_drain.mjs", {"runs": 1000}) == []
