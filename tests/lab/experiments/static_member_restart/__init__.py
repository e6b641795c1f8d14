"""A member restarts: dynamic or static, within its session or past it, after a close or a crash, in both protocols."""

from __future__ import annotations

from tests.lab.experiments.static_member_restart.describing import describe
from tests.lab.experiments.static_member_restart.measuring import BROKER, measure
from tests.lab.findings import Findings
from tests.lab.lab import Experiment, Lab

RUNS = 5


def run(lab: Lab) -> Findings:
    """Return whom a restart made stand still, in five runs of all cases side by side."""
    cluster = lab.cluster(settings=BROKER)
    runs = []
    for number in range(RUNS):
        lab.say(f"run {number + 1} of {RUNS}", number / RUNS)
        runs.append(measure(lab, cluster, number))
    return describe(runs)


EXPERIMENT = Experiment("static-member-restart", "A static member restarts", 9, run)
