"""What is done with share groups, and what their members say meanwhile."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.lab.cluster import Cluster
from tests.lab.lab import Lab
from tests.lab.members import Group, join
from tests.lab.programs import Program
from tests.lab.recordings import Recorded, count

MEMBERS = {"fast 1": 20, "fast 2": 20, "fast 3": 20, "slow": 200}
"""Milliseconds that each member works on a record."""

RECORDS = 300
HELD = 5
"""Records that a member holds when it is lost."""

LOCK = 15_000
"""Milliseconds of the shortest lock that brokers allow by default."""

LIMITED = {"max.poll.records": "10", "share.acquire.mode": "record_limit"}

Recording = tuple[Recorded, ...]


@dataclass(frozen=True)
class Loss:
    """How the records of a lost member came back."""

    after_loss: float
    """Seconds from the loss until another member had them."""

    after_lock: float
    """Seconds from the lost member's poll until another member had them."""

    delivery: int


@dataclass(frozen=True)
class Measured:
    """What each part recorded in each run; parts that did not run are empty."""

    shared: tuple[Recording, ...] = ()
    alone: tuple[int, ...] = ()
    killed: tuple[Loss, ...] = ()
    frozen: tuple[Loss, ...] = ()
    overdue: tuple[Recording, ...] = ()
    single: tuple[Recording, ...] = ()
    released: tuple[Recording, ...] = ()


def share(lab: Lab, cluster: Cluster, number: int) -> Recording:
    """Let four members of a share group work on one partition, and return what they did."""
    topic, group = f"jobs-{number}", f"workers-{number}"
    prepare(cluster, topic, group)
    process = lab.client("ShareMembers", f"members-{number}", cluster.bootstrap)
    for who, work in MEMBERS.items():
        join(process, who, Group(group, topic, LIMITED), work, acknowledge="accept")
    for who in MEMBERS:
        process.wait_for_member(who, "subscribed")
    cluster.write(topic, RECORDS, pause=10)
    process.wait_until(lambda events: enough(events, RECORDS), "all records done")
    process.close()
    return tuple(process.events)


def find_workers(lab: Lab, cluster: Cluster, number: int) -> int:
    """Return how many of four members of a consumer group got records of the one partition of the same topic."""
    topic = f"jobs-{number}"
    process = lab.client("Members", f"consumers-{number}", cluster.bootstrap)
    group = Group(f"consumers-{number}", topic, {"auto.offset.reset": "earliest", "max.poll.records": "10"})
    for who in MEMBERS:
        join(process, who, group, 1)
    process.wait_until(everybody_assigned, "all members assigned")
    settled = time.time() * 1000
    cluster.write(topic, 100, pause=5)
    process.wait_until(lambda events: drained(events, RECORDS + 100), "all records read")
    process.close()
    return len({one.who for one in process.events if one.what == "polled" and one.t > settled})


def lose(lab: Lab, cluster: Cluster, runs: int, how: str) -> tuple[Loss, ...]:
    """Lose a member that holds records, in as many groups as there are runs, and return how the records came back."""
    topic, groups = f"held-{how}", [f"{how}-{number}" for number in range(runs)]
    prepare(cluster, topic, *groups)
    lost, others = (lab.client("ShareMembers", f"{role}-{how}", cluster.bootstrap) for role in ("lost", "other"))
    for name in groups:
        join(lost, name, Group(name, topic, LIMITED), 600_000, acknowledge="accept")
    cluster.write(topic, HELD)
    held = {name: lost.wait_for_member(name, "polled") for name in groups}
    for name in groups:
        join(others, name, Group(name, topic, LIMITED), 0, acknowledge="accept")
    for name in groups:
        others.wait_for_member(name, "subscribed")
    # Long enough to have heard of the partition, which a member hears by its heartbeat.
    time.sleep(6)
    when = lost.kill() if how == "killed" else lost.pause()
    return tuple(read_loss(others, name, when, held[name].t) for name in groups)


def read_loss(others: Program, name: str, when: float, held: float) -> Loss:
    """Return how the records of one lost member came to another."""
    back = others.wait_for_member(name, "record")
    return Loss((back.t - when) / 1000, (back.t - held) / 1000, back.data["delivery"])


def work_too_long(lab: Lab, cluster: Cluster, runs: int, records: int) -> tuple[Recording, ...]:
    """Let a member work on a poll's records for 20 s with a lock of 15 s, until nothing more comes, in some groups."""
    topic, groups = f"overdue-{records}", [f"overdue-{records}-{number}" for number in range(runs)]
    prepare(cluster, topic, *groups)
    for name in groups:
        cluster.set_config("group", name, share_record_lock_duration_ms=LOCK)
    cluster.write(topic, records)
    return record_until_quiet(lab, cluster, topic, groups, work=20_000 / records, acknowledge="", quiet=40)


def release_always(lab: Lab, cluster: Cluster, runs: int) -> tuple[Recording, ...]:
    """Let a member release three records each time, until nothing more comes, in some groups."""
    topic, groups = "released", [f"released-{number}" for number in range(runs)]
    prepare(cluster, topic, *groups)
    cluster.write(topic, 3)
    return record_until_quiet(lab, cluster, topic, groups, work=0, acknowledge="release", quiet=6)


def prepare(cluster: Cluster, topic: str, *groups: str) -> None:
    """Create a topic of one partition, and let these groups read it from its start."""
    cluster.create_topic(topic)
    for group in groups:
        cluster.set_config("group", group, share_auto_offset_reset="earliest")


def record_until_quiet(
    lab: Lab, cluster: Cluster, topic: str, groups: Sequence[str], *, work: float, acknowledge: str, quiet: float
) -> tuple[Recording, ...]:
    """Return what the one member of each group says, until none has done a record for some seconds."""
    process = lab.client("ShareMembers", topic, cluster.bootstrap)
    for name in groups:
        join(process, name, Group(name, topic, LIMITED), work, acknowledge=acknowledge)
    for name in groups:
        process.wait_for_member(name, "record")
    seen = -1
    while seen != (seen := count(process.events, "record")):
        time.sleep(quiet)
    process.close()
    return tuple(tuple(one for one in process.events if one.who == name) for name in groups)


def enough(events: Sequence[Recorded], records: int) -> Recorded | None:
    """Return the last event once as many different records are done."""
    return events[-1] if len({one.data["offset"] for one in events if one.what == "record"}) >= records else None


def everybody_assigned(events: Sequence[Recorded]) -> Recorded | None:
    """Return the last event once every member has been told its partitions, even if they are none."""
    return events[-1] if {one.who for one in events if one.what == "assigned"} >= set(MEMBERS) else None


def drained(events: Sequence[Recorded], records: int) -> Recorded | None:
    """Return the last event once as many records have been polled."""
    return events[-1] if sum(one.data["records"] for one in events if one.what == "polled") >= records else None
