"""Three groups on one topic, one for each protocol: a member of each is killed, and later a fresh one joins."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from tests.lab.cluster import Cluster
from tests.lab.lab import Lab
from tests.lab.members import Group, join
from tests.lab.partition_reading import find_owners
from tests.lab.programs import Program
from tests.lab.recordings import Recorded, find_first, merge

PARTITIONS = 6
WORK = {"A": 1_000, "B": 1_000, "C": 10_000, "D": 1_000}
"""Milliseconds of work on the records of each poll."""

EVERY_PARTITION = {"fetch.min.bytes": "1000000", "auto.offset.reset": "latest"}
"""A fetch waits its 500 ms, so that each poll brings records of every partition that a member owns."""

PROTOCOLS: Mapping[str, Mapping[str, str]] = {
    "eager": {},
    "cooperative": {"partition.assignment.strategy": "org.apache.kafka.clients.consumer.CooperativeStickyAssignor"},
    "consumer": {"group.protocol": "consumer"},
}


@dataclass(frozen=True)
class Run:
    """What the members of one protocol's group said in one run, and when things were done to them."""

    protocol: str
    events: tuple[Recorded, ...]
    killed: float
    evicted: float
    """When the coordinator logged it."""

    joined: float
    ended: float

    @property
    def victim(self) -> str:
        """The member that was killed."""
        return name("B", self.protocol)


def name(member: str, protocol: str) -> str:
    """Return how a member of a protocol's group calls itself."""
    return f"{member} {protocol}"


def measure(lab: Lab, cluster: Cluster, number: int) -> dict[str, Run]:
    """Return one run of each protocol; all groups suffer the same in the same instant."""
    topic = f"orders-{number}"
    cluster.create_topic(topic, partitions=PARTITIONS)
    feeder = lab.client("Feeder", "feeder", cluster.bootstrap, topic, PARTITIONS, 100, 0, "linger.ms=20")
    victims, others = (lab.client("Members", who, cluster.bootstrap) for who in ("victims", "others"))
    groups = {
        protocol: Group(f"{protocol}-{number}", topic, {**EVERY_PARTITION, **settings})
        for protocol, settings in PROTOCOLS.items()
    }
    settle(victims, others, groups)
    killed = victims.kill()
    wait_for_heirs(victims, others, groups, killed)
    time.sleep(1.5 * WORK["C"] / 1000)
    for protocol, group in groups.items():
        join(others, name("D", protocol), group, WORK["D"])
    for protocol in groups:
        others.wait_until(partial(find_polled, who=name("D", protocol)), f"D {protocol} reads")
    time.sleep(1.5 * WORK["C"] / 1000)
    ended = time.time() * 1000
    for program in (others, feeder):
        program.close()
    events = merge(victims.events, others.events)
    return {protocol: read_run(cluster, protocol, group, events, killed, ended) for protocol, group in groups.items()}


def settle(victims: Program, others: Program, groups: dict[str, Group]) -> None:
    """Let A, B and C of every group join, and return when each of them reads two partitions."""
    for protocol, group in groups.items():
        join(others, name("A", protocol), group, WORK["A"])
        join(victims, name("B", protocol), group, WORK["B"])
        join(others, name("C", protocol), group, WORK["C"])
    for process, members in ((victims, "B"), (others, "AC")):
        for who in (name(member, protocol) for member in members for protocol in groups):
            process.wait_until(partial(find_polled, who=who, partitions=2), f"{who} reads two partitions")
    # From here on each group is to be in its normal course: a batch of C, and a heartbeat of everybody.
    time.sleep(1.2 * WORK["C"] / 1000)


def wait_for_heirs(victims: Program, others: Program, groups: dict[str, Group], killed: float) -> None:
    """Return when the partitions of every killed member are read by others."""
    for protocol in groups:
        owned = {
            partition for partition, who in find_owners(victims.events, killed).items() if who == name("B", protocol)
        }
        for partition in owned:
            others.wait_until(
                partial(find_heir, partition=partition, protocol=protocol, killed=killed),
                f"partition {partition} of {protocol} read again",
                180,
            )


def find_polled(events: Sequence[Recorded], who: str, partitions: int = 1) -> Recorded | None:
    """Return the first poll of a member that brought records of exactly so many partitions, or more than none."""
    polls = (one for one in events if one.who == who and one.what == "polled")
    return next((one for one in polls if partitions == 1 or len(one.data["partitions"]) == partitions), None)


def find_heir(events: Sequence[Recorded], partition: int, protocol: str, killed: float) -> Recorded | None:
    """Return the first poll after the kill that brought records of a partition to this protocol's group."""
    polls = (one for one in events if one.what == "polled" and one.t > killed and one.who.endswith(f" {protocol}"))
    return next((one for one in polls if partition in one.data["partitions"]), None)


def read_run(
    cluster: Cluster, protocol: str, group: Group, events: Sequence[Recorded], killed: float, ended: float
) -> Run:
    """Return the part of one protocol's group."""
    own = tuple(one for one in events if one.who.endswith(f" {protocol}"))
    joined = find_first([one for one in own if one.who == name("D", protocol)], "subscribed")
    assert joined, "D subscribes before it is waited for"
    log = next(iter(cluster.brokers.values())).running.log.read_text(encoding="utf-8")
    return Run(protocol, own, killed, find_eviction(log, group.name, killed), joined.t, ended)


def find_eviction(log: str, group: str, after: float) -> float:
    """Return when a broker's log says that a member of a group failed, in milliseconds of the machine's clock."""
    gone = re.compile(
        rf"^(\d+) .*(?:in group {group} has failed|\[GroupId {group}\] Member \S+ fenced .* session expired)"
    )
    times = [float(found[1]) for line in log.splitlines() if (found := gone.match(line))]
    return next(one for one in times if one > after)
