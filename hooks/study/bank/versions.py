"""Ranges of Kafka versions."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RANGE = re.compile(r"(\d+)\.(\d+)(?: - (\d+)\.(\d+))?")
_MAJOR = 4


@dataclass(frozen=True)
class VersionRange:
    """From one version to another, both included."""

    start: tuple[int, int]
    end: tuple[int, int]

    def holds(self, other: VersionRange) -> bool:
        """Whether the other range lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def __str__(self) -> str:
        start, end = (".".join(map(str, version)) for version in (self.start, self.end))
        return start if start == end else f"{start} - {end}"


def parse_range(text: str) -> VersionRange | None:
    """Return the range, or nothing if the text is none."""
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    start = (int(found[1]), int(found[2]))
    return VersionRange(start, (int(found[3]), int(found[4])) if found[3] else start)


def check_range(text: str) -> str:
    """Return what is wrong with a range and how to mend it, or nothing."""
    versions = parse_range(text)
    if versions is None:
        return f'is "{text}". Write a version or a range in quotes: `kafka: "4.0 - 4.4"`.'
    if versions.start > versions.end:
        return f'is "{text}", which ends before it starts. Write the older version first.'
    if versions.start[0] != _MAJOR or versions.end[0] != _MAJOR:
        return f'is "{text}", but the site covers Kafka {_MAJOR}. Write a range from {_MAJOR}.0 up.'
    return ""
