"""What retention and compaction take away, and when: segments, a timestamp in the future, a tombstone."""

from __future__ import annotations

from tests.lab.experiments.retention_and_compaction.describing import BROKER, describe
from tests.lab.findings import Findings
from tests.lab.lab import Experiment, Lab
from tests.lab.recordings import find_part

PARTS = ("segments", "future", "tombstone")


def run(lab: Lab) -> Findings:
    """Return the age at which records went, what a future timestamp held back, and how long tombstones stayed."""
    cluster = lab.cluster(brokers=3, settings=BROKER)
    parts = PARTS[2:] if lab.short else PARTS
    client = lab.client(
        "RetentionAndCompaction",
        "log",
        cluster.bootstrap,
        1 if lab.short else 5,
        *parts,
        jvm=("-Xmx256m", "-XX:+UseSerialGC"),
    )
    for place, part in enumerate(parts):
        lab.say(f"part {part}", 0.1 + 0.9 * place / len(parts))
        client.wait_until(find_part(place + 1), f"the part after {part}", 600)
    client.wait_for_end()
    return describe(client.events)


EXPERIMENT = Experiment("retention-and-compaction", "Retention, a future timestamp, a tombstone", 7, run)
