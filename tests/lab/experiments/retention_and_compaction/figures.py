"""What is read from the events of retention and compaction, as figures."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from study.receipts.model import Figure

from tests.lab.figures import counted, timed
from tests.lab.recordings import Recorded

KINDS = {"honest": "none", "half-minute": "30 s ahead", "year": "a year ahead"}
RECORDS = 220
WRITTEN = "0 ann a1, 1 bob b1, 2 ann a2, 3 bob null,"
CLEANED = "2 ann a2, 3 bob null,"
GONE = "2 ann a2,"


def select(events: Sequence[Recorded], kind: str, what: str, **data: object) -> list[Recorded]:
    """Return what happened to the topics of a kind."""
    return [
        one
        for one in events
        if one.who.startswith(f"{kind}-") and one.what == what and data.items() <= one.data.items()
    ]


def list_topics(events: Sequence[Recorded], kind: str) -> list[str]:
    """Return the topics of a kind, in order."""
    return sorted({one.who for one in events if one.who.startswith(f"{kind}-")})


def find_contents(events: Sequence[Recorded], topic: str) -> dict[str, float]:
    """Return when a full read of a topic first gave each content."""
    contents: dict[str, float] = {}
    for one in events:
        if one.who == topic and one.what == "content":
            contents.setdefault(str(one.data["content"]), one.t)
    return contents


def find_longest_life(events: Sequence[Recorded], topic: str) -> float:
    """Return how many milliseconds at most a tombstone stood without the value that it deletes."""
    told = {one.data["content"]: one for one in events if one.who == topic and one.what == "content"}
    return float(told[GONE].t - told[CLEANED].data["unlike"])


def find_roll(events: Sequence[Recorded], topic: str) -> float:
    """Return when the record was stored that rolled the segment with the tombstone."""
    return next(one.t for one in events if one.who == topic and one.what == "rolled")


def measure_segments(events: Sequence[Recorded]) -> dict[str, Figure]:
    """Return the age of the first and the last record of a segment when it went, as the median of each topic."""
    topics = list_topics(events, "segments")
    if not topics:
        return {}

    def ages(field: str, *, empty: bool) -> list[float]:
        found = [
            [
                one.data[field] / 1000
                for one in events
                if one.who == topic and one.what == "start" and one.data["empty"] == empty
            ]
            for topic in topics
        ]
        return [median(one) for one in found]

    return {
        "first-record-age": timed(
            "Age of a segment's first record when it went, retention.ms of 10 s", ages("firstAge", empty=False)
        ),
        "last-record-age": timed("Age of its last record", ages("lastAge", empty=False)),
        "quiet-last-record-age": timed(
            "Age of the last record of all when the active segment went", ages("lastAge", empty=True)
        ),
        "records-at-once": counted(
            "Records that went at once",
            [
                median(one.data["to"] - one.data["from"] for one in events if one.who == topic and one.what == "start")
                for topic in topics
            ],
        ),
    }


def measure_future(events: Sequence[Recorded]) -> dict[str, Figure]:
    """Return when the segment of the odd record went, and what was left in the end."""
    if not select(events, "honest", "left"):
        return {}
    figures = {
        f"gone-{kind}": timed(
            f"From a record to the end of its segment, timestamp {KINDS[kind] if kind != 'honest' else 'of now'}",
            [one.data["after"] / 1000 for one in select(events, kind, "start", passed=True)],
        )
        for kind in ("honest", "half-minute")
    }
    figures |= {
        f"left-{kind}": counted(
            f"Records of {RECORDS} left a minute later, one stamp {KINDS[kind]}",
            [one.data["records"] for one in select(events, kind, "left")],
        )
        for kind in KINDS
    }
    for cure in ("retention.ms=1", "retention.bytes=1"):
        name = cure.split("=")[0].replace(".", "-")
        figures[f"left-after-{name}"] = counted(
            f"Records left 8 s after {cure} was set",
            [one.data["left"] for one in select(events, "year", "cure", cure=cure)],
        )
    return figures


def measure_tombstones(events: Sequence[Recorded]) -> dict[str, Figure]:
    """Return how long a tombstone stayed after the pass that met it, with and without further writes."""
    busy = [find_contents(events, topic) for topic in list_topics(events, "busy")]
    quiet = [find_contents(events, topic) for topic in list_topics(events, "quiet")]
    figures: dict[str, Figure] = {}
    if len(busy) > 1:
        figures |= {
            "cleaned": timed(
                "From the roll to the first pass",
                [
                    (find_contents(events, topic)[CLEANED] - find_roll(events, topic)) / 1000
                    for topic in list_topics(events, "busy")
                ],
            ),
            "tombstone-busy": timed(
                "From the first pass until the tombstone is gone, delete.retention.ms of 10 s, writes going on",
                [(one[GONE] - one[CLEANED]) / 1000 for one in busy],
            ),
            "tombstone-quiet": timed(
                "The same without a write for 50 s", [(one[GONE] - one[CLEANED]) / 1000 for one in quiet]
            ),
        }
    figures["kept-before-roll"] = counted(
        "Records of two keys before the segment rolled",
        [WRITTEN.count(",") * (WRITTEN in one) for one in (*busy, *quiet)],
    )
    return figures
