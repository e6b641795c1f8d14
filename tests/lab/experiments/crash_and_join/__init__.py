"""A member is killed, and later one joins: which partition is unread meanwhile, under each rebalance protocol."""

from __future__ import annotations

from tests.lab.experiments.crash_and_join.describing import describe
from tests.lab.experiments.crash_and_join.measuring import measure
from tests.lab.findings import Findings
from tests.lab.lab import Experiment, Lab

RUNS = 5


def run(lab: Lab) -> Findings:
    """Return who stood still for how long, at default time-outs, in five runs of all three protocols side by side."""
    cluster = lab.cluster()
    runs = []
    for number in range(RUNS):
        lab.say(f"run {number + 1} of {RUNS}", number / RUNS)
        runs.append(measure(lab, cluster, number))
    return describe(runs)


EXPERIMENT = Experiment("crash-and-join", "A crash and a join under three protocols", 12, run)
