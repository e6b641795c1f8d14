"""A member restarts: dynamic or static, within its session or past it, after a close or a crash, in both protocols."""

from __future__ import annotations

from tests.lab.experiments.static_member_restart.describing import describe
from tests.lab.experiments.static_member_restart.measuring import measure
from tests.lab.findings import Findings
from tests.lab.lab import Experiment, Lab

RUNS = 5


def run(lab: Lab) -> Findings:
    """Return whom a restart made stand still, in five groups of each case, all side by side."""
    return describe(measure(lab, lab.cluster(), RUNS))


EXPERIMENT = Experiment("static-member-restart", "A static member restarts", 5, run)
