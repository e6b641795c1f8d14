"""What the recordings of the share groups come to: figures, conclusions, a timeline, and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median

from study.receipts.model import Figure, Span, Table, Timeline

from tests.lab.experiments.share_group.measuring import HELD, LIMITED, MEMBERS, RECORDS, Measured
from tests.lab.figures import counted, timed, write_number
from tests.lab.findings import Findings
from tests.lab.recordings import Recorded, count


def describe(measured: Measured) -> Findings:
    """Return figures, conclusions and words of all parts that ran."""
    figures = find_figures(measured)
    return Findings(
        question="What does a share group do with more members than partitions, a slow one, a lost one, and late work?",
        answer=answer(figures),
        method=METHOD,
        limits=LIMITS,
        settings=SETTINGS,
        figures=figures,
        conclusions=conclude(figures, measured),
        timelines=(draw_batches("Four members on one partition: who holds which records", measured.shared[0]),),
        tables=tabulate(measured),
    )


def find_figures(measured: Measured) -> dict[str, Figure]:
    """Return the figures of all parts that ran."""
    done = [Counter(one.who for one in events if one.what == "record") for events in measured.shared]
    figures = {
        "members-at-work": counted("Members of the share group that got records, of four", map(len, done)),
        "slow-member-records": counted(
            f"Records that the slow member did, of {RECORDS}", [one["slow"] for one in done]
        ),
        "overtaken": counted("Records done after a later one", map(count_overtaken, measured.shared)),
        "redelivered": counted("Records delivered twice while all lived", map(count_repeats, measured.shared)),
        "released-deliveries": counted("Deliveries of a record always released", map(deliveries, measured.released)),
    }
    if measured.alone:
        figures["members-at-work-consumer-group"] = counted("The same in a consumer group", measured.alone)
        figures |= find_figures_of_losses(measured) | find_figures_of_late_work(measured)
    return figures


def find_figures_of_losses(measured: Measured) -> dict[str, Figure]:
    """Return how the records of killed and of frozen members came back."""
    killed, frozen = measured.killed, measured.frozen
    return {
        "killed-back": timed("From a kill to the next delivery", [one.after_loss for one in killed]),
        "killed-delivery": counted("Delivery count after a kill", [one.delivery for one in killed]),
        "frozen-back": timed("From a frozen member's poll to the next delivery", [one.after_lock for one in frozen]),
        "frozen-delivery": counted("Delivery count after a freeze", [one.delivery for one in frozen]),
    }


def find_figures_of_late_work(measured: Measured) -> dict[str, Figure]:
    """Return how often work that outlives its lock was done, and with which acknowledgments."""
    return {
        "late-polls": counted("Polls that brought all ten records", [polls_of(10, one) for one in measured.overdue]),
        "late-work": counted(
            "Records worked on until all ten were done", [count(one, "record") for one in measured.overdue]
        ),
        "late-refused": counted("Refused acknowledgments", [answers(one, "refused") for one in measured.overdue]),
        "late-accepted": counted(
            "Accepted acknowledgments", [answers(one, "acknowledged") for one in measured.overdue]
        ),
        "late-deliveries": counted("Deliveries until accepted", map(deliveries, measured.overdue)),
        "single-deliveries": counted(
            "Deliveries of one record that takes longer than its lock", map(deliveries, measured.single)
        ),
        "single-accepted": counted(
            "Accepted acknowledgments of that record", [answers(one, "acknowledged") for one in measured.single]
        ),
    }


def conclude(figures: Mapping[str, Figure], measured: Measured) -> dict[str, bool]:
    """Return the sentences that the answer rests on, and whether they held in every run."""
    expected = {
        "members-at-work": ("All four members of a share group get records of one partition.", 4),
        "members-at-work-consumer-group": ("One member of a consumer group gets them.", 1),
        "redelivered": ("A slow member makes nothing come twice while its lock holds.", 0),
        "killed-delivery": ("Records of a killed member come with delivery count 2.", 2),
        "frozen-delivery": ("Records of a frozen member come with delivery count 2.", 2),
        "released-deliveries": ("A released record is delivered five times.", 5),
        "late-polls": ("Ten records that outlive their lock come together three times.", 3),
        "late-deliveries": ("At the fourth delivery they come in smaller polls, which fit into the lock.", 4),
        "late-accepted": ("Then all ten are accepted.", 10),
        "single-deliveries": ("One record that outlives its lock is delivered five times.", 5),
        "single-accepted": ("None of its acknowledgments is accepted.", 0),
    }
    held = {text: set(figures[name].runs) == {value} for name, (text, value) in expected.items() if name in figures}
    return {
        **held,
        "Records are done out of order.": min(figures["overtaken"].runs) > 0,
        "A killed member's records come back long before their lock ends.": all(
            one.after_lock < 25 for one in measured.killed
        ),
        "A frozen member's records come back when their lock of 30 s ends.": all(
            29 < one.after_lock < 36 for one in measured.frozen
        ),
    }


def answer(figures: Mapping[str, Figure]) -> str:
    """Return what came out, in a few sentences."""
    says = {key: write_number(one, 1 if one.unit else 0) for key, one in figures.items()}
    shared = (
        "All four members worked on the one partition, where a consumer group employed one; the slow one did "
        f"{says['slow-member-records']} of {RECORDS} records and held up no other, and {says['overtaken']} records "
        "were done after a later one."
    )
    if "killed-back" not in says:
        return shared
    return (
        f"{shared} Records of a killed member came to another {says['killed-back']} later, those of a frozen one "
        f"{says['frozen-back']} after its poll, when the lock ended. Ten records whose work together outlived the lock "
        "were refused three times; then the broker handed them out in smaller polls, and their fourth delivery was "
        f"accepted, after {says['late-work']} pieces of work for ten records. One record that takes longer than its "
        "lock was done five times and then archived."
    )


def count_overtaken(events: Sequence[Recorded]) -> int:
    """Return how many records were done after one that was written later."""
    furthest, overtaken = -1, 0
    for one in events:
        if one.what == "record":
            overtaken += one.data["offset"] < furthest
            furthest = max(furthest, one.data["offset"])
    return overtaken


def count_repeats(events: Sequence[Recorded]) -> int:
    """Return how many records came more than once."""
    times = Counter(one.data["offset"] for one in events if one.what == "record")
    return sum(number > 1 for number in times.values())


def deliveries(events: Sequence[Recorded]) -> int:
    """Return the highest delivery count of a record."""
    return max((int(one.data["delivery"]) for one in events if one.what == "record"), default=0)


def polls_of(records: int, events: Sequence[Recorded]) -> int:
    """Return how many polls brought as many records."""
    return count(events, "polled", records=records)


def answers(events: Sequence[Recorded], what: str) -> int:
    """Return for how many records the broker took, or refused, an acknowledgment."""
    return sum(int(one.data["records"]) for one in events if one.what == what)


def draw_batches(title: str, events: Sequence[Recorded]) -> Timeline:
    """Return when each member held which records, from each poll to the end of its last record."""
    began, spans = min(one.t for one in events if one.what == "polled"), []
    for who in MEMBERS:
        own = [one for one in events if one.who == who and one.what in ("polled", "record")]
        starts = [place for place, one in enumerate(own) if one.what == "polled"]
        for start, end in zip(starts, [*starts[1:], len(own)], strict=True):
            done = own[start + 1 : end]
            if done:
                mark = "hot" if who == "slow" else "good"
                spans.append(
                    Span(lane=who, label=str(len(done)), start=own[start].t - began, end=done[-1].t - began, mark=mark)
                )
    return Timeline(title=title, spans=tuple(spans))


def tabulate(measured: Measured) -> tuple[Table, ...]:
    """Return who did how much, and how each delivery of the late work went in the first run."""
    done = [Counter(one.who for one in events if one.what == "record") for events in measured.shared]
    rows = tuple((who, f"{work} ms", f"{median(one[who] for one in done):.0f}") for who, work in MEMBERS.items())
    members = Table(
        title="Records done by each member, in the median run",
        columns=("Member", "Work on a record", "Records done"),
        rows=rows,
    )
    late = [
        Table(title=title, columns=("Poll", "Records", "Delivery", "Acknowledgment"), rows=list_polls(recordings[0]))
        for title, recordings in (
            ("Ten records of 2 s, lock of 15 s", measured.overdue),
            ("One record of 20 s, lock of 15 s", measured.single),
        )
        if recordings
    ]
    return (members, *late)


def list_polls(events: Sequence[Recorded]) -> tuple[tuple[str, ...], ...]:
    """Return one row for each poll: how many records, their delivery counts, and what became of them."""
    starts = [place for place, one in enumerate(events) if one.what == "polled"]
    rows = []
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(events)], strict=True), 1):
        counts = sorted({str(one.data["delivery"]) for one in events[start:end] if one.what == "record"})
        said = [one.what for one in events[start:end] if one.what in ("acknowledged", "refused")]
        outcome = {"acknowledged": "accepted", "refused": "refused"}.get(said[0] if said else "", "none")
        rows.append((str(number), str(events[start].data["records"]), ", ".join(counts), outcome))
    return tuple(rows)


METHOD = (
    f"One partition, four members in one process: three work 20 ms on a record, one 200 ms. {RECORDS} records are "
    "written, one each 10 ms; each member polls at most 10 and acknowledges each.",
    "The same four as members of a consumer group, with 1 ms of work: which get records once all are assigned.",
    f"A member in a process of its own polls {HELD} records and works on the first for ten minutes. A second member "
    "joins and waits; then the first is killed with SIGKILL, or frozen with SIGSTOP. Five groups at once.",
    "Three records, each released after each delivery, until nothing more comes. Five groups at once.",
    "Lock of 15 s, ten records of 2 s each, implicit acknowledgment, until nothing more comes. Five groups at once. "
    "Then the same with one record of 20 s.",
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
