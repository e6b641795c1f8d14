"""More members than partitions in a share group, one of them slow; a killed one, a frozen one, and failing work."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from study.receipts.model import Figure, Span, Table, Timeline

from tests.lab.cluster import Cluster
from tests.lab.figures import counted, timed, write_number
from tests.lab.findings import Findings
from tests.lab.lab import Experiment, Lab
from tests.lab.members import Group, join
from tests.lab.programs import Program
from tests.lab.recordings import Recorded, count

MEMBERS = {"fast 1": 20, "fast 2": 20, "fast 3": 20, "slow": 200}
"""Milliseconds that each member works on a record."""

RECORDS = 300
HELD = 5
"""Records that a member holds when it is lost."""

LIMITED = {"max.poll.records": "10", "share.acquire.mode": "record_limit"}


@dataclass(frozen=True)
class Scale:
    """How often and how long: as published, or short for the tests."""

    runs: int
    lock: int
    """Milliseconds of the short lock, in which slow work does not fit."""

    freeze: bool


PUBLISHED, SHORT = Scale(runs=5, lock=15_000, freeze=True), Scale(runs=1, lock=3_000, freeze=False)


@dataclass(frozen=True)
class Loss:
    """How the records of a lost member came back."""

    after_loss: float
    """Seconds from the loss until another member had them."""

    after_lock: float
    """Seconds from the lost member's poll until another member had them."""

    delivery: int


def run(lab: Lab) -> Findings:
    """Return what a share group did with more members than partitions, and with records that are not acknowledged."""
    scale = SHORT if lab.short else PUBLISHED
    cluster = lab.cluster(settings={"group.share.min.record.lock.duration.ms": "1000"} if lab.short else {})
    shared = []
    for number in range(scale.runs):
        lab.say(f"four members on one partition, run {number + 1} of {scale.runs}", 0.1 + 0.4 * number / scale.runs)
        shared.append(share(lab, cluster, number))
    alone = [find_workers(lab, cluster, number) for number in range(scale.runs)]
    lab.say("losing members", 0.5)
    killed = lose(lab, cluster, scale.runs, "killed")
    frozen = lose(lab, cluster, scale.runs, "frozen") if scale.freeze else ()
    lab.say("releasing each record, and working longer than the lock", 0.7)
    released = release_always(lab, cluster, scale.runs)
    overdue = work_too_long(lab, cluster, scale)
    return describe(shared, alone, killed, frozen, overdue, released)


def share(lab: Lab, cluster: Cluster, number: int) -> tuple[Recorded, ...]:
    """Let four members of a share group work on one partition, and return what they did."""
    topic, group = f"jobs-{number}", f"workers-{number}"
    prepare(cluster, topic, group)
    process = lab.client("ShareMembers", f"members-{number}", cluster.bootstrap)
    for who, work in MEMBERS.items():
        join(process, who, Group(group, topic, LIMITED), work, acknowledge="accept")
    for who in MEMBERS:
        process.wait_for_member(who, "subscribed")
    cluster.write(topic, RECORDS, pause=10)
    process.wait_until(lambda events: enough(events, RECORDS), "all records done", 120)
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
    cluster.write(topic, HELD, pause=0)
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


def work_too_long(lab: Lab, cluster: Cluster, scale: Scale) -> tuple[tuple[Recorded, ...], ...]:
    """Let a member work on ten records for longer than their lock, until nothing comes any more, in several groups."""
    topic, groups = "overdue", [f"overdue-{number}" for number in range(scale.runs)]
    prepare(cluster, topic, *groups)
    for name in groups:
        cluster.set_config("group", name, share_record_lock_duration_ms=scale.lock)
    cluster.write(topic, 10, pause=0)
    process = lab.client("ShareMembers", "overdue", cluster.bootstrap)
    for name in groups:
        join(process, name, Group(name, topic, LIMITED), 2 * scale.lock / 15, acknowledge="")
    wait_until_quiet(process, quiet=2 * scale.lock / 1000)
    process.close()
    return tuple(tuple(one for one in process.events if one.who == name) for name in groups)


def release_always(lab: Lab, cluster: Cluster, runs: int) -> tuple[tuple[Recorded, ...], ...]:
    """Let a member release three records each time, until nothing comes any more, in several groups."""
    topic, groups = "released", [f"released-{number}" for number in range(runs)]
    prepare(cluster, topic, *groups)
    cluster.write(topic, 3, pause=0)
    process = lab.client("ShareMembers", "released", cluster.bootstrap)
    for name in groups:
        join(process, name, Group(name, topic, LIMITED), 0, acknowledge="release")
    wait_until_quiet(process, quiet=6)
    process.close()
    return tuple(tuple(one for one in process.events if one.who == name) for name in groups)


def prepare(cluster: Cluster, topic: str, *groups: str) -> None:
    """Create a topic of one partition, and let these groups read it from its start."""
    cluster.create_topic(topic)
    for group in groups:
        cluster.set_config("group", group, share_auto_offset_reset="earliest")


def wait_until_quiet(process: Program, quiet: float) -> None:
    """Return when no record was worked on for some seconds, after at least one."""
    process.wait_for("record", timeout=120)
    seen = -1
    while seen != (seen := count(process.events, "record")):
        time.sleep(quiet)


def enough(events: Sequence[Recorded], records: int) -> Recorded | None:
    """Return the last event once as many different records are done."""
    return events[-1] if len({one.data["offset"] for one in events if one.what == "record"}) >= records else None


def everybody_assigned(events: Sequence[Recorded]) -> Recorded | None:
    """Return the last event once every member has been told its partitions, even if they are none."""
    return events[-1] if {one.who for one in events if one.what == "assigned"} >= set(MEMBERS) else None


def drained(events: Sequence[Recorded], records: int) -> Recorded | None:
    """Return the last event once as many records have been polled."""
    return events[-1] if sum(one.data["records"] for one in events if one.what == "polled") >= records else None


def count_overtaken(events: Sequence[Recorded]) -> int:
    """Return how many records were done after one that was written later."""
    furthest, overtaken = -1, 0
    for one in events:
        if one.what == "record":
            overtaken += one.data["offset"] < furthest
            furthest = max(furthest, one.data["offset"])
    return overtaken


def draw_batches(title: str, events: Sequence[Recorded]) -> Timeline:
    """Return when each member held which records, from each poll to the end of its last record."""
    began, spans = min(one.t for one in events if one.what == "polled"), []
    for who in MEMBERS:
        own = [one for one in events if one.who == who and one.what in ("polled", "record")]
        starts = [place for place, one in enumerate(own) if one.what == "polled"]
        for start, end in zip(starts, [*starts[1:], len(own)], strict=True):
            done = own[start + 1 : end]
            if done:
                label = f"{len(done)} records"
                mark = "hot" if who == "slow" else "good"
                spans.append(Span(lane=who, label=label, start=own[start].t - began, end=done[-1].t - began, mark=mark))
    return Timeline(title=title, spans=tuple(spans))


def describe(
    shared: Sequence[Sequence[Recorded]],
    alone: Sequence[int],
    killed: Sequence[Loss],
    frozen: Sequence[Loss],
    overdue: Sequence[Sequence[Recorded]],
    released: Sequence[Sequence[Recorded]],
) -> Findings:
    """Return figures, conclusions and words of all parts."""
    done = [Counter(one.who for one in events if one.what == "record") for events in shared]
    figures = {
        "members-at-work": counted("Members of the share group that got records, of four", [len(one) for one in done]),
        "members-at-work-consumer-group": counted("The same in a consumer group", alone),
        "slow-member-records": counted(
            f"Records that the slow member did, of {RECORDS}", [one["slow"] for one in done]
        ),
        "overtaken": counted("Records done after a later one", [count_overtaken(events) for events in shared]),
        "redelivered": counted("Records delivered twice while all lived", [count_repeats(one) for one in shared]),
        "killed-delivery": counted("Delivery count after a kill", [one.delivery for one in killed]),
        "released-deliveries": counted("Deliveries of a record always released", [deliveries(one) for one in released]),
        "overdue-deliveries": counted(
            "Deliveries of a record that outlives its lock", [deliveries(one) for one in overdue]
        ),
        "overdue-refused": counted(
            "Refused acknowledgments, of ten records", [count_answers(events, "refused") for events in overdue]
        ),
        "overdue-accepted": counted(
            "Accepted acknowledgments of the same", [count_answers(events, "acknowledged") for events in overdue]
        ),
    }
    if len(frozen) > 1:
        figures["killed-back"] = timed("From a kill to the next delivery", [one.after_loss for one in killed])
        figures["frozen-back"] = timed(
            "From a frozen member's poll to the next delivery", [one.after_lock for one in frozen]
        )
        figures["frozen-delivery"] = counted("Delivery count after a freeze", [one.delivery for one in frozen])
    return Findings(
        question=QUESTION,
        answer=answer(figures),
        method=METHOD,
        limits=LIMITS,
        settings=SETTINGS,
        figures=figures,
        conclusions=conclude(figures, killed, frozen),
        timelines=(draw_batches("Four members on one partition: who holds which records", shared[0]),),
        tables=(tabulate(done),),
    )


def count_repeats(events: Sequence[Recorded]) -> int:
    """Return how many records came more than once."""
    times = Counter(one.data["offset"] for one in events if one.what == "record")
    return sum(number > 1 for number in times.values())


def deliveries(events: Sequence[Recorded]) -> int:
    """Return the highest delivery count of a record."""
    return max((int(one.data["delivery"]) for one in events if one.what == "record"), default=0)


def count_answers(events: Sequence[Recorded], what: str) -> int:
    """Return for how many records the broker took, or refused, an acknowledgment."""
    return sum(int(one.data["records"]) for one in events if one.what == what)


def conclude(figures: Mapping[str, Figure], killed: Sequence[Loss], frozen: Sequence[Loss]) -> dict[str, bool]:
    """Return the sentences that the answer rests on, and whether they held."""

    def always(name: str, value: float) -> bool:
        return set(figures[name].runs) == {value}

    return {
        "All four members of a share group get records of one partition.": always("members-at-work", 4),
        "One member of a consumer group gets them.": always("members-at-work-consumer-group", 1),
        "A slow member makes nothing come twice as long as its lock holds.": always("redelivered", 0),
        "Records are done out of order.": min(figures["overtaken"].runs) > 0,
        "The records of a killed member come back long before their lock ends.": max(one.after_loss for one in killed)
        < 15,
        "They come with delivery count 2.": {one.delivery for one in (*killed, *frozen)} == {2},
        "The records of a frozen member come back when their lock of 30 s ends.": all(
            29 < one.after_lock < 40 for one in frozen
        ),
        "A released record is delivered five times.": always("released-deliveries", 5),
        "So is one whose work outlives the lock.": always("overdue-deliveries", 5),
        "None of its acknowledgments is accepted.": always("overdue-accepted", 0),
    }


def answer(figures: Mapping[str, Figure]) -> str:
    """Return what came out, in three sentences."""
    frozen = (
        f", of a frozen one when their lock ended, after {write_number(figures['frozen-back'], 1)}"
        if "frozen-back" in figures
        else ""
    )
    return (
        f"All four members worked on the one partition, where a consumer group employed one; the slow one did "
        f"{write_number(figures['slow-member-records'])} of {RECORDS} records, held up no other, and "
        f"{write_number(figures['overtaken'])} records were done after a later one. "
        f"Records of a killed member came to another at once{frozen}, with delivery count 2. "
        "Work that outlives the lock is done five times, each acknowledgment is refused, and then the record is "
        "archived without a word to the member."
    )


def tabulate(done: Sequence[Counter[str]]) -> Table:
    """Return how many records each member did in the median of the runs."""
    rows = tuple((who, f"{work} ms", f"{median(one[who] for one in done):.0f}") for who, work in MEMBERS.items())
    return Table(title="Records done by each member", columns=("Member", "Work on a record", "Records done"), rows=rows)


QUESTION = (
    "What does a share group do with more members than partitions, a slow member, and work without acknowledgment?"
)

METHOD = (
    f"One partition, four members in one process: three work 20 ms on a record, one 200 ms. {RECORDS} records are "
    "written, one each 10 ms; each member polls at most 10 and acknowledges each.",
    "The same four as members of a consumer group, without the work: which of them get records once all are assigned.",
    f"A member in a process of its own polls {HELD} records and works on the first for ten minutes. A second member "
    "joins and waits; then the first is killed with SIGKILL, or frozen with SIGSTOP. Five groups at once.",
    "Lock of 15 s, ten records of 2 s each, implicit acknowledgment, until nothing more comes. Five groups at once.",
    "Three records, each released after each delivery, until nothing comes any more. Five groups at once.",
)

LIMITS = (
    "One broker and one partition; members that share a process share its processor time.",
    "The five groups of a loss are lost in one instant, so their times are near one another.",
    "Nothing is said of throughput, of dead-letter topics, or of brokers that fail.",
)

SETTINGS = {
    "group": {
        "share.auto.offset.reset": "earliest",
        "share.record.lock.duration.ms": "15000 for the work that outlives its lock",
    },
    "share consumer": {**LIMITED, "share.acknowledgement.mode": "explicit, but implicit for that work"},
    "consumer": {"auto.offset.reset": "earliest", "max.poll.records": "10"},
}

EXPERIMENT = Experiment("share-group", "A share group with a slow member", 4, run)
