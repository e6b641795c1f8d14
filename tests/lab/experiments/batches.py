"""What `linger.ms`, `batch.size` and a codec do to requests, bytes and latency at one steady rate."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import median

from study.receipts.model import Chart, Figure, Series, Table

from tests.lab.figures import compared, counted, median_of, write_number
from tests.lab.findings import Findings
from tests.lab.lab import Experiment, Lab
from tests.lab.programs import Program

TOPIC = "orders"
LINGERS = (0, 5, 20)
SIZES = (4_096, 16_384)
CODECS = ("none", "lz4", "zstd")
JVM = ("-Xmx256m",)


@dataclass(frozen=True)
class Scale:
    """How often, how fast and for how long, in records a second and milliseconds."""

    runs: int
    rate: int
    warm_up: int
    measure: int


PUBLISHED, SHORT = Scale(5, 2_000, 1_000, 3_000), Scale(1, 2_000, 500, 500)


@dataclass(frozen=True, order=True)
class Setup:
    """One way to set a producer."""

    linger: int
    size: int
    codec: str


@dataclass(frozen=True)
class Measured:
    """What a producer made of its records; times in milliseconds."""

    per_request: float
    requests: float
    """A second."""

    bytes: float
    """A record, in batches as they were sent."""

    raw: float
    """A record, its value as it was given to the producer."""

    p50: float
    p99: float


Run = Mapping[Setup, Measured]


def run(lab: Lab) -> Findings:
    """Return what every combination did, all in one run and in another order in each."""
    scale = SHORT if lab.short else PUBLISHED
    cluster = lab.cluster()
    cluster.create_topic(TOPIC, retention_bytes=100_000_000, segment_bytes=20_000_000)
    setups = [Setup(*one) for one in product(LINGERS, SIZES, CODECS)]
    probe = lab.client("BatchProbe", "probe", cluster.bootstrap, TOPIC, jvm=JVM)
    chance, runs = random.Random(1), list[Run]()
    for setup in setups[:: 1 if scale.runs > 1 else 6]:  # The first that are measured would meet code not compiled yet.
        measure(probe, setup, scale)
    for number in range(scale.runs):
        order = chance.sample(setups, len(setups))
        measured = dict[Setup, Measured]()
        for place, setup in enumerate(order):
            lab.say(f"run {number + 1} of {scale.runs}, {setup}", (number + place / len(order)) / scale.runs)
            measured[setup] = measure(probe, setup, scale)
        runs.append(measured)
    return describe(runs, scale)


def measure(probe: Program, setup: Setup, scale: Scale) -> Measured:
    """Return what one setup did."""
    done = len(probe.events)
    settings = f"linger.ms={setup.linger} batch.size={setup.size} compression.type={setup.codec}"
    probe.tell(f"{scale.rate} {scale.warm_up} {scale.measure} {settings}")
    said = probe.wait_until(lambda events: next(iter(events[done:]), None), str(setup), 120).data
    return Measured(
        per_request=said["records"] / said["requests"],
        requests=said["requests"] / said["took"] * 1000,
        bytes=said["bytes"] / said["records"],
        raw=said["raw"] / said["records"],
        p50=said["p50"] / 1000,
        p99=said["p99"] / 1000,
    )


def describe(runs: Sequence[Run], scale: Scale) -> Findings:
    """Return figures, conclusions and words."""
    figures = make_figures(runs)
    return Findings(
        question=QUESTION,
        answer=answer(figures),
        method=method(scale),
        limits=LIMITS,
        settings=SETTINGS,
        figures=figures,
        conclusions=conclude(runs, figures),
        charts=tuple(draw(runs)),
        tables=(tabulate(runs),),
    )


def make_figures(runs: Sequence[Run]) -> dict[str, Figure]:
    """Return the figures that a chapter may quote: what differs between setups, each pair in one run."""
    plain = {linger: Setup(linger, SIZES[1], "none") for linger in LINGERS}
    small = Setup(LINGERS[-1], SIZES[0], "none")
    figures = {
        f"records-a-request-linger-{linger}": counted(
            f"Records in a request, linger {linger} ms, 16 KiB, no codec",
            [round(one[plain[linger]].per_request, 1) for one in runs],
        )
        for linger in LINGERS
    }
    figures["records-a-request-small"] = counted(
        "Records in a request, linger 20 ms, 4 KiB, no codec", [round(one[small].per_request, 1) for one in runs]
    )
    for linger in LINGERS[1:]:
        figures[f"requests-ratio-{linger}"] = compared(
            f"Requests, linger 0 against {linger} ms (16 KiB, no codec)",
            [one[plain[0]].requests / one[plain[linger]].requests for one in runs],
        )
        for name in ("p50", "p99"):
            figures[f"{name}-ratio-{linger}"] = compared(
                f"{name} of send, linger {linger} ms against 0 (16 KiB, no codec)",
                [getattr(one[plain[linger]], name) / getattr(one[plain[0]], name) for one in runs],
            )
    for codec in CODECS[1:]:
        for linger in LINGERS:
            figures[f"bytes-ratio-{codec}-{linger}"] = compared(
                f"Bytes of a record, no codec against {codec} (linger {linger} ms, 16 KiB)",
                [one[plain[linger]].bytes / one[Setup(linger, SIZES[1], codec)].bytes for one in runs],
            )
    return figures


def conclude(runs: Sequence[Run], figures: Mapping[str, Figure]) -> dict[str, bool]:
    """Return the sentences that the answer rests on, and whether they held in every run."""
    rising = [
        [one[Setup(linger, SIZES[1], codec)].per_request for linger in LINGERS] for one in runs for codec in CODECS
    ]
    return {
        "More linger, fewer requests, with each codec.": all(sorted(one) == one for one in rising),
        "A batch of 4 KiB is full before 20 ms are over.": all(
            large > 1.5 * small
            for large, small in zip(
                figures["records-a-request-linger-20"].runs, figures["records-a-request-small"].runs, strict=True
            )
        ),
        "A codec saves more the more records are in a batch.": all(
            min(figures[f"bytes-ratio-{codec}-20"].runs) > max(figures[f"bytes-ratio-{codec}-0"].runs)
            for codec in CODECS[1:]
        ),
        "zstd saves more than lz4 in batches of 20 ms.": min(figures["bytes-ratio-zstd-20"].runs)
        > max(figures["bytes-ratio-lz4-20"].runs),
    }


def answer(figures: Mapping[str, Figure]) -> str:
    """Return what came out, in three sentences."""
    return (
        f"With linger 0 a request carried {write_number(figures['records-a-request-linger-0'], 1)} records, with the "
        f"default of 5 ms {write_number(figures['records-a-request-linger-5'], 1)}: "
        f"{median_of(figures['requests-ratio-5']):.1f} times fewer requests, at "
        f"{median_of(figures['p50-ratio-5']):.1f} times the median latency. "
        f"With 20 ms it carried {write_number(figures['records-a-request-linger-20'], 1)}, but with a `batch.size` of "
        f"4 KiB only {write_number(figures['records-a-request-small'], 1)}, because that was full before. "
        f"zstd made records {median_of(figures['bytes-ratio-zstd-0']):.1f} times smaller with linger 0 and "
        f"{median_of(figures['bytes-ratio-zstd-20']):.1f} times with 20 ms, because it compresses a batch as a whole."
    )


def draw(runs: Sequence[Run]) -> list[Chart]:
    """Return charts of bytes and of records in a request over linger."""

    def line(label: str, size: int, codec: str, name: str) -> Series:
        values = [median(getattr(one[Setup(linger, size, codec)], name) for one in runs) for linger in LINGERS]
        return Series(label=label, points=tuple((float(x), round(y, 1)) for x, y in zip(LINGERS, values, strict=True)))

    return [
        Chart(
            title="Bytes of a record by linger, 16 KiB",
            x_label="linger.ms",
            y_label="bytes",
            series=tuple(line(codec, SIZES[1], codec, "bytes") for codec in CODECS),
        ),
        Chart(
            title="Records in a request by linger, no codec",
            x_label="linger.ms",
            y_label="records",
            series=tuple(line(f"{size // 1024} KiB", size, "none", "per_request") for size in SIZES),
        ),
    ]


def tabulate(runs: Sequence[Run]) -> Table:
    """Return every combination with the medians of the runs."""

    def middle(setup: Setup, name: str) -> float:
        return float(median(getattr(one[setup], name) for one in runs))

    rows = tuple(
        (
            f"{setup.linger} ms, {setup.size // 1024} KiB, {setup.codec}",
            f"{middle(setup, 'requests'):,.0f}",
            f"{middle(setup, 'per_request'):,.1f}",
            f"{middle(setup, 'bytes'):,.0f}",
            f"{middle(setup, 'p50'):,.1f} ms",
            f"{middle(setup, 'p99'):,.1f} ms",
        )
        for setup in sorted(runs[0])
    )
    columns = ("Linger, batch size, codec", "Requests a second", "Records a request", "Bytes a record", "p50", "p99")
    return Table(title="Every combination, medians of the runs", columns=columns, rows=rows)


def method(scale: Scale) -> tuple[str, ...]:
    """Return what was done, step by step."""
    return (
        f"One producer writes {scale.rate:,} records a second, JSON of orders with random parts, to one partition of "
        "one broker, `acks=all`.",
        f"For each combination of `linger.ms`, `batch.size` and `compression.type`: a new producer, "
        f"{scale.warm_up / 1000:g} s to warm up, then {scale.measure / 1000:g} s that count.",
        "Requests and bytes are the producer's own `request-total` and `byte-total`; latency is from the call of "
        "`send()` to its callback.",
        f"{scale.runs} runs of all combinations in one process, in a random order in each; ratios compare two "
        "combinations of one run.",
    )


QUESTION = "What do linger, batch size and a codec do to the number of requests, the bytes and the latency?"

LIMITS = (
    "One partition on one broker without followers, over the loopback device: a network and replication add to every "
    "latency, and make waiting for a fuller batch cheaper by comparison.",
    "The machine was busy and has few processors: latencies tell by their ratios, p99 least of all.",
    "At a rate that fills batches at once, linger does not matter; at this one it does.",
    "How far a codec gets depends on the records: these repeat their field names, and a fifth of them is random.",
)

SETTINGS = {
    "producer": {
        "linger.ms": "0, 5 (the default) or 20",
        "batch.size": "4096 or 16384 (the default)",
        "compression.type": "none (the default), lz4 or zstd",
    },
    "topic": {"retention.bytes": "100000000", "segment.bytes": "20000000"},
}

EXPERIMENT = Experiment("batches", "Linger, batch size and codec", 8, run)
