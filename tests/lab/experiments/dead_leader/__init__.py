"""Leaders killed in mid-stream under every `acks`, and elections after the in-sync set had shrunk to one."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from study.receipts.model import MINIMAL_RUNS_OF_A_TIME, Event, Figure, Span, Table, Timeline

from tests.lab.cluster import Cluster
from tests.lab.experiments.dead_leader import shrunken_isr
from tests.lab.figures import counted, timed, write_number
from tests.lab.findings import Findings
from tests.lab.lab import Experiment, Lab
from tests.lab.programs import Program
from tests.lab.recordings import Recorded

LANES = {
    "acks-0": "acks-0,0,false,2,false",
    "acks-1": "acks-1,1,false,2,false",
    "acks-all": "acks-all,all,true,2,false",
    "acks-all-plain": "acks-all-plain,all,false,2,false",
}
NAMES = {
    "acks-0": "acks=0",
    "acks-1": "acks=1",
    "acks-all": "acks=all",
    "acks-all-plain": "acks=all without idempotence",
}
RATE = 200
HELD_BACK = 0.5
"""Seconds for which both followers are frozen before the leader is killed, so that they lack what it answered."""

WAYS = {
    "killed": "leader killed",
    "lagging": f"followers frozen for {HELD_BACK} s, then the leader killed",
    "controller": "leader killed that was the active controller too",
}

RUNS = {"killed": 5, "lagging": 3, "controller": 3}


@dataclass(frozen=True)
class Kill:
    """One run: how the leader was killed, when, and what each producer's topic held in the end."""

    way: str
    at: float
    elected: float
    """When the last of the topics had a new leader."""

    started: float
    results: Mapping[str, Recorded]

    def get(self, lane: str, field: str) -> int:
        """Return a count of one producer's result."""
        return int(self.results[lane].data[field])


def run(lab: Lab) -> Findings:
    """Return what was lost, repeated and delayed, and who was elected from a shrunken in-sync set."""
    cluster = lab.cluster(brokers=3)
    kills: list[Kill] = []
    for way, published in RUNS.items():
        runs = 1 if lab.short else published
        for number in range(runs):
            lab.say(f"{WAYS[way]}, run {number + 1} of {runs}", 0.65 * len(kills) / sum(RUNS.values()))
            kills.append(kill_leader(lab, cluster, way, f"{way}-{number}"))
    for number in cluster.nodes:
        cluster.kill_node(number)
    elections = shrunken_isr.run(lab, 1 if lab.short else 2)
    return describe(kills, elections)


def kill_leader(lab: Lab, cluster: Cluster, way: str, name: str) -> Kill:
    """Kill the broker that leads all topics of a run, and return what the topics held afterwards."""
    choice = "controller" if way == "controller" else "not-controller"
    client = lab.client(
        "DeadLeader", name, cluster.bootstrap, name, choice, RATE, 1, *LANES.values(), jvm=("-Xmx256m",)
    )
    topics = client.wait_for("topics", timeout=120).data
    leader, followers = topics["leader"], [one for one in topics["replicas"] if one != topics["leader"]]
    steady = client.wait_for("steady", timeout=120)
    time.sleep(2)
    if way == "lagging":
        for one in followers:
            cluster.nodes[one].running.pause()
        time.sleep(HELD_BACK)
    at = cluster.kill_node(leader)
    if way == "lagging":
        for one in followers:
            cluster.nodes[one].running.resume()
    elected = client.wait_until(lambda events: find_election(events, leader, LANES), "new leaders", 120)
    time.sleep(3)
    results = read_results(client, LANES)
    cluster.start_node(leader)
    cluster.wait_for_brokers(3)
    return Kill(way, at, elected.t, steady.t, results)


def find_election(events: Sequence[Recorded], dead: int, lanes: Iterable[str]) -> Recorded | None:
    """Return the event by which the last of these topics got another leader than the dead one."""
    led: dict[str, Recorded] = {}
    for one in events:
        if one.what == "state" and one.data["leader"] not in (dead, -1):
            led.setdefault(one.who, one)
    return max(led.values(), key=lambda one: one.t) if led.keys() >= set(lanes) else None


def read_results(client: Program, lanes: Iterable[str]) -> dict[str, Recorded]:
    """Let the client read all topics, and return what it found in each."""
    client.tell("read")
    client.wait_for_end(400)
    return {lane: next(one for one in client.events if one.what == "result" and one.who == lane) for lane in lanes}


def describe(kills: Sequence[Kill], elections: Sequence[shrunken_isr.Election]) -> Findings:
    """Return figures, conclusions and words of both parts."""
    figures = measure(kills) | shrunken_isr.measure(elections)
    return Findings(
        question=QUESTION,
        answer=answer(figures),
        method=METHOD,
        limits=LIMITS,
        settings=SETTINGS,
        figures=figures,
        conclusions=conclude(kills) | shrunken_isr.conclude(elections),
        timelines=(draw(kills[0]),),
        tables=(tabulate(kills), shrunken_isr.tabulate(elections)),
    )


def measure(kills: Sequence[Kill]) -> dict[str, Figure]:
    """Return what was lost, stored twice, and how long the producers went without an answer."""
    figures = {}
    for way in dict.fromkeys(one.way for one in kills):
        runs = [one for one in kills if one.way == way]
        tail = "" if way == "killed" else f"-{way}"
        for lane in LANES:
            words = f"{NAMES[lane]}, {WAYS[way]}"
            figures[f"lost-{lane}{tail}"] = counted(
                f"Acknowledged and lost, {words}", [one.get(lane, "lost") for one in runs]
            )
            figures[f"late-{lane}{tail}"] = counted(
                f"Stored out of order, {words}", [one.get(lane, "late") for one in runs]
            )
            figures[f"repeated-{lane}{tail}"] = counted(
                f"Stored twice, {words}", [one.get(lane, "repeated") for one in runs]
            )
        if len(runs) >= MINIMAL_RUNS_OF_A_TIME:
            figures[f"without-leader{tail}"] = timed(
                f"From the kill to a new leader, {WAYS[way]}", [(one.elected - one.at) / 1000 for one in runs]
            )
            figures[f"unanswered{tail}"] = timed(
                f"Longest wait between two answers to acks=all, {WAYS[way]}",
                [one.get("acks-all", "stall") / 1000 for one in runs],
            )
    return figures


def conclude(kills: Sequence[Kill]) -> dict[str, bool]:
    """Return what must have held in every run."""
    lagging = [one for one in kills if one.way == "lagging"]
    return {
        "acks=all lost nothing that it had acknowledged.": all(
            one.get(lane, "lost") == 0 for one in kills for lane in ("acks-all", "acks-all-plain")
        ),
        "With idempotence nothing was stored twice or out of order.": all(
            one.get("acks-all", "repeated") == one.get("acks-all", "late") == 0 for one in kills
        ),
        "With acks=1 and followers that lag, acknowledged records were lost.": all(
            one.get("acks-1", "lost") > 0 for one in lagging
        ),
        "No broker lost records that acks=all had not been told of as failed.": all(
            one.get("acks-all", "stored") >= one.get("acks-all", "acknowledged") for one in kills
        ),
    }


def answer(figures: Mapping[str, Figure]) -> str:
    """Return what came out, in four sentences."""
    return (
        "With acks=all no acknowledged record was lost in any run, and with idempotence none was stored twice. "
        f"A kill alone cost acks=1 {write_number(figures['lost-acks-1'])} and acks=0 "
        f"{write_number(figures['lost-acks-0'])} records at {RATE} a second; with followers half a second behind, "
        "acks=1 "
        f"lost {write_number(figures['lost-acks-1-lagging'])} that it had acknowledged. "
        f"{shrunken_isr.answer()}"
    )


def draw(kill: Kill) -> Timeline:
    """Return when each producer had answers around the kill, and when the topics had a new leader."""
    end = max(kill.elected + 3000, *(one.data["stallFrom"] + one.data["stall"] for one in kill.results.values()))
    spans = []
    for lane, result in kill.results.items():
        quiet, again = result.data["stallFrom"] - kill.started, 0
        again = quiet + result.data["stall"]
        spans += [
            Span(lane=NAMES[lane], label="answered", start=0, end=max(quiet, 0), mark="good"),
            Span(
                lane=NAMES[lane],
                label=f"{result.data['stall'] / 1000:.1f} s without",
                start=max(quiet, 0),
                end=again,
                mark="bad",
            ),
            Span(lane=NAMES[lane], label="answered", start=again, end=max(again, end - kill.started), mark="good"),
        ]
    events = (
        Event(at=kill.at - kill.started, where="leader", what="killed"),
        Event(at=kill.elected - kill.started, where="controller", what="new leaders seen"),
    )
    return Timeline(title="A leader is killed under four producers", spans=tuple(spans), events=events)


def tabulate(kills: Sequence[Kill]) -> Table:
    """Return sent, acknowledged, lost and repeated records of each run."""
    rows = [
        (
            WAYS[one.way],
            NAMES[lane],
            *(str(one.get(lane, field)) for field in ("sent", "acknowledged", "failed", "lost", "repeated", "late")),
        )
        for one in kills
        for lane in LANES
    ]
    columns = (
        "Way",
        "Producer",
        "Sent",
        "Acknowledged",
        "Failed",
        "Acknowledged and lost",
        "Stored twice",
        "Out of order",
    )
    return Table(title="Every run of a dead leader", columns=columns, rows=tuple(rows))


QUESTION = "The leader of a partition is killed in mid-stream: which acknowledged records are lost under each acks?"

METHOD = (
    f"Four producers send {RATE} records a second each to topics with three replicas and a floor of 2, all led by the "
    "same one of three combined nodes: acks 0, 1, all, and all without idempotence.",
    "The node is killed with SIGKILL; sending goes on until a new leader has answered for 3 s. Then all that is stored "
    "is read and compared with what was acknowledged. Then the node is started again.",
    f"The same with both followers frozen by SIGSTOP for {HELD_BACK} s before the kill, and the same with a "
    "leader that "
    "is the active controller.",
    *shrunken_isr.METHOD,
)

LIMITS = (
    "How much acks=0 and acks=1 lose by a kill alone depends on the rate and on how far behind leader and "
    "followers are: "
    "the machine was overloaded, so this leader worked seconds late on what acks=0 had counted as sent.",
    "A killed process leaves its page cache behind; a power cut does not, and was not tried.",
    *shrunken_isr.LIMITS,
)

SETTINGS = {
    "topic": {"min.insync.replicas": "2", "replication factor": "3", **shrunken_isr.TOPIC_SETTINGS},
    "producer": {"acks": "0, 1, all", "enable.idempotence": "false except for one acks=all"},
    "cluster": shrunken_isr.CLUSTER_SETTINGS,
}

EXPERIMENT = Experiment("dead-leader", "acks and a dead leader", 25, run)
