"""What clients print: one line of JSON an event -> events in the order of their time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Recorded:
    """Something that a client printed, with the milliseconds of the machine's clock."""

    t: float
    who: str
    what: str
    data: Mapping[str, Any]
    """The other fields of the line."""


def parse_line(line: str) -> Recorded | None:
    """Return the event of a line, or nothing if the line is not one."""
    if not line.startswith("{"):
        return None
    try:
        fields = json.loads(line)
        return Recorded(float(fields.pop("t")), fields.pop("who"), fields.pop("what"), fields)
    except (json.JSONDecodeError, KeyError):
        return None


def merge(*recordings: Iterable[Recorded]) -> tuple[Recorded, ...]:
    """Return the events of several clients in the order of their time."""
    return tuple(sorted((one for recording in recordings for one in recording), key=lambda one: one.t))


def find_first(events: Iterable[Recorded], what: str, *, after: float = 0, **data: object) -> Recorded | None:
    """Return the first event of this kind, with these fields, that is later than a time."""
    return next(
        (one for one in events if one.what == what and one.t > after and data.items() <= one.data.items()), None
    )


def count(events: Iterable[Recorded], what: str, **data: object) -> int:
    """Return how many events of this kind have these fields."""
    return sum(one.what == what and data.items() <= one.data.items() for one in events)


def find_part(place: int) -> Callable[[Sequence[Recorded]], Recorded | None]:
    """Return what finds the event by which a client began the part at this place, or ended the last."""

    def find(events: Sequence[Recorded]) -> Recorded | None:
        parts = [one for one in events if one.who == "part"]
        return parts[place] if len(parts) > place else None

    return find
