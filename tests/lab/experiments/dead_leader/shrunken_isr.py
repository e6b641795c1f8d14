"""The second part of a dead leader: the in-sync set has shrunk to the leader, and then the leader is killed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from study.receipts.model import Figure, Table

from tests.lab.cluster import Cluster
from tests.lab.figures import counted
from tests.lab.lab import Lab
from tests.lab.programs import Program
from tests.lab.recordings import Recorded

LANES = {
    "floor-1": "floor-1,all,true,1,false",
    "floor-1-unclean": "floor-1-unclean,all,true,1,true",
    "floor-2": "floor-2,all,true,2,false",
    "floor-2-unclean": "floor-2-unclean,all,true,2,true",
}
WORDS = {
    "floor-1": "floor 1",
    "floor-1-unclean": "floor 1, unclean election",
    "floor-2": "floor 2",
    "floor-2-unclean": "floor 2, unclean election",
}
RATE = 50
LEADER, FIRST_OUT, LAST_OUT, CONTROLLER = 1, 2, 3, 101


@dataclass(frozen=True)
class Election:
    """One run: whether the feature was on, who led while the leader was away and after, and what was lost."""

    eligible: bool
    lane: str
    shrunk: str
    """In-sync and eligible replicas before the kill."""

    away: int
    """Who led when the followers had been back for long while the leader was dead; -1 for nobody."""

    after: int
    acknowledged: int
    lost: int


def run(lab: Lab, runs: int) -> list[Election]:
    """Return what became of four topics in as many runs with the feature off, and then on."""
    cluster = lab.cluster(brokers=3, controllers=1)
    elections = []
    for level in (0, 1):
        for number in range(runs):
            lab.say(
                f"electing from a shrunken in-sync set, feature {level}, run {number + 1} of {runs}",
                0.65 + 0.35 * (level * runs + number) / (2 * runs),
            )
            elections += shrink(lab, cluster, level, f"elr{level}-{number}")
    for number in cluster.nodes:
        cluster.kill_node(number)
    return elections


def shrink(lab: Lab, cluster: Cluster, level: int, name: str) -> list[Election]:
    """Freeze one follower and then the other, kill the leader, let the followers go on, and start the leader again."""
    client = lab.client(
        "DeadLeader", name, cluster.bootstrap, name, LEADER, RATE, level, *LANES.values(), jvm=("-Xmx256m",)
    )
    client.wait_for("steady", timeout=120)
    cluster.nodes[FIRST_OUT].running.pause()
    wait_for_isr(client, {LEADER, LAST_OUT})
    time.sleep(2)
    cluster.nodes[LAST_OUT].running.pause()
    wait_for_isr(client, {LEADER})
    time.sleep(2)
    shrunk = {lane: find_last_state(client, lane) for lane in LANES}
    cluster.kill_node(LEADER)
    for follower in (FIRST_OUT, LAST_OUT):
        cluster.nodes[follower].running.resume()
    time.sleep(25)
    away = {lane: find_last_state(client, lane) for lane in LANES}
    cluster.start_node(LEADER)
    client.wait_until(lambda events: all_led(events), "leaders of all topics", 120)
    time.sleep(2)
    after = {lane: find_last_state(client, lane) for lane in LANES}
    client.tell("read")
    client.wait_for_end(400)
    results = {one.who: one.data for one in client.events if one.what == "result"}
    cluster.wait_for_brokers(3)
    return [
        Election(
            eligible=bool(level),
            lane=lane,
            shrunk=f"{shrunk[lane]['isr']} and {shrunk[lane]['elr']}",
            away=int(away[lane]["leader"]),
            after=int(after[lane]["leader"]),
            acknowledged=int(results[lane]["acknowledged"]),
            lost=int(results[lane]["lost"]),
        )
        for lane in LANES
    ]


def find_last_state(client: Program, lane: str) -> dict[str, Any]:
    """Return the last state of a topic's partition that the client saw."""
    return next(dict(one.data) for one in reversed(client.events) if one.what == "state" and one.who == lane)


def all_led(events: Sequence[Recorded]) -> Recorded | None:
    """Return the last event once every topic has a leader."""
    last = {one.who: one for one in events if one.what == "state"}
    led = last.keys() >= LANES.keys() and all(one.data["leader"] >= 0 for one in last.values())
    return events[-1] if led else None


def wait_for_isr(client: Program, members: set[int]) -> None:
    """Return when the in-sync set of every topic has these members."""

    def shrunk(events: Sequence[Recorded]) -> Recorded | None:
        last = {one.who: set(one.data["isr"]) for one in events if one.what == "state"}
        return events[-1] if last.keys() >= LANES.keys() and all(one == members for one in last.values()) else None

    client.wait_until(shrunk, f"an in-sync set of {members}", 120)


def select(elections: Sequence[Election], lane: str, *, eligible: bool) -> list[Election]:
    """Return the runs of one topic with the feature on or off."""
    return [one for one in elections if one.lane == lane and one.eligible == eligible]


def measure(elections: Sequence[Election]) -> dict[str, Figure]:
    """Return the acknowledged records that each kind of topic lost."""
    return {
        f"lost-{lane}{'-eligible' if eligible else ''}": counted(
            f"Acknowledged and lost, {WORDS[lane]}, feature {'on' if eligible else 'off'}",
            [one.lost for one in select(elections, lane, eligible=eligible)],
        )
        for lane in LANES
        for eligible in (False, True)
    }


def conclude(elections: Sequence[Election]) -> dict[str, bool]:
    """Return what must have held in every run."""
    off = {lane: select(elections, lane, eligible=False) for lane in LANES}
    on = {lane: select(elections, lane, eligible=True) for lane in LANES}
    return {
        "Without unclean election nothing acknowledged was lost, with the feature or without.": all(
            one.lost == 0 for one in (*off["floor-1"], *off["floor-2"], *on["floor-1"], *on["floor-2"])
        ),
        "Without the feature the partition had no leader until the last one came back.": all(
            one.away == -1 and one.after == LEADER for one in (*off["floor-1"], *off["floor-2"])
        ),
        "With the feature and a floor of 2 the last to leave was elected while the leader was away.": all(
            one.away == LAST_OUT for one in on["floor-2"]
        ),
        "Unclean election took the first in the assignment, not the last to leave.": all(
            one.away == FIRST_OUT for one in off["floor-1-unclean"]
        ),
        "Unclean election lost acknowledged records.": all(one.lost > 0 for one in off["floor-1-unclean"]),
    }


def answer() -> str:
    """Return what came out, in two sentences."""
    return (
        "With the in-sync set shrunk to the dead leader, a partition stayed without one until it came back; unclean "
        "election took the first in the assignment and lost acknowledged records, and eligible leader replicas elected "
        "the right follower without loss."
    )


def tabulate(elections: Sequence[Election]) -> Table:
    """Return every run: who led, and what was lost."""
    rows = tuple(
        (
            "on" if one.eligible else "off",
            WORDS[one.lane],
            one.shrunk,
            "nobody" if one.away < 0 else f"broker {one.away}",
            f"broker {one.after}",
            str(one.acknowledged),
            str(one.lost),
        )
        for one in elections
    )
    columns = (
        "Feature",
        "Topic",
        "ISR and ELR before the kill",
        "Led while it was away",
        "Led after",
        "Acknowledged",
        "Lost",
    )
    return Table(title="Every election from a shrunken in-sync set", columns=columns, rows=rows)


METHOD = (
    "Then three brokers with a controller of their own and four topics with acks=all, assignment 1, 2, 3: floor "
    "1 or 2, "
    "unclean election on or off. Broker 2 is frozen until it has left the in-sync set, then broker 3. Broker 1 "
    "is killed, "
    "both others go on; who leads is read after 25 s. Broker 1 is started, and all is read.",
    "Two runs with eligible.leader.replicas.version at 0, two at 1, which is the default of a new cluster.",
)
LIMITS = ("Followers were frozen, not killed: a follower that was killed too is no longer eligible when it registers.",)
TOPIC_SETTINGS = {"unclean.leader.election.enable": "true for two topics of the second part"}
CLUSTER_SETTINGS = {"eligible.leader.replicas.version": "0 for half of the second part"}
