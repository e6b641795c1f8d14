"""Where keys land before and after partitions are added, what order a group sees, and what a hot key does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from study.receipts.model import Figure, Table

from tests.lab.figures import counted, write_number
from tests.lab.findings import Findings
from tests.lab.lab import Experiment, Lab
from tests.lab.recordings import Recorded, find_part

PARTS = ("move", "share", "order", "latest")
GROWTHS = {(6, 7): 36 / 42, (6, 8): 0.75, (12, 18): 2 / 3, (12, 24): 0.5}
"""The share of keys that arithmetic says will move."""

HOT = 0.3
SHAPES = ((6, 1), (12, 1), (24, 1), (12, 8), (12, 64))
"""Partitions, and salts of the hot key."""


def run(lab: Lab) -> Findings:
    """Return where keys landed, which were read out of order, and the share of the hottest partition."""
    cluster = lab.cluster()
    runs = 1 if lab.short else 5
    client = lab.client("HotKey", "keys", cluster.bootstrap, runs, *PARTS, jvm=("-Xmx256m", "-XX:+UseSerialGC"))
    for place, part in enumerate(PARTS):
        lab.say(f"part {part}", 0.1 + 0.9 * place / len(PARTS))
        client.wait_until(find_part(place + 1), f"the part after {part}", 1200)
    client.wait_for_end()
    return describe(client.events)


def select(events: Sequence[Recorded], who: str, **data: object) -> list[Recorded]:
    """Return the counts of a part with these fields."""
    return [one for one in events if one.who == who and one.what == "counted" and data.items() <= one.data.items()]


def measure_moves(events: Sequence[Recorded]) -> dict[str, Figure]:
    """Return the percentage of keys that got another partition by each growth."""
    return {
        f"moved-{before}-to-{after}": Figure(
            label=f"Keys of 10,000 with another partition, {before} to {after}",
            unit="%",
            runs=tuple(
                round(100 * one.data["moved"] / one.data["keys"], 2)
                for one in select(events, "move", **{"from": before, "to": after})
            ),
        )
        for before, after in GROWTHS
    }


def measure_shares(events: Sequence[Recorded]) -> dict[str, Figure]:
    """Return the percentage of records in the fullest partition."""
    figures = {}
    for partitions, salts in SHAPES:
        runs = select(events, "share", partitions=partitions, salts=salts)
        name = f"hottest-{partitions}" + (f"-salts-{salts}" if salts > 1 else "")
        salted = f", {salts} salts" if salts > 1 else ""
        figures[name] = Figure(
            label=f"Share of the fullest of {partitions} partitions, a key of 30 %{salted}",
            unit="%",
            runs=tuple(round(100 * one.data["hottest"] / one.data["records"], 2) for one in runs),
        )
    return figures


def measure_order(events: Sequence[Recorded]) -> dict[str, Figure]:
    """Return keys that a group read out of order, and records that a group with `latest` never got."""
    open_, barrier = select(events, "order", barrier=False), select(events, "order", barrier=True)
    figures = {
        "keys-moved": counted("Keys of 60 with another partition, 6 to 8", [one.data["moved"] for one in open_]),
        "out-of-order": counted("Keys of 60 read out of order", [one.data["inverted"] for one in open_]),
        "out-of-order-stayed": counted(
            "Of these, keys that had not moved", [one.data["stayedInverted"] for one in open_]
        ),
        "out-of-order-barrier": counted(
            "Keys of 60 read out of order, behind a barrier", [one.data["inverted"] for one in barrier]
        ),
    }
    for protocol in ("classic", "consumer"):
        figures[f"never-read-{protocol}"] = counted(
            f"Records of a new partition that a group with latest never got, {protocol} protocol",
            [one.data["first"] for one in select(events, "latest", protocol=protocol)],
        )
    return figures


def conclude(figures: dict[str, Figure]) -> dict[str, bool]:
    """Return what must have held in every run."""
    return {
        "The share of keys that move is what arithmetic says, within two points.": all(
            abs(value - 100 * share) < 2
            for (before, after), share in GROWTHS.items()
            for value in figures[f"moved-{before}-to-{after}"].runs
        ),
        "The fullest partition has the key's share and its part of the rest, within two points.": all(
            abs(value - 100 * (HOT + (1 - HOT) / partitions)) < 2
            for partitions, salts in SHAPES
            if salts == 1
            for value in figures[f"hottest-{partitions}"].runs
        ),
        "Keys were read out of order after the topic grew under load.": min(figures["out-of-order"].runs) > 0,
        "No key that stayed was.": max(figures["out-of-order-stayed"].runs) == 0,
        "Behind a barrier none was.": max(figures["out-of-order-barrier"].runs) == 0,
    }


def list_reading(events: Sequence[Recorded]) -> Iterator[Table]:
    """Yield which versions of one key a group read from which partition, in the order in which it read them."""
    for story in [one for one in events if one.what == "story"][:1]:
        rows, newest = [], 0
        for first, last, partition in story.data["read"]:
            late = ", behind later ones" if first < newest else ""
            rows.append((str(partition), f"v{first} to v{last}{late}"))
            newest = max(newest, last)
        yield Table(
            title=f"What the group read of {story.data['key']}, in this order",
            columns=("Partition", "Versions"),
            rows=tuple(rows),
        )


def tabulate(events: Sequence[Recorded]) -> tuple[Table, ...]:
    """Return the runs of the order, and where the hot key's records landed in the first."""
    columns = ("Run", "Barrier", "Keys moved", "Read out of order", "Unread records when it grew")
    rows = tuple(
        (
            str(one.data["run"]),
            "yes" if one.data["barrier"] else "no",
            str(one.data["moved"]),
            str(one.data["inverted"]),
            "0" if one.data["barrier"] else str(one.data["backlog"]),
        )
        for one in select(events, "order")
    )
    counts = tuple(
        (str(partitions), str(salts), " ".join(map(str, one.data["counts"])))
        for partitions, salts in SHAPES
        for one in select(events, "share", partitions=partitions, salts=salts, run=1)
    )
    return (
        *list_reading(events),
        Table(title="Order across the growth from 6 to 8", columns=columns, rows=rows),
        Table(
            title="20,000 records, a key of 30 %, run 1",
            columns=("Partitions", "Salts", "Records in each"),
            rows=counts,
        ),
    )


def describe(events: Sequence[Recorded]) -> Findings:
    """Return figures, conclusions and words."""
    figures = measure_moves(events) | measure_shares(events) | measure_order(events)
    return Findings(
        question="Where do keys land when partitions are added, what does that do to order, and who cures a hot key?",
        answer=(
            f"Growing from 6 to 8 moved {write_number(figures['moved-6-to-8'], 1)} of the keys, doubling from 12 "
            f"{write_number(figures['moved-12-to-24'], 1)}; grown under load, "
            f"{write_number(figures['out-of-order'])} of 60 keys "
            "were read out of order, behind a barrier none. A key of 30 % filled the fullest of 6, 12 and 24 "
            "partitions with "
            f"{write_number(figures['hottest-6'], 1)}, {write_number(figures['hottest-12'], 1)} and "
            f"{write_number(figures['hottest-24'], 1)}."
        ),
        method=METHOD,
        limits=LIMITS,
        settings=SETTINGS,
        figures=figures,
        conclusions=conclude(figures),
        tables=tabulate(events),
    )


METHOD = (
    "10,000 keys are written to a topic, partitions are added, a new producer writes the same keys; the "
    "acknowledgments name "
    "the partition. Other keys in each run.",
    "20,000 records, three tenths of them with one key, the rest over 2,000 keys; then with 8 and 64 salts "
    "behind the key.",
    "60 keys with rising versions, 600 records a second, a group member that does up to 400. After 6 s the topic "
    "grows from 6 "
    "to 8. A second producer takes over half of the keys at once; the first, which has not heard, keeps the "
    "others for 3 s.",
    "The same with a barrier: the first producer stops, the group reads to the end, the topic grows, the member "
    "owns the new "
    "partitions, a new producer starts.",
    "A group with auto.offset.reset=latest follows a topic that grows while a producer writes into a new "
    "partition, every "
    "20 ms from its first moment: the number of the first record that the group got.",
)

LIMITS = (
    "One broker and one copy: where a key lands is decided in the producer, and replication plays no part.",
    "How many keys are read out of order depends on the backlog and on how a member goes through its partitions.",
    "The classic member renews its metadata every 5 s here; by default it is every 5 minutes, and more is lost.",
)

SETTINGS = {
    "consumer": {
        "group.protocol": "consumer, and both for the part on latest",
        "auto.offset.reset": "earliest, and latest for that part",
        "max.poll.records": "20",
        "metadata.max.age.ms": "5000 for the part on latest",
    },
    "producer": {"metadata.max.age.ms": "100 for the part on latest"},
}

EXPERIMENT = Experiment("hot-key", "A hot key, and partitions added", 7, run)
