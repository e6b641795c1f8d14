"""What the runs of crash and join come to: figures, conclusions, a timeline for each protocol, and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from study.receipts.model import Event, Figure, Span, Timeline

from tests.lab.experiments.crash_and_join.measuring import EVERY_PARTITION, PARTITIONS, PROTOCOLS, Run
from tests.lab.figures import compared, timed, write_number
from tests.lab.findings import Findings
from tests.lab.partition_reading import Stretch, find_gaps, find_owners, find_readings, merge_readings

TOLERANCE = 1_000
"""Milliseconds without a reader that count as none: a fetch waits 500, and the machine is busy."""

BEFORE = 5_000
"""Milliseconds that a timeline shows before the crash."""


@dataclass(frozen=True)
class Reading:
    """One protocol's run, read: who read which partition when, and when nobody did."""

    run: Run

    @cached_property
    def owners(self) -> dict[int, str]:
        """Who owned each partition when B was killed."""
        return find_owners(self.run.events, self.run.killed)

    @cached_property
    def readings(self) -> dict[int, list[Stretch]]:
        """Each poll's work, by partition."""
        case = self.run.case
        ends = {case.name("B"): self.run.killed, **{case.name(who): self.run.ended for who in "ACD"}}
        return find_readings(self.run.events, ends)

    @property
    def orphans(self) -> tuple[int, ...]:
        """The partitions of B."""
        return tuple(sorted(one for one, who in self.owners.items() if who == self.run.case.name("B")))

    @property
    def moved(self) -> tuple[int, ...]:
        """The partitions that the newcomer read in the end."""
        newcomer = self.run.case.name("D")
        return tuple(
            sorted(one for one, stretches in self.readings.items() if any(s.who == newcomer for s in stretches))
        )

    def others(self, partitions: Sequence[int]) -> tuple[int, ...]:
        """Return all partitions but these."""
        return tuple(sorted(set(self.readings) - set(partitions)))

    def crash_gaps(self, partition: int) -> list[Stretch]:
        """Return when nobody read a partition between the crash and the join."""
        return find_gaps(self.readings[partition], self.run.killed, self.run.joined, TOLERANCE)

    def join_gaps(self, partition: int) -> list[Stretch]:
        """Return when nobody read a partition after the join."""
        return find_gaps(self.readings[partition], self.run.joined, self.run.ended, TOLERANCE)


def describe(runs: Sequence[Run]) -> Findings:
    """Return figures, conclusions and words of all runs."""
    readings = [
        {run.case.protocol: Reading(run) for run in runs if run.case.number == number}
        for number in sorted({run.case.number for run in runs})
    ]
    figures = find_figures(readings)
    return Findings(
        question="A member of a group is killed, later another joins: which partitions stand still, and for how long?",
        answer=answer(figures),
        method=METHOD,
        limits=LIMITS,
        settings=SETTINGS,
        figures=figures,
        conclusions=conclude(figures),
        timelines=tuple(draw(reading) for reading in readings[0].values()),
    )


def find_figures(runs: Sequence[Mapping[str, Reading]]) -> dict[str, Figure]:
    """Return every figure of every protocol, and how they compare within a run."""
    figures: dict[str, Figure] = {}
    for protocol in PROTOCOLS:
        for key, (label, read) in FIGURES.items():
            figures[f"{protocol}-{key}"] = timed(f"{label}, {protocol}", [read(run[protocol]) for run in runs])
    for protocol in ("cooperative", "consumer"):
        figures[f"eager-to-{protocol}"] = compared(
            f"Partition-seconds without a reader, eager to {protocol}",
            [sum_all(run["eager"]) / sum_all(run[protocol]) for run in runs],
        )
    return figures


def longest(gaps: Callable[[Reading, int], list[Stretch]], reading: Reading, partitions: Sequence[int]) -> float:
    """Return the longest gap of these partitions in seconds, 0 if there is none."""
    return max((gap.seconds for one in partitions for gap in gaps(reading, one)), default=0.0)


def find_returns(reading: Reading) -> list[float]:
    """Return how long after the kill each orphaned partition was read again, in seconds, soonest first."""
    killed, ended = reading.run.killed, reading.run.ended
    firsts = [
        min((s.start for s in reading.readings[one] if s.start > killed), default=ended) for one in reading.orphans
    ]
    return sorted((first - killed) / 1000 for first in firsts)


def sum_all(reading: Reading) -> float:
    """Return the seconds without a reader, summed over all partitions, the crash and the join."""
    return sum(gap.seconds for one in reading.readings for gap in (*reading.crash_gaps(one), *reading.join_gaps(one)))


FIGURES: Mapping[str, tuple[str, Callable[[Reading], float]]] = {
    "detected": ("From the kill to the eviction", lambda one: (one.run.evicted - one.run.killed) / 1000),
    "unread": ("Longest stop of a killed member's partition", lambda one: find_returns(one)[-1]),
    "unread-shortest": ("Shortest stop of a killed member's partition", lambda one: find_returns(one)[0]),
    "after-eviction": (
        "From the eviction until the last of its partitions is read",
        lambda one: find_returns(one)[-1] - (one.run.evicted - one.run.killed) / 1000,
    ),
    "bystanders": (
        "Longest stop of a survivor's partition after the crash",
        lambda one: longest(Reading.crash_gaps, one, one.others(one.orphans)),
    ),
    "join-moved": (
        "Longest stop of a partition that moves to the newcomer",
        lambda one: longest(Reading.join_gaps, one, one.moved),
    ),
    "join-stayed": (
        "Longest stop of a partition that the newcomer does not get",
        lambda one: longest(Reading.join_gaps, one, one.others(one.moved)),
    ),
    "partition-seconds": ("Seconds without a reader, summed over partitions", sum_all),
}


def conclude(figures: Mapping[str, Figure]) -> dict[str, bool]:
    """Return the sentences that the answer rests on, and whether they held in every run."""
    detected = [one for protocol in PROTOCOLS for one in figures[f"{protocol}-detected"].runs]
    eager, *others = (figures[f"{protocol}-unread"].runs for protocol in PROTOCOLS)
    return {
        "No protocol notices the crash before 40 s or after 47 s.": all(40 <= one <= 47 for one in detected),
        "Eager stops the partitions of survivors.": min(figures["eager-bystanders"].runs) > 0,
        "Eager has the killed member's partitions read again before the others have.": all(
            mine < theirs for other in others for mine, theirs in zip(eager, other, strict=True)
        ),
    }


def answer(figures: Mapping[str, Figure]) -> str:
    """Return what came out, in a few sentences."""
    says = {key: write_number(one, 1) for key, one in figures.items()}
    return (
        f"The coordinator gave the killed member up after {says['eager-detected']} (eager), "
        f"{says['cooperative-detected']} (cooperative) and {says['consumer-detected']} (consumer protocol). The last "
        f"of its partitions was read again {says['eager-unread']}, {says['cooperative-unread']} and "
        f"{says['consumer-unread']} after the kill: with one member in batches of 10 s the newer protocols were "
        f"slower, not faster. Under eager all partitions stopped, survivors' for up to {says['eager-bystanders']}; "
        "under the others the fast member went on reading what it kept, but the slow one took new partitions on "
        "only some batches after they were assigned to it."
    )


def draw(reading: Reading) -> Timeline:
    """Return the timeline of a run, its partitions numbered by who owned them before the crash."""
    run, began = reading.run, reading.run.killed - BEFORE
    order = sorted(reading.readings, key=lambda one: (reading.owners.get(one, "Z"), one))
    spans = []
    for lane, partition in enumerate(order):
        stretches = merge_readings(reading.readings[partition], TOLERANCE)
        gaps = [*reading.crash_gaps(partition), *reading.join_gaps(partition)]
        for one in sorted((*stretches, *gaps), key=lambda stretch: stretch.start):
            if one.end > began:
                spans.append(_draw_span(f"p{lane}", one, began))
    return Timeline(
        title=f"{run.case.protocol}, the first group", spans=tuple(spans), events=_list_events(reading, began, order)
    )


def _draw_span(lane: str, stretch: Stretch, began: float) -> Span:
    label, mark = (stretch.who[0], "good") if stretch.who else (f"{stretch.seconds:.1f} s", "bad")
    return Span(lane=lane, label=label, start=max(stretch.start - began, 0.0), end=stretch.end - began, mark=mark)


def _list_events(reading: Reading, began: float, order: Sequence[int]) -> tuple[Event, ...]:
    run = reading.run
    events = [
        Event(at=run.killed - began, where="B", what="killed"),
        Event(at=run.evicted - began, where="coordinator", what="gives B up"),
        Event(at=run.joined - began, where="D", what="joins"),
    ]
    for one in run.events:
        if one.t > run.killed and one.what in ("assigned", "revoked", "lost") and one.data["partitions"]:
            lanes = " ".join(sorted(f"p{order.index(partition)}" for partition in one.data["partitions"]))
            events.append(Event(at=one.t - began, where=one.who[0], what=f"{one.what} {lanes}"))
    return tuple(sorted((one for one in events if one.at <= run.ended - began), key=lambda event: event.at))


METHOD = (
    f"One broker, one topic of {PARTITIONS} partitions; a producer writes a record to each partition every 100 ms.",
    "Fifteen groups read it at the same time, five for each protocol, all with default time-outs. In each, A and B "
    "work 1 s on the records of a poll and C works 10 s. All end up with two partitions.",
    "The process of all Bs is killed with SIGKILL in one instant, at no chosen moment between two heartbeats. "
    "The coordinator's log says when it gives them up.",
    "When all partitions are read again, and 15 s more, D joins each group, in one instant; it works 1 s on a poll.",
    "A partition is read from a poll that brings records of it until the work on them is done. A stop is more than 1 s "
    "without that. Partitions are numbered by who owned them before the crash: A, B, C.",
)

LIMITS = (
    "All groups suffer the same instant on two cores, busy with other work: single times may be off by some tenths "
    "of a second. Conclusions rest on which partitions stop at all, and on comparisons within a run.",
    "How long eager waits, and what waits for C, depends on where in its 10 s of work C is when the group rebalances.",
    "Why the slow member takes so long under the newer protocols is read from the code, not measured: poll() returns "
    "at once what is buffered of partitions that it keeps, so that each step of taking on a new one costs a batch, and "
    "a client fetches nothing from a broker of which it holds unread records (AbstractFetch, bufferedNodes). With one "
    "broker that weighs most.",
    "A poll brings at most 500 records, so a partition with a backlog fills whole polls and the slow member's "
    "others miss a turn. Stops after the return, those after the join, and the sums of all stops contain that "
    "catching up, and so does the time for which survivors' partitions stop: they do not measure the protocols "
    "alone.",
    "Stops of less than 1 s do not count, so “none” means none of that length.",
    "One broker, so the coordinator does not move; one topic; no callbacks that take time.",
)

SETTINGS = {
    "consumer": {
        **EVERY_PARTITION,
        "partition.assignment.strategy": "default for eager, CooperativeStickyAssignor for cooperative",
        "group.protocol": "consumer for the third group",
    },
    "producer": {"linger.ms": "20"},
}
