"""Conclusions and words of what retention and compaction take away."""

from __future__ import annotations

from collections.abc import Sequence

from study.receipts.model import Event, Figure, Span, Table, Timeline

from tests.lab.experiments.retention_and_compaction.figures import (
    CLEANED,
    GONE,
    KINDS,
    RECORDS,
    find_contents,
    find_longest_life,
    find_roll,
    list_topics,
    measure_future,
    measure_segments,
    measure_tombstones,
    select,
)
from tests.lab.figures import write_number
from tests.lab.findings import Findings
from tests.lab.recordings import Recorded

BROKER = {
    "log.retention.check.interval.ms": "1000",
    "log.cleaner.backoff.ms": "1000",
    "log.initial.task.delay.ms": "1000",
}

METHOD = (
    "Three combined nodes; five topics of each kind at once, so that each part has five runs. The broker looks "
    "for what to "
    "delete, and the cleaner for what to clean, every second instead of every five minutes and 15 s.",
    "A record every 100 ms for a minute, segment.ms of 5 s, retention.ms of 10 s; the log start is asked for all "
    "the time. Then "
    "silence until the log is empty.",
    f"{RECORDS} records of 10 kB with segment.bytes of 1 MiB, retention.ms of 10 s; one record in the middle with "
    "an honest "
    "timestamp, one 30 s ahead, or one a year ahead where the limit was lifted. What is left after a minute; "
    "then retention.ms "
    "of 1, then retention.bytes of 1.",
    "ann a1, bob b1, ann a2, bob null into compacted topics with segment.ms of 1 s; a record 8 s later rolls. "
    "Then one every "
    "1.5 s in five topics, and none for 50 s in five others. All is read from the start again and again.",
)

LIMITS = (
    "A tombstone's times lie between two reads of a topic, seconds apart on a busy machine: the first pass may "
    "be seen late, "
    "and a life may look shorter than delete.retention.ms by that.",
    "The intervals of checks are shorter than by default: what is quoted as age includes up to a second for "
    "them, not five minutes.",
    "Files leave the disk later still; what was watched is what a reader can get.",
)

SETTINGS = {
    "broker": BROKER,
    "topic": {
        "segment.ms": "5000, 1000 for tombstones",
        "segment.bytes": "1048576 for timestamps",
        "retention.ms": "10000",
        "delete.retention.ms": "10000",
        "min.cleanable.dirty.ratio": "0.01",
        "message.timestamp.after.max.ms": "9223372036854775807 for the stamp a year ahead",
    },
}


def describe(events: Sequence[Recorded]) -> Findings:
    """Return figures, conclusions and words."""
    figures = measure_segments(events) | measure_future(events) | measure_tombstones(events)
    return Findings(
        question="What do retention and compaction take away, and when?",
        answer=answer(figures),
        method=METHOD,
        limits=LIMITS,
        settings=SETTINGS,
        figures=figures,
        conclusions=conclude(events, figures),
        timelines=(draw(events),),
        tables=tabulate(events),
    )


def answer(figures: dict[str, Figure]) -> str:
    """Return what came out, in three sentences."""
    if "first-record-age" not in figures or "tombstone-busy" not in figures:
        return "A tombstone outlives the pass that takes what it deletes, and without writes it stays."
    return (
        f"With retention.ms of 10 s and segments of 5 s, records went {write_number(figures['records-at-once'])} "
        "at a time, the first "
        f"of a segment at an age of {write_number(figures['first-record-age'], 1)}, the last at "
        f"{write_number(figures['last-record-age'], 1)}. "
        f"One stamp 30 s ahead held its segment for {write_number(figures['gone-half-minute'], 1)}, one a year "
        "ahead held "
        f"{write_number(figures['left-year'])} of {RECORDS} records until a limit of size freed them. A tombstone went "
        f"{write_number(figures['tombstone-busy'], 1)} after the first pass with writes going on, and "
        f"{write_number(figures['tombstone-quiet'], 1)} without."
    )


def conclude(events: Sequence[Recorded], figures: dict[str, Figure]) -> dict[str, bool]:
    """Return what must have held in every run."""
    busy = [find_contents(events, topic) for topic in list_topics(events, "busy")]
    quiet = [find_contents(events, topic) for topic in list_topics(events, "quiet")]
    held = {
        "In the active segment nothing is compacted.": set(figures["kept-before-roll"].runs) == {4.0},
        "A tombstone outlives the pass that takes the value it deletes.": all(
            one[GONE] > one[CLEANED] for one in (*busy, *quiet)
        ),
        "It stays for delete.retention.ms at least.": all(
            find_longest_life(events, topic) >= 10_000
            for kind in ("busy", "quiet")
            for topic in list_topics(events, kind)
        ),
        "Without writes it stays until there is one.": min(one[GONE] - one[CLEANED] for one in quiet) > 40_000,
    }
    if "first-record-age" in figures:
        held |= {
            "Records go by the segment, many at once.": min(figures["records-at-once"].runs) > 20,
            "No record goes before retention.ms is over.": min(figures["last-record-age"].runs) >= 10,
            "The first of a segment waits for its last.": all(
                first - last > 3
                for first, last in zip(figures["first-record-age"].runs, figures["last-record-age"].runs, strict=True)
            ),
            "The active segment of a quiet topic goes too.": len(figures["quiet-last-record-age"].runs) == 5,
            "A stamp half a minute ahead holds its segment for half a minute more.": min(
                figures["gone-half-minute"].runs
            )
            >= 40,
            "A stamp a year ahead holds its segment and all behind it.": min(figures["left-year"].runs) > 100,
            "A lower retention.ms frees nothing.": figures["left-after-retention-ms"].runs == figures["left-year"].runs,
            "A limit of size frees it.": max(figures["left-after-retention-bytes"].runs) == 0,
            "A stamp further ahead than an hour is refused by default.": next(
                one for one in events if one.who == "refusing"
            )
            .data["answer"]
            .startswith("InvalidTimestampException"),
        }
    return held


def draw(events: Sequence[Recorded]) -> Timeline:
    """Return what stood in a busy and a quiet compacted topic, from the first roll on."""
    rolls = {topic: find_roll(events, topic) for topic in ("busy-1", "quiet-1")}
    end = max(find_contents(events, topic)[GONE] - rolled for topic, rolled in rolls.items()) + 5000
    spans = []
    for topic, rolled in rolls.items():
        contents = find_contents(events, topic)
        lane = "writes go on" if topic == "busy-1" else "no writes"
        first, gone = contents[CLEANED] - rolled, contents[GONE] - rolled
        spans += [
            Span(lane=lane, label="value and tombstone", start=0, end=max(first, 0), mark="muted"),
            Span(lane=lane, label="tombstone", start=max(first, 0), end=gone, mark="hot"),
            Span(lane=lane, label="gone", start=gone, end=max(end, gone), mark="good"),
        ]
    marks = (Event(at=0, where="both", what="a record rolls the segment"),)
    return Timeline(title="The life of a tombstone, delete.retention.ms of 10 s", spans=tuple(spans), events=marks)


def tabulate(events: Sequence[Recorded]) -> tuple[Table, ...]:
    """Return each deletion of one topic, and what each kind of timestamp held back."""
    moves = [one for one in events if one.who == "segments-1" and one.what == "start"]
    if not moves:
        return ()
    rows = tuple(
        (
            f"{one.data['from']} to {one.data['to'] - 1}",
            f"{one.data['firstAge'] / 1000:.1f} s",
            f"{one.data['lastAge'] / 1000:.1f} s",
            "active" if one.data["empty"] else "sealed",
        )
        for one in moves
    )
    left = tuple(
        (KINDS[kind], ", ".join(str(one.data["records"]) for one in select(events, kind, "left"))) for kind in KINDS
    )
    return (
        Table(
            title="Each deletion in one topic, a record every 100 ms",
            columns=("Offsets", "Age of the first", "Age of the last", "Segment"),
            rows=rows,
        ),
        Table(
            title=f"Records of {RECORDS} left after a minute, retention.ms of 10 s",
            columns=("Timestamp of one record", "Left in each topic"),
            rows=left,
        ),
    )
