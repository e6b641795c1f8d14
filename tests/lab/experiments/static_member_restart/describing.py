"""What the restarts come to: figures, conclusions, a timeline for each protocol's crash, and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from study.receipts.model import Event, Figure, Span, Table, Timeline

from tests.lab.experiments.static_member_restart.measuring import CASES, EVERY_PARTITION, PROTOCOLS, Run
from tests.lab.figures import counted, timed, write_number
from tests.lab.findings import Findings
from tests.lab.partition_reading import Stretch, find_gaps, find_owners, find_readings, merge_readings
from tests.lab.recordings import Recorded

TOLERANCE = 1_000
"""Milliseconds without a reader that count as none: a fetch waits 500, and the machine is busy."""

BEFORE = 3_000
"""Milliseconds that a timeline shows before the member goes."""

SAYS = {
    "dynamic": "dynamic member, closed, back after 10 s",
    "within": "static member, closed, back after 10 s",
    "past": "static member, closed, back after 60 s",
    "crash": "static member, killed, started again after 10 s",
}


@dataclass(frozen=True)
class Reading:
    """One group's run, read."""

    run: Run

    @cached_property
    def readings(self) -> dict[int, list[Stretch]]:
        """Each poll's work, by partition."""
        case = self.run.case
        ends = {case.name(who): self.run.ended for who in ("A", "C", "B2")}
        return find_readings(self.run.events, {**ends, case.name("B"): self.run.gone})

    @cached_property
    def left(self) -> tuple[int, ...]:
        """The partitions that B had when it went."""
        owners = find_owners(self.run.events, self.run.gone)
        return tuple(sorted(one for one, who in owners.items() if who == self.run.case.name("B")))

    @property
    def unread(self) -> float:
        """The longest time in seconds that nobody read one of B's partitions after it went."""
        return max((gap.seconds for one in self.left for gap in self.gaps(one)), default=0.0)

    @property
    def moves(self) -> int:
        """How often A or C were given or lost partitions after B went."""
        others = (self.run.case.name("A"), self.run.case.name("C"))
        return sum(one.who in others and bool(one.data["partitions"]) for one in self.callbacks)

    @property
    def refusals(self) -> int:
        """How often B was refused when it came back."""
        return sum(one.what == "error" and one.who == self.run.case.name("B2") for one in self.run.events)

    @property
    def kept(self) -> bool:
        """Whether B has the same partitions again in the end."""
        owners = find_owners(self.run.events, self.run.ended)
        return self.left == tuple(sorted(one for one, who in owners.items() if who == self.run.case.name("B2")))

    @property
    def callbacks(self) -> tuple[Recorded, ...]:
        """What members were given and lost after B went."""
        return tuple(
            one for one in self.run.events if one.t > self.run.gone and one.what in ("assigned", "revoked", "lost")
        )

    def gaps(self, partition: int) -> list[Stretch]:
        """Return when nobody read a partition after B went."""
        return find_gaps(self.readings.get(partition, []), self.run.gone, self.run.ended, TOLERANCE)


def describe(runs: Sequence[Run]) -> Findings:
    """Return figures, conclusions and words of all runs."""
    readings = {
        (protocol, case): [Reading(run) for run in runs if (run.case.protocol, run.case.case) == (protocol, case)]
        for protocol in PROTOCOLS
        for case in CASES
    }
    figures = find_figures(readings)
    return Findings(
        question="A member goes and comes back: who stands still, for how long, and what does a static id change?",
        answer=answer(figures),
        method=METHOD,
        limits=LIMITS,
        settings=SETTINGS,
        figures=figures,
        conclusions=conclude(figures, readings),
        timelines=tuple(draw(readings[protocol, case][0]) for case in ("within", "crash") for protocol in PROTOCOLS),
        tables=(tabulate(readings),),
    )


def find_figures(readings: Mapping[tuple[str, str], Sequence[Reading]]) -> dict[str, Figure]:
    """Return the figures of every case under every protocol."""
    figures = {}
    for (protocol, case), runs in readings.items():
        says = f"{SAYS[case]}, {protocol}"
        figures[f"{protocol}-{case}-unread"] = timed(f"Its partitions unread: {says}", [one.unread for one in runs])
        figures[f"{protocol}-{case}-moves"] = counted(f"Callbacks of the others: {says}", [one.moves for one in runs])
        if case == "crash":
            refusals = [one.refusals for one in runs]
            figures[f"{protocol}-{case}-refusals"] = counted(f"Starts that were refused: {says}", refusals)
    return figures


def conclude(figures: Mapping[str, Figure], readings: Mapping[tuple[str, str], Sequence[Reading]]) -> dict[str, bool]:
    """Return the sentences that the answer rests on, and whether they held in every run."""

    def moved(protocol: str, case: str) -> bool:
        return min(figures[f"{protocol}-{case}-moves"].runs) > 0

    def calm(protocol: str, case: str) -> bool:
        return set(figures[f"{protocol}-{case}-moves"].runs) == {0.0}

    return {
        "A dynamic member's restart moves partitions.": all(moved(one, "dynamic") for one in PROTOCOLS),
        "A static member's restart within its session moves none.": all(calm(one, "within") for one in PROTOCOLS),
        "It has its own partitions again.": all(one.kept for key in PROTOCOLS for one in readings[key, "within"]),
        "Past the session its partitions move.": all(moved(one, "past") for one in PROTOCOLS),
        "After a crash the classic protocol lets it take over at once.": calm("classic", "crash")
        and set(figures["classic-crash-refusals"].runs) == {0.0},
        "The consumer protocol refuses it until the session is over.": min(figures["consumer-crash-refusals"].runs) > 0,
    }


def answer(figures: Mapping[str, Figure]) -> str:
    """Return what came out, in a few sentences."""
    says = {key: write_number(one, 1 if one.unit else 0) for key, one in figures.items()}
    return (
        "Back within its session of 45 s, a static member found its own partitions, unread for "
        f"{says['classic-within-unread']} (classic) and {says['consumer-within-unread']} (consumer protocol), and no "
        "other member was given or lost any. Past the session they moved, as a dynamic member's move at once. After "
        "a crash the protocols differ: under classic it took over at once, and its partitions were unread for "
        f"{says['classic-crash-unread']}; under the consumer protocol its start was refused "
        f"{says['consumer-crash-refusals']} times until the old session was over, and they were unread for "
        f"{says['consumer-crash-unread']}."
    )


def tabulate(readings: Mapping[tuple[str, str], Sequence[Reading]]) -> Table:
    """Return every case's medians."""
    rows = tuple(
        (
            SAYS[case],
            protocol,
            f"{median(one.unread for one in runs):.1f} s",
            f"{median(one.moves for one in runs):.0f}",
            f"{sum(one.kept for one in runs)} of {len(runs)}",
            f"{median(one.refusals for one in runs):.0f}",
        )
        for (protocol, case), runs in readings.items()
    )
    columns = ("Member", "Protocol", "Its partitions unread", "Callbacks of others", "Same partitions again", "Refused")
    return Table(title="Medians of all runs", columns=columns, rows=rows)


def draw(reading: Reading) -> Timeline:
    """Return the timeline of a run, its partitions in the order of their owners before B went."""
    run, began = reading.run, reading.run.gone - BEFORE
    owners = find_owners(run.events, run.gone)
    order = sorted(reading.readings, key=lambda one: (owners.get(one, "Z"), one))
    spans = []
    for lane, partition in enumerate(order):
        read = merge_readings(reading.readings[partition], TOLERANCE)
        for one in sorted((*read, *reading.gaps(partition)), key=lambda stretch: stretch.start):
            if one.end > began:
                label, mark = (one.who.split()[0], "good") if one.who else (f"{one.seconds:.1f} s", "bad")
                start = max(one.start - began, 0.0)
                spans.append(Span(lane=f"p{lane}", label=label, start=start, end=one.end - began, mark=mark))
    title = f"{run.case.protocol}: {SAYS[run.case.case]}, the first group"
    return Timeline(title=title, spans=tuple(spans), events=_list_events(reading, began, order))


def _list_events(reading: Reading, began: float, order: Sequence[int]) -> tuple[Event, ...]:
    run = reading.run
    gone = "killed" if run.case.case == "crash" else "told to close"
    events = [Event(at=run.gone - began, where="B", what=gone)]
    for one in reading.run.events:
        if one.t > run.gone and one.what in ("subscribed", "error"):
            what = {"subscribed": "starts again"}.get(one.what, str(one.data.get("error")))
            events.append(Event(at=one.t - began, where=one.who.split()[0], what=what))
    for one in reading.callbacks:
        if one.data["partitions"]:
            lanes = " ".join(sorted(f"p{order.index(partition)}" for partition in one.data["partitions"]))
            events.append(Event(at=one.t - began, where=one.who.split()[0], what=f"{one.what} {lanes}"))
    return tuple(sorted((one for one in events if one.at <= run.ended - began), key=lambda event: event.at))


METHOD = (
    "One broker, one topic of six partitions; a producer writes a record to each every 100 ms. Time-outs are "
    "the defaults: a session of 45 s in both protocols.",
    "Forty groups read it at the same time: five of each of four cases under two protocols. Each has three members, "
    "A, B and C, that work 1 s on a poll and have two partitions each. In three cases all members are static, in "
    "one dynamic.",
    "In one instant B is told to close, or its process is killed with SIGKILL. It comes back, in another process "
    "and with the same instance id, after 10 s or after 60 s. A refused start is tried again 10 s later.",
    "Unread is the longest time without a poll that brought records of one of B's partitions, if it is more than 1 s. "
    "Callbacks are those of A and C with partitions in them, after B has gone.",
)

LIMITS = (
    "Thirty members come back at once in one process, so some of the time that partitions are unread is their "
    "start; an application that starts alone is sooner. Compare the cases, not the seconds.",
    "The classic groups use the default assignors, so they are eager.",
    "All groups suffer the same instant; one broker; a busy machine of two cores. The time of the refused starts "
    "depends on how soon a supervisor tries again.",
)

SETTINGS = {
    "consumer": {
        **EVERY_PARTITION,
        "group.instance.id": "A, B or C in three of four cases",
        "group.protocol": "consumer for half of the groups",
    },
    "producer": {"linger.ms": "20"},
}
