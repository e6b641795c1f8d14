"""A consumer that commits automatically ends at each point of its loop: what its successor skips and repeats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from study.receipts.model import Figure, Table

from tests.lab.cluster import Cluster
from tests.lab.figures import counted, write_number
from tests.lab.findings import Findings
from tests.lab.lab import Experiment, Lab
from tests.lab.programs import Program

RUNS = 5
RECORDS = 60
MANY = 12_000
"""Records of the topic on which a commit is watched for a minute."""

CLASSIC: Mapping[str, str] = {"auto.commit.interval.ms": "500"}
CONSUMER: Mapping[str, str] = {"group.protocol": "consumer"}


@dataclass(frozen=True)
class Point:
    """Where a consumer ends: what is done to it, and what is expected of it."""

    says: str
    how: str
    at: int
    work: int = 60
    settings: Mapping[str, str] = field(default_factory=lambda: CLASSIC)
    skips: bool = False
    """Whether its successor is expected to skip records that were not done."""


POINTS = {
    "first-batch": Point("in the first batch", "halt", 5),
    "in-batch": Point("in the third batch", "halt", 25),
    "after-batch": Point("after the third batch, before the next poll", "halt", 30),
    "swallowed": Point("after a failure was swallowed in the batch before", "swallow", 15, skips=True),
    "closed": Point("by an exception that leaves the loop, then close()", "throw", 25, skips=True),
    "pool": Point("while a thread pool works on the records", "pool", 20, skips=True),
    "by-hand": Point(
        "in the third batch, committing by hand, consumer protocol",
        "halt",
        25,
        settings={**CONSUMER, "enable.auto.commit": "false"},
    ),
    "watched-classic": Point("in a batch, classic protocol, watched for 300 polls", "ahead", 300, 6, {}),
    "watched-consumer": Point(
        "in a batch, consumer protocol, at the first commit beyond it", "ahead", 1_000, 6, CONSUMER, skips=True
    ),
}
SHORT = ("in-batch", "closed", "by-hand")


@dataclass(frozen=True)
class Outcome:
    """What was done when a consumer ended, and where its successor started."""

    done: frozenset[int]
    first: int

    @property
    def repeated(self) -> int:
        """How many records were done, and come again."""
        return sum(one >= self.first for one in self.done)

    @property
    def skipped(self) -> int:
        """How many records were not done, and do not come again."""
        return len(set(range(self.first)) - self.done)


def run(lab: Lab) -> Findings:
    """Return what automatic commits lost and repeated."""
    cluster = lab.cluster()
    for topic, records in (("few", RECORDS), ("many", MANY)):
        cluster.create_topic(topic)
        cluster.write(topic, records)
    runs = 1 if lab.short else RUNS
    chosen = {key: POINTS[key] for key in (SHORT if lab.short else POINTS)}
    outcomes: dict[str, list[Outcome]] = {key: [] for key in chosen}
    for number in range(runs):
        lab.say(f"ending {len(chosen)} consumers, run {number + 1} of {runs}", number / runs)
        for key, outcome in end_all(lab, cluster, chosen, number).items():
            outcomes[key].append(outcome)
    return describe(outcomes)


def end_all(lab: Lab, cluster: Cluster, chosen: Mapping[str, Point], number: int) -> dict[str, Outcome]:
    """Let a consumer end at each point, all of them side by side, and return what became of their records."""
    started = {
        key: lab.client("Crasher", key, cluster.bootstrap, f"{key}-{number}", find_topic(point), *arguments(point))
        for key, point in chosen.items()
    }
    return {key: read_outcome(cluster, program, f"{key}-{number}", chosen[key]) for key, program in started.items()}


def find_topic(point: Point) -> str:
    """Return the topic that a consumer reads."""
    return "many" if point.how == "ahead" else "few"


def arguments(point: Point) -> list[str]:
    """Return what a consumer is told of the point at which it ends."""
    return [str(point.work), point.how, str(point.at), *(f"{key}={value}" for key, value in point.settings.items())]


def read_outcome(cluster: Cluster, program: Program, group: str, point: Point) -> Outcome:
    """Return what a consumer had done when it ended, and with which record its successor begins."""
    program.wait_for_end()
    done = frozenset(int(one.data["offset"]) for one in program.events if one.what == "done")
    return Outcome(done, int(cluster.ask("read", group=group, topic=find_topic(point))["first"]))


def describe(outcomes: Mapping[str, Sequence[Outcome]]) -> Findings:
    """Return figures, conclusions and words."""
    figures = find_figures(outcomes)
    return Findings(
        question="A consumer that commits automatically ends in mid-work: which records come again, and which never?",
        answer=answer(figures),
        method=METHOD,
        limits=LIMITS,
        settings=SETTINGS,
        figures=figures,
        conclusions=conclude(figures),
        tables=(tabulate(outcomes),),
    )


def find_figures(outcomes: Mapping[str, Sequence[Outcome]]) -> dict[str, Figure]:
    """Return how much was repeated and skipped at each point."""
    figures = {}
    for key, runs in outcomes.items():
        says = POINTS[key].says
        figures[f"{key}-repeated"] = counted(f"Repeated, ended {says}", [one.repeated for one in runs])
        figures[f"{key}-skipped"] = counted(f"Skipped, ended {says}", [one.skipped for one in runs])
    return figures


def conclude(figures: Mapping[str, Figure]) -> dict[str, bool]:
    """Return which points skip and which do not, and whether that held in every run."""
    held = {}
    for key, point in POINTS.items():
        if f"{key}-skipped" in figures:
            skipped = figures[f"{key}-skipped"].runs
            sentence = f"Ended {point.says}: {'records are' if point.skips else 'no record is'} skipped."
            held[sentence] = all((one > 0) == point.skips for one in skipped)
    return held


def answer(figures: Mapping[str, Figure]) -> str:
    """Return what came out, in a few sentences."""
    says = {key: write_number(one) for key, one in figures.items()}
    if "pool-skipped" not in says:
        return (
            f"A kill in a batch repeated {says['in-batch-repeated']} records, close() skipped {says['closed-skipped']}."
        )
    return (
        f"Killed in a batch, the classic consumer skipped nothing and repeated {says['in-batch-repeated']} records. "
        f"It skipped {says['closed-skipped']} when an exception left the loop and close() committed the unfinished "
        f"batch, {says['swallowed-skipped']} when a failure was swallowed, and {says['pool-skipped']} when a thread "
        "pool did the work. Under the consumer protocol a commit ran ahead of the work in every run, and a kill at "
        f"that moment skipped {says['watched-consumer-skipped']} records; the classic one never committed ahead in "
        "300 polls. Committing by hand skipped nothing."
    )


def tabulate(outcomes: Mapping[str, Sequence[Outcome]]) -> Table:
    """Return the median of every point's runs."""

    def middle(numbers: Sequence[int]) -> str:
        return f"{median(numbers):,.0f}"

    rows = tuple(
        (
            POINTS[key].says,
            middle([len(one.done) for one in runs]),
            middle([one.first for one in runs]),
            middle([one.repeated for one in runs]),
            middle([one.skipped for one in runs]),
        )
        for key, runs in outcomes.items()
    )
    columns = ("The process ends", "Done", "Successor starts at", "Repeated", "Skipped")
    return Table(title="Medians of all runs", columns=columns, rows=rows)


METHOD = (
    f"One partition with {RECORDS} records. A consumer polls 10 at a time, works 60 ms on each, and commits "
    "automatically at most every 500 ms, so at each poll. It ends itself at the given record as `kill -9` would, with "
    "no chance to commit; or an exception closes it.",
    "A successor of the same group reads from the commit to the end. Repeated is what was done and comes again, "
    "skipped what was not done and does not come again.",
    "For the commit that runs ahead: default interval of 5 s, 6 ms a record. In the middle of each batch an "
    "administrator asks the coordinator for the commit, and the consumer ends if that is beyond what is done.",
)

LIMITS = (
    "The consumer ends at chosen points; how often a real crash meets them is not measured.",
    "The commit that runs ahead is a race: that it was met in every run says that it is common, not how common.",
    "One partition, one member, one broker; no rebalance meanwhile.",
)

SETTINGS = {
    "consumer": {
        "auto.commit.interval.ms": "500, but 5000 (default) for the watched commits",
        "auto.offset.reset": "earliest",
        "max.poll.records": "10",
        "group.protocol": "consumer where the table says so",
    },
}

EXPERIMENT = Experiment("commit-loss", "Automatic commit and a crash at each point", 6, run)
