"""One and two of three brokers gone under a floor of two: who is told what, and when readers go on."""

from __future__ import annotations

from tests.lab.experiments.below_min_isr.describing import describe
from tests.lab.experiments.below_min_isr.measuring import Run, lose_two
from tests.lab.findings import Findings
from tests.lab.lab import Experiment, Lab


def run(lab: Lab) -> Findings:
    """Return who was told what with one and with two of three brokers gone, where controllers live and where not."""
    runs: list[Run] = []
    for quorum, number in ((True, 1 if lab.short else 5), (False, 1 if lab.short else 2)):
        cluster = lab.cluster(brokers=3, controllers=1 if quorum else 0)
        for one in range(number):
            word = "controllers apart" if quorum else "combined nodes"
            lab.say(f"{word}, run {one + 1} of {number}", len(runs) / 7)
            runs.append(lose_two(lab, cluster, f"floor-{int(quorum)}-{one}", quorum=quorum))
        for node in cluster.nodes:
            cluster.kill_node(node)
    return describe(runs)


EXPERIMENT = Experiment("below-min-isr", "Below min.insync.replicas", 14, run)
