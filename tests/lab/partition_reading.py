"""Which partition was read, by whom, from when to when: from what members of consumer groups say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.lab.recordings import Recorded


@dataclass(frozen=True)
class Stretch:
    """A stretch of time, in milliseconds of the machine's clock, and who read in it; nobody if it is a gap."""

    start: float
    end: float
    who: str = ""

    @property
    def seconds(self) -> float:
        """How long it is."""
        return (self.end - self.start) / 1000


def find_readings(events: Iterable[Recorded], ends: Mapping[str, float]) -> dict[int, list[Stretch]]:
    """Return, for each partition, every poll that brought records of it, until the work on them was done.

    `ends` says when a member was killed; its last work ends there.
    """
    readings: dict[int, list[Stretch]] = {}
    polled: dict[str, Recorded] = {}

    def add(begun: Recorded, end: float) -> None:
        for partition in begun.data["partitions"]:
            readings.setdefault(partition, []).append(Stretch(begun.t, end, begun.who))

    for one in sorted(events, key=lambda event: event.t):
        if one.what == "polled":
            polled[one.who] = one
        elif one.what == "worked" and one.who in polled:
            add(polled.pop(one.who), one.t)
    for who, begun in polled.items():
        add(begun, max(ends.get(who, begun.t), begun.t))
    return {partition: sorted(stretches, key=lambda one: one.start) for partition, stretches in readings.items()}


def merge_readings(readings: Sequence[Stretch], tolerance: float) -> list[Stretch]:
    """Return the stretches in which one member read without a pause longer than the tolerance."""
    merged: list[Stretch] = []
    for one in readings:
        last = merged[-1] if merged else None
        if last and last.who == one.who and one.start - last.end <= tolerance:
            merged[-1] = Stretch(last.start, max(last.end, one.end), one.who)
        else:
            merged.append(one)
    return merged


def find_gaps(readings: Sequence[Stretch], start: float, end: float, tolerance: float) -> list[Stretch]:
    """Return the stretches between two times in which nobody read, if longer than the tolerance."""
    gaps, read_until = [], start
    for one in readings:
        if one.start > end:
            break
        if one.start - read_until > tolerance:
            gaps.append(Stretch(read_until, one.start))
        read_until = max(read_until, one.end)
    if end - read_until > tolerance:
        gaps.append(Stretch(read_until, end))
    return gaps


def find_owners(events: Iterable[Recorded], until: float) -> dict[int, str]:
    """Return who owned each partition at a time, by the callbacks of the members."""
    owners: dict[int, str] = {}
    for one in sorted(events, key=lambda event: event.t):
        if one.t > until or one.what not in ("assigned", "revoked", "lost"):
            continue
        for partition in one.data["partitions"]:
            if one.what == "assigned":
                owners[partition] = one.who
            elif owners.get(partition) == one.who:
                del owners[partition]
    return owners
