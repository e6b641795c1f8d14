"""More members than partitions in a share group, one of them slow; a killed one, a frozen one, and failing work."""

from __future__ import annotations

from tests.lab.experiments.share_group.describing import describe
from tests.lab.experiments.share_group.measuring import (
    Measured,
    find_workers,
    lose,
    release_always,
    share,
    work_too_long,
)
from tests.lab.findings import Findings
from tests.lab.lab import Experiment, Lab

RUNS = 5


def run(lab: Lab) -> Findings:
    """Return what a share group did with more members than partitions, and with records that are not acknowledged."""
    cluster = lab.cluster()
    if lab.short:
        return describe(Measured(shared=(share(lab, cluster, 0),), released=release_always(lab, cluster, 1)))
    shared = []
    for number in range(RUNS):
        lab.say(f"four members on one partition, run {number + 1} of {RUNS}", 0.1 + 0.4 * number / RUNS)
        shared.append(share(lab, cluster, number))
    alone = tuple(find_workers(lab, cluster, number) for number in range(RUNS))
    lab.say("losing members", 0.5)
    killed, frozen = lose(lab, cluster, RUNS, "killed"), lose(lab, cluster, RUNS, "frozen")
    lab.say("releasing each record, and working longer than the lock", 0.6)
    released, overdue = release_always(lab, cluster, RUNS), work_too_long(lab, cluster, RUNS, 10)
    lab.say("working longer than the lock on one record", 0.8)
    single = work_too_long(lab, cluster, RUNS, 1)
    return describe(Measured(tuple(shared), alone, killed, frozen, overdue, single, released))


EXPERIMENT = Experiment("share-group", "A share group with a slow member", 7, run)
