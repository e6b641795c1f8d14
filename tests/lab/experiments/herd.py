"""Twelve consumers with a backlog and one database: how many writes at once it can do, what more of them do to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from study.receipts.model import Chart, Figure, Series, Table

from tests.lab.cluster import Cluster
from tests.lab.figures import compared, counted, median_of, timed, write_number
from tests.lab.findings import Findings
from tests.lab.lab import Experiment, Lab
from tests.lab.postgresql import Database
from tests.lab.programs import Program, ProgramError

TOPIC = "orders"
CONSUMERS = 12
THREADS = 16
ALL = CONSUMERS * THREADS
ITEMS = 100
"""Rows that are written; two writes of one row wait for each other."""

ROUNDS = 25_000
"""Records of the backlog in each of as many partitions as there are consumers."""

STEPS = (1, 2, 4, 8, 16, 48, ALL)
NEARLY = 0.75
"""The part of the best goodput that is reached at the knee."""

PATIENCE = 4
"""Times the median at the knee that a write may take in the database before it is stopped."""

COUNT = 50_000
"""How far a write counts: some milliseconds of a processor, far more than its commit waits for the disk."""

JVM = ("-Xmx256m",)
STOCK = """
CREATE TABLE stock (id int PRIMARY KEY, units bigint NOT NULL);
INSERT INTO stock SELECT generate_series(0, {items}), 0;
"""
WRITE = """
CREATE OR REPLACE FUNCTION work(item int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE stock SET units = units - 1 WHERE id = item;
  PERFORM count(*) FROM generate_series(1, {count});
END $$;
"""
REST = """
CREATE OR REPLACE FUNCTION work(item int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_sleep({seconds});
END $$;
"""


@dataclass(frozen=True)
class Scale:
    """How often, which steps, and for how long, in milliseconds."""

    runs: int
    steps: tuple[int, ...]
    settle: int
    measure: int


FILL, MOST_FILLS = Scale(1, (ALL,), 0, 1_000), 60
PUBLISHED, SHORT = Scale(5, STEPS, 1_000, 4_000), Scale(1, (1, 8, ALL), 500, 1_500)


@dataclass(frozen=True)
class Phase:
    """What was done at one number of writes at once; times in milliseconds."""

    goodput: float
    """Records a second that were done."""

    failed: float
    """Share of the tries that were stopped."""

    p50: float
    p99: float


@dataclass(frozen=True)
class Run:
    """A run of the steps without a time-out, and one of the herd and of two ways to tame it, with one."""

    steps: Mapping[int, Phase]
    knee: int
    time_out: int
    herd: Phase
    admitted: Phase
    pooled: Phase


def run(lab: Lab) -> Findings:
    """Return what a database behind a pool makes of more and more writes at once."""
    scale = SHORT if lab.short else PUBLISHED
    cluster = lab.cluster()
    cluster.create_topic(TOPIC, partitions=CONSUMERS)
    cluster.write(TOPIC, ROUNDS if scale.runs > 1 else 2_000, partitions=CONSUMERS)
    database = Database(lab.workbench, connections=ALL + 20)
    database.start(pool=ALL)
    database.execute(STOCK.format(items=ITEMS) + WRITE.format(count=COUNT))
    herd = start_herd(lab, cluster, database)
    measure(herd, 8, scale)  # Connections are made and code is compiled before anything counts.
    sweeps = []
    for number in range(scale.runs):
        lab.say(f"without a time-out, run {number + 1} of {scale.runs}", number / scale.runs / 2)
        refill_pool(herd, database, ALL, 0)
        sweeps.append({limit: measure(herd, limit, scale) for limit in scale.steps})
    knee = find_knee({limit: median(one[limit].goodput for one in sweeps) for limit in scale.steps})
    time_out = max(20, round(PATIENCE * median(one[knee].p50 for one in sweeps)))
    runs = []
    for number, steps in enumerate(sweeps):
        lab.say(f"with a time-out, run {number + 1} of {scale.runs}", 0.5 + number / scale.runs / 2)
        runs.append(measure_run(herd, database, scale, steps, knee, time_out))
    return describe(runs, scale, database.versions)


def start_herd(lab: Lab, cluster: Cluster, database: Database) -> Program:
    """Return the process of the consumers, when each has its partition."""
    herd = lab.client("Herd", "herd", cluster.bootstrap, TOPIC, database.address, CONSUMERS, THREADS, ITEMS, jvm=JVM)
    herd.wait_for("assigned", timeout=600)
    return herd


def measure_run(
    herd: Program, database: Database, scale: Scale, steps: Mapping[int, Phase], knee: int, time_out: int
) -> Run:
    """Return a run: the steps that were measured without a time-out, and the herd with one, wild and tamed."""
    refill_pool(herd, database, ALL, time_out)
    wild = measure(herd, ALL, scale)
    admitted = measure(herd, knee, scale)
    refill_pool(herd, database, knee, time_out)
    pooled = measure(herd, ALL, scale)
    return Run(steps, knee, time_out, wild, admitted, pooled)


def refill_pool(herd: Program, database: Database, size: int, time_out: int) -> None:
    """Give the pool so many connections with this time-out, none of an earlier one; milliseconds, 0 for none.

    PgBouncer makes one at a time, and only for those who wait for one: until all are made, the herd waits without work.
    """
    database.execute(f"ALTER DATABASE postgres SET statement_timeout = {time_out}")
    database.execute(REST.format(seconds=time_out / 2000 or 1))
    database.set_pool(size)
    for _ in range(MOST_FILLS):
        measure(herd, ALL, FILL)
        if database.count_connections() == size:
            database.execute(WRITE.format(count=COUNT))
            return
    raise ProgramError(f"PgBouncer has {database.count_connections()} connections, not {size}")


def find_knee(goodputs: Mapping[int, float]) -> int:
    """Return the fewest writes at once with at least three quarters of the best goodput."""
    return min(limit for limit, goodput in goodputs.items() if goodput >= NEARLY * max(goodputs.values()))


def measure(herd: Program, limit: int, scale: Scale) -> Phase:
    """Return what was done with so many writes at once."""
    done = sum(one.what == "measured" for one in herd.events)
    herd.tell(f"{limit} {scale.settle} {scale.measure}")
    said = herd.wait_until(
        lambda events: next(iter([one for one in events if one.what == "measured"][done:]), None), f"{limit}", 600
    ).data
    tries = said["done"] + said["failed"]
    return Phase(
        goodput=said["done"] / said["took"] * 1000,
        failed=said["failed"] / tries if tries else 0,
        p50=said["p50"] / 1000,
        p99=said["p99"] / 1000,
    )


def describe(runs: Sequence[Run], scale: Scale, versions: Mapping[str, str]) -> Findings:
    """Return figures, conclusions and words."""
    figures = make_figures(runs)
    return Findings(
        question=QUESTION,
        answer=answer(figures),
        method=method(scale),
        limits=LIMITS,
        settings=SETTINGS,
        figures=figures,
        conclusions=conclude(figures),
        charts=tuple(draw(runs, scale)),
        tables=(tabulate(runs, scale),),
        versions=versions,
    )


def make_figures(runs: Sequence[Run]) -> dict[str, Figure]:
    """Return the figures that a chapter may quote."""
    figures = {
        "knee": counted("Writes at once at the knee", [one.knee for one in runs]),
        "goodput-gain": compared(
            "Goodput at the knee against one write at once",
            [one.steps[one.knee].goodput / one.steps[1].goodput for one in runs],
        ),
        "goodput-beyond": compared(
            f"Goodput of {ALL} writes at once against the knee, without a time-out",
            [one.steps[ALL].goodput / one.steps[one.knee].goodput for one in runs],
        ),
        "latency-beyond": compared(
            f"Median latency of {ALL} writes at once against the knee, without a time-out",
            [one.steps[ALL].p50 / one.steps[one.knee].p50 for one in runs],
        ),
        "herd-failed": Figure(
            label=f"Tries that the time-out stopped, {ALL} writes at once",
            unit="%",
            runs=tuple(round(100 * one.herd.failed, 1) for one in runs),
        ),
        "herd-goodput": compared(
            f"Goodput of {ALL} writes at once with the time-out, against the knee",
            [one.herd.goodput / one.steps[one.knee].goodput for one in runs],
        ),
        "admitted-goodput": compared(
            "Goodput with the time-out and as many writes at once as at the knee, against the knee",
            [one.admitted.goodput / one.steps[one.knee].goodput for one in runs],
        ),
        "pooled-goodput": compared(
            "Goodput with the time-out and as many connections in the pool as at the knee, against the knee",
            [one.pooled.goodput / one.steps[one.knee].goodput for one in runs],
        ),
        "admitted-failed": Figure(
            label="Tries that the time-out stopped, as many writes at once as at the knee",
            unit="%",
            runs=tuple(round(100 * one.admitted.failed, 1) for one in runs),
        ),
        "pooled-failed": Figure(
            label="Tries that the time-out stopped, as many connections as at the knee",
            unit="%",
            runs=tuple(round(100 * one.pooled.failed, 1) for one in runs),
        ),
    }
    if len(runs) > 1:
        figures["time-out"] = timed("The time-out of a run", [one.time_out for one in runs], "ms")
        figures["latency-knee"] = timed("Median latency at the knee", [one.steps[one.knee].p50 for one in runs], "ms")
        figures["latency-all"] = timed(
            f"Median latency of {ALL} writes at once", [one.steps[ALL].p50 for one in runs], "ms"
        )
    return figures


def conclude(figures: Mapping[str, Figure]) -> dict[str, bool]:
    """Return the sentences that the answer rests on, and whether they held in every run."""
    return {
        "Beyond the knee latency grows many times.": min(figures["latency-beyond"].runs) > 3,
        "Beyond the knee a write takes far more time than it brings records.": all(
            latency > 3 * goodput
            for latency, goodput in zip(figures["latency-beyond"].runs, figures["goodput-beyond"].runs, strict=True)
        ),
        "With a time-out the herd wastes tries.": min(figures["herd-failed"].runs) > 10,
        "Fewer writes at once waste hardly any.": max(figures["admitted-failed"].runs) < 5,
        "Fewer writes at once do more.": all(
            tame > wild
            for tame, wild in zip(figures["admitted-goodput"].runs, figures["herd-goodput"].runs, strict=True)
        ),
        "So does a smaller pool.": all(
            tame > wild for tame, wild in zip(figures["pooled-goodput"].runs, figures["herd-goodput"].runs, strict=True)
        ),
    }


def answer(figures: Mapping[str, Figure]) -> str:
    """Return what came out, in three sentences."""
    return (
        f"The knee was at {write_number(figures['knee'])} writes at once; with {ALL} the database did "
        f"{median_of(figures['goodput-beyond']):.2f} times as much and each write took "
        f"{median_of(figures['latency-beyond']):.0f} times as long. "
        f"With a time-out, {write_number(figures['herd-failed'])} of the tries were stopped and goodput fell to "
        f"{median_of(figures['herd-goodput']):.2f} of that at the knee, though the database was as busy as before. "
        f"As many writes at once as at the knee brought it back to {median_of(figures['admitted-goodput']):.2f}, and "
        f"a pool of as many connections, with all {ALL} still asking, to {median_of(figures['pooled-goodput']):.2f}."
    )


def draw(runs: Sequence[Run], scale: Scale) -> list[Chart]:
    """Return goodput and latency over the number of writes at once, medians of the runs."""

    def line(label: str, name: str) -> Series:
        points = (
            (float(limit), round(median(getattr(one.steps[limit], name) for one in runs), 1)) for limit in scale.steps
        )
        return Series(label=label, points=tuple(points))

    return [
        Chart(
            title="Goodput by writes at once",
            x_label="Writes at once",
            y_label="records a second",
            series=(line("Done", "goodput"),),
        ),
        Chart(
            title="Latency of a write by writes at once",
            x_label="Writes at once",
            y_label="ms",
            series=(line("Median", "p50"), line("p99", "p99")),
        ),
    ]


def tabulate(runs: Sequence[Run], scale: Scale) -> Table:
    """Return every phase with the medians of the runs."""
    phases = {f"{limit} at once": [one.steps[limit] for one in runs] for limit in scale.steps}
    phases |= {
        f"{ALL} at once, with the time-out": [one.herd for one in runs],
        "As many as at the knee, with the time-out": [one.admitted for one in runs],
        f"{ALL} at once, pool as at the knee, with the time-out": [one.pooled for one in runs],
    }
    rows = tuple(
        (
            words,
            f"{median(one.goodput for one in phase):,.0f}",
            f"{median(100 * one.failed for one in phase):.0f} %",
            f"{median(one.p50 for one in phase):,.1f} ms",
            f"{median(one.p99 for one in phase):,.1f} ms",
        )
        for words, phase in phases.items()
    )
    columns = ("Writes", "Records a second", "Stopped", "Median latency of a try", "p99")
    return Table(title="Every phase, medians of the runs", columns=columns, rows=rows)


def method(scale: Scale) -> tuple[str, ...]:
    """Return what was done, step by step."""
    return (
        f"{CONSUMERS} consumers of one group, a partition each, {THREADS} threads each, read a backlog that they never "
        "get to the end of. A gate lets so many writes through at once as the step says.",
        "Each record is one transaction through PgBouncer in transaction mode: it updates one of "
        f"{ITEMS} rows and counts to {COUNT:,}. A try that fails is made again until it is done; a poll is committed "
        "when all its records are done.",
        f"In each run, {scale.measure / 1000:g} s for each of {', '.join(map(str, scale.steps))} writes at once, "
        "without a time-out. The knee is the fewest with three quarters of the best goodput, both medians of the runs.",
        f"Then, as often, `statement_timeout` of {PATIENCE} times the median at the knee: {ALL} writes at once; as "
        f"many as at the knee; and {ALL} again, but with `default_pool_size` as at the knee, by `RELOAD` and "
        "`RECONNECT`. Before each of these the herd sleeps in the database until the pool has all its connections.",
    )


QUESTION = "What does one database behind a pool do when twelve consumers with a backlog write as much as they can?"

LIMITS = (
    "Database, pool, broker and consumers share two busy processors, so the knee is at few writes and would be "
    "elsewhere on another machine; what holds is its shape.",
    "The consumers are threads of one process; their pools and polls are not those of twelve machines.",
    "The time-out is that of the database. A time-out of the client would count the wait in the pool too, and stop "
    "tries of the third way as well.",
    "The arrival of new records, which a real drain has to beat, was left out.",
)

SETTINGS = {
    "consumer": {"group.protocol": "consumer", "enable.auto.commit": "false", "max.poll.records": "200"},
    "PgBouncer": {"pool_mode": "transaction", "default_pool_size": f"{ALL}, or as at the knee"},
    "PostgreSQL": {
        "statement_timeout": f"0, or {PATIENCE} times the median at the knee",
        "max_connections": f"{ALL + 20}",
    },
}

EXPERIMENT = Experiment("herd", "A herd of consumers and one database", 7, run, needs_postgresql=True)
