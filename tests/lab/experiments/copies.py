"""The same bytes fetched in the clear and by TLS: which system calls move them, and what the processor pays."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from study.receipts.model import Figure, Table

from tests.lab.cluster import Cluster, find_free_ports
from tests.lab.figures import compared, counted, median_of, write_number
from tests.lab.findings import Findings
from tests.lab.lab import Experiment, Lab
from tests.lab.processor_time import count_calls, read_processor_time
from tests.lab.programs import Program

TOPIC = "bytes"
RECORD = 10_000
WAYS = ("plaintext", "tls")
GIGABYTE = 1e9
TLS_BUFFER = 32_768
"""Bytes that the broker reads from a file at once to encrypt them: `SslTransportLayer.transferFrom` of Kafka 4.4.0."""

PASSWORD = "experiment"


@dataclass(frozen=True)
class Scale:
    """How often, and how many bytes."""

    runs: int
    bytes: int


PUBLISHED, SHORT = Scale(5, 500_000_000), Scale(1, 20_000_000)

JVM = ("-Xmx256m",)
"""Of readers: with the compiler that makes them fast."""


@dataclass(frozen=True)
class Fetched:
    """What the broker did for one gigabyte that went one way."""

    processor: float
    """Seconds."""

    calls: Mapping[str, float]

    on_files: Mapping[str, float]
    """Those of the calls that worked on the files of the topic."""


def run(lab: Lab) -> Findings:
    """Return what a broker does to serve a gigabyte, in the clear and encrypted."""
    scale = SHORT if lab.short else PUBLISHED
    secure = find_free_ports(1)[0]
    cluster = lab.cluster(settings=make_settings(lab, secure))
    cluster.create_topic(TOPIC, segment_bytes=100_000_000)
    writer = lab.client(
        "Transfer",
        "writer",
        *("write", cluster.bootstrap, TOPIC, scale.bytes, RECORD),
        *("batch.size=500000", "linger.ms=20", "compression.type=none"),
        jvm=JVM,
    )
    lab.say("writing", 0.05)
    writer.wait_for("written", timeout=600)
    readers = start_readers(lab, cluster, secure, scale)
    measured: dict[str, list[Fetched]] = {way: [] for way in WAYS}
    for reader in readers.values():
        read(reader)  # The broker's code for this way is compiled by now.
    for number in range(scale.runs):
        for way in WAYS if number % 2 else reversed(WAYS):
            lab.say(f"{way}, run {number + 1} of {scale.runs}", 0.2 + 0.8 * number / scale.runs)
            measured[way].append(fetch(lab, cluster, readers[way], scale))
    return describe(measured, scale)


def start_readers(lab: Lab, cluster: Cluster, secure: int, scale: Scale) -> dict[str, Program]:
    """Return a reader for each way, with the defaults of a consumer."""
    store = lab.workbench.folder / "store.p12"
    tls = [
        *("security.protocol=SSL", f"ssl.truststore.location={store}", "ssl.truststore.type=PKCS12"),
        *(f"ssl.truststore.password={PASSWORD}", "ssl.endpoint.identification.algorithm="),
    ]
    where = {"plaintext": (cluster.bootstrap, []), "tls": (f"127.0.0.1:{secure}", tls)}
    return {
        way: lab.client("Transfer", way, "read", address, TOPIC, scale.bytes, RECORD, *more, jvm=JVM)
        for way, (address, more) in where.items()
    }


def make_settings(lab: Lab, secure: int) -> dict[str, str]:
    """Return the broker's settings for a second listener, with a certificate made now."""
    store = lab.workbench.folder / "store.p12"
    command = ["keytool", "-genkeypair", "-alias", "broker", "-keyalg", "RSA", "-keysize", "2048", "-validity", "2"]
    command += ["-dname", "CN=127.0.0.1", "-storetype", "PKCS12", "-keystore", str(store), "-storepass", PASSWORD]
    subprocess.run(command, check=True, capture_output=True)
    listener = f"SSL://127.0.0.1:{secure}"
    return {
        "listeners": f"PLAINTEXT://127.0.0.1:{{port}},{listener},CONTROLLER://127.0.0.1:{{controller_port}}",
        "advertised.listeners": f"PLAINTEXT://127.0.0.1:{{port}},{listener}",
        "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,SSL:SSL,CONTROLLER:PLAINTEXT",
        "ssl.keystore.location": str(store),
        "ssl.keystore.type": "PKCS12",
        "ssl.keystore.password": PASSWORD,
    }


def read(reader: Program) -> None:
    """Let a reader read everything once."""
    done = sum(one.what == "read" for one in reader.events)
    reader.tell("read")
    reader.wait_until(
        lambda events: next(iter([one for one in events if one.what == "read"][done:]), None), "everything read", 600
    )


def fetch(lab: Lab, cluster: Cluster, reader: Program, scale: Scale) -> Fetched:
    """Return what the broker did while everything was read: its time first, its calls when it was read twice more."""
    broker = cluster.brokers[1].running
    before = read_processor_time(broker)
    read(reader)
    processor = read_processor_time(broker) - before
    calls = count_calls(lab.workbench, broker, lambda: read(reader))
    files = sorted((cluster.brokers[1].folder / "data" / f"{TOPIC}-0").glob("*.log"))
    on_files = count_calls(lab.workbench, broker, lambda: read(reader), files)
    share = scale.bytes / GIGABYTE

    def per_gigabyte(counted: Mapping[str, int]) -> dict[str, float]:
        return {name: number / share for name, number in counted.items()}

    return Fetched(processor / share, per_gigabyte(calls), per_gigabyte(on_files))


def describe(measured: Mapping[str, Sequence[Fetched]], scale: Scale) -> Findings:
    """Return figures, conclusions and words."""
    plain, tls = measured["plaintext"], measured["tls"]

    def calls(fetched: Sequence[Fetched], name: str) -> list[float]:
        return [round(one.calls.get(name, 0)) for one in fetched]

    def reads(fetched: Sequence[Fetched]) -> list[float]:
        return [round(one.on_files.get("pread64", 0)) for one in fetched]

    figures = {
        "plaintext-sendfile": counted("Calls of sendfile per GB, plaintext", calls(plain, "sendfile")),
        "tls-sendfile": counted("Calls of sendfile per GB, TLS", calls(tls, "sendfile")),
        "plaintext-pread": counted("Reads of the topic's files (pread64) per GB, plaintext", reads(plain)),
        "tls-pread": counted("Reads of the topic's files (pread64) per GB, TLS", reads(tls)),
        "plaintext-write": counted("Calls of write per GB, plaintext", calls(plain, "write")),
        "tls-write": counted("Calls of write per GB, TLS", calls(tls, "write")),
        "plaintext-processor": Figure(
            label="Processor time of the broker, plaintext",
            unit="s/GB",
            runs=tuple(round(one.processor, 3) for one in plain),
        ),
        "tls-processor": Figure(
            label="Processor time of the broker, TLS", unit="s/GB", runs=tuple(round(one.processor, 3) for one in tls)
        ),
        "processor-ratio": compared(
            "Processor time of the broker, TLS against plaintext",
            [one.processor / other.processor for one, other in zip(tls, plain, strict=True)],
        ),
    }
    return Findings(
        question=QUESTION,
        answer=answer(figures),
        method=method(scale),
        limits=LIMITS,
        settings=SETTINGS,
        figures=figures,
        conclusions=conclude(figures),
        tables=(tabulate(measured),),
    )


def conclude(figures: Mapping[str, Figure]) -> dict[str, bool]:
    """Return the sentences that the answer rests on, and whether they held."""
    return {
        "In the clear, files go to sockets by sendfile.": min(figures["plaintext-sendfile"].runs) > 0,
        "In the clear, hardly anything of the topic is read into the broker.": max(figures["plaintext-pread"].runs)
        < 0.1 * min(figures["tls-pread"].runs),
        "With TLS there is no sendfile.": set(figures["tls-sendfile"].runs) == {0},
        "With TLS every byte is read by the broker, 32 KiB at most at a time.": min(figures["tls-pread"].runs)
        > 0.95 * GIGABYTE / TLS_BUFFER,
        "TLS costs the broker more processor time in each run.": min(figures["processor-ratio"].runs) > 1,
    }


def answer(figures: Mapping[str, Figure]) -> str:
    """Return what came out, in three sentences."""
    return (
        f"In the clear the broker moved a gigabyte with {write_number(figures['plaintext-sendfile'])} calls of "
        "`sendfile`, and the bytes never came into its memory. "
        f"With TLS there was no `sendfile`: it read the files with {write_number(figures['tls-pread'])} calls of "
        f"`pread64` and sent them encrypted with {write_number(figures['tls-write'])} calls of `write`. "
        f"That took {median_of(figures['processor-ratio']):.1f} times the processor time."
    )


def tabulate(measured: Mapping[str, Sequence[Fetched]]) -> Table:
    """Return the system calls that were made most often, per gigabyte in the median of the runs."""
    names = {name for fetched in measured.values() for one in fetched for name in one.calls}

    def middle(way: str, name: str) -> float:
        return median(one.calls.get(name, 0) for one in measured[way])

    often = sorted(names, key=lambda name: -max(middle(way, name) for way in WAYS))[:8]
    rows = tuple((f"`{name}`", *(f"{middle(way, name):,.0f}" for way in WAYS)) for name in often)
    return Table(title="System calls of the broker per GB", columns=("Call", "Plaintext", "TLS"), rows=rows)


def method(scale: Scale) -> tuple[str, ...]:
    """Return what was done, step by step."""
    return (
        f"Write {scale.bytes / 1e6:,.0f} MB of random bytes, in records of 10 kB and batches of up to 500 kB, to one "
        "partition of one broker with two listeners, one in the clear and one with TLS.",
        "Start a consumer with default settings for each listener, and let each read everything once, so that the "
        "broker's code is compiled and the files are in the page cache.",
        "In each run and for each listener: take the broker's processor time from `/proc`, let the consumer read "
        "everything, and take it again.",
        "Let the consumer read everything twice more while `strace -f -c` counts the broker's system calls: once all "
        "of them, once those on the topic's files (`-P`), because Java reads its own files by the same call.",
        "Change from run to run which listener is first.",
    )


QUESTION = "What does a broker do to serve a fetch in the clear, and what changes with TLS?"

LIMITS = (
    "Everything is in the page cache and goes over the loopback device: no disk and no network card is measured.",
    "The number of `sendfile` calls follows from the size of the socket's buffer and from how fast the consumer reads.",
    "Processor time holds what the broker does besides, and the machine was busy; the ratio is of two measurements in "
    "one run.",
    "The consumer's own processor time, which TLS costs as well, is not counted.",
    "A forced conversion cannot be shown: since Kafka 4.0 no broker converts records for old consumers. Reads from "
    "remote storage were not measured.",
)

SETTINGS = {
    "broker": {"listeners": "one PLAINTEXT and one SSL", "ssl.keystore.type": "PKCS12, RSA of 2048 bits"},
    "topic": {"segment.bytes": "100000000"},
    "producer": {"batch.size": "500000", "linger.ms": "20"},
    "consumer": {"security.protocol": "PLAINTEXT or SSL"},
}

EXPERIMENT = Experiment("copies", "Copies of a fetch, in the clear and with TLS", 6, run)
