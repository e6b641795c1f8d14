"""Eight groups on one topic, four cases under two protocols: in each, one of three members goes and comes back."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from tests.lab.cluster import Cluster
from tests.lab.lab import Lab
from tests.lab.members import Group, close, join
from tests.lab.programs import Program
from tests.lab.recordings import Recorded, merge

PARTITIONS = 6
WORK = 500
"""Milliseconds of work on the records of each poll."""

SESSION, HEARTBEAT = 10_000, 3_000
SOON, LATE = 4.0, 20.0
"""Seconds until the member comes back, within its session and past it."""

AGAIN = 3.0
"""Seconds until a supervisor starts a refused process once more."""

END = 50.0
CASES = {"dynamic": SOON, "within": SOON, "past": LATE, "crash": SOON}
"""When the member of each case comes back."""

BROKER = {
    "group.consumer.session.timeout.ms": str(SESSION),
    "group.consumer.min.session.timeout.ms": str(SESSION),
    "group.consumer.heartbeat.interval.ms": str(HEARTBEAT),
    "group.consumer.min.heartbeat.interval.ms": str(HEARTBEAT),
}
EVERY_PARTITION = {"fetch.min.bytes": "1000000", "auto.offset.reset": "latest"}
"""A fetch waits its 500 ms, so that each poll brings records of every partition that a member owns."""

PROTOCOLS: Mapping[str, Mapping[str, str]] = {
    "classic": {"session.timeout.ms": str(SESSION), "heartbeat.interval.ms": str(HEARTBEAT)},
    "consumer": {"group.protocol": "consumer"},
}


@dataclass(frozen=True)
class Case:
    """One group of one run: which case under which protocol."""

    case: str
    protocol: str
    group: Group

    def name(self, member: str) -> str:
        """Return how a member calls itself; `B` comes back as `B2`."""
        return f"{member} {self.case} {self.protocol}"

    def instance(self, member: str) -> str:
        """Return the instance id of a static member, nothing for a dynamic one."""
        return "" if self.case == "dynamic" else member[0]


@dataclass(frozen=True)
class Run:
    """What the members of one group said in one run, and when B went."""

    case: Case
    events: tuple[Recorded, ...]
    gone: float
    ended: float


def measure(lab: Lab, cluster: Cluster, number: int) -> tuple[Run, ...]:
    """Return one run of every case; all members go in the same instant."""
    topic = f"orders-{number}"
    cluster.create_topic(topic, partitions=PARTITIONS)
    feeder = lab.client("Feeder", "feeder", cluster.bootstrap, topic, PARTITIONS, 100, 0, "linger.ms=20")
    cases = [
        Case(case, protocol, Group(f"{case}-{protocol}-{number}", topic, {**EVERY_PARTITION, **settings}))
        for protocol, settings in PROTOCOLS.items()
        for case in CASES
    ]
    others, first, killed, second = (
        lab.client("Members", who, cluster.bootstrap) for who in ("others", "first", "killed", "second")
    )
    settle(cases, others, first, killed)
    gone = time.time() * 1000
    for one in cases:
        if one.case != "crash":
            close(first, one.name("B"))
    killed.kill()
    come_back(cases, second, gone)
    ended = time.time() * 1000
    for program in (others, first, second, feeder):
        program.close()
    events = merge(others.events, first.events, killed.events, second.events)
    return tuple(
        Run(one, tuple(said for said in events if said.who.endswith(one.name(""))), gone, ended) for one in cases
    )


def settle(cases: list[Case], others: Program, first: Program, killed: Program) -> None:
    """Let A, B and C of every group join, and return when each of them reads two partitions."""
    homes = {"A": others, "C": others}
    for one in cases:
        for member in "ABC":
            process = homes.get(member) or (killed if one.case == "crash" else first)
            join(process, one.name(member), one.group, WORK, instance=one.instance(member))
    for one in cases:
        for member in "ABC":
            process = homes.get(member) or (killed if one.case == "crash" else first)
            who = one.name(member)
            process.wait_until(partial(find_two, who=who), f"{who} reads two partitions")
    time.sleep(2 * HEARTBEAT / 1000)


def find_two(events: Sequence[Recorded], who: str) -> Recorded | None:
    """Return the first poll that brought a member records of exactly two partitions."""
    polls = (one for one in events if one.who == who and one.what == "polled")
    return next((one for one in polls if len(one.data["partitions"]) == 2), None)


def come_back(cases: list[Case], second: Program, gone: float) -> None:
    """Let every member come back when its case says so, and again after each refusal, until the run is over."""
    due = {one.name("B2"): (gone / 1000 + CASES[one.case], one) for one in cases}
    seen = 0
    while time.time() < gone / 1000 + END:
        for who, (when, one) in list(due.items()):
            if time.time() >= when:
                join(second, who, one.group, WORK, instance=one.instance("B"))
                due[who] = (float("inf"), one)
        for said in second.events[seen:]:
            seen += 1
            if said.what == "error":
                due[said.who] = (said.t / 1000 + AGAIN, due[said.who][1])
        time.sleep(0.1)
