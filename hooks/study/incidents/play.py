"""An incident played while the site is built: by its expert under some seeds, and by nobody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from study.cache.store import Cache, make_key
from study.incidents.shipped import Shipped
from study.scripts.deno_script import run_script

SCRIPT = Path(__file__).with_name("play_incident.mjs")
SEEDS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class PlayedEntry:
    """Something that is seen or heard during a step."""

    clock: str
    by: str
    """Id of the role, `lead` for what the lead looks at or does."""

    kind: str
    types: str
    text: str
    graph: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class PlayedStep:
    """One step of the expert path as it goes under the first seed."""

    clock: str
    label: str
    """What is looked at or done; how long is waited."""

    why: str
    verdict: str
    says: str
    """What an expert says of it afterwards."""

    entries: tuple[PlayedEntry, ...]


@dataclass(frozen=True)
class Played:
    """What came of it."""

    mistakes: tuple[tuple[tuple[str | int, ...], str], ...]
    """Where in the front matter something cannot be, and what."""

    begins: tuple[PlayedEntry, ...]
    steps: tuple[PlayedStep, ...]
    marks: Mapping[str, int]
    """Seconds until detected, mitigated, recovered."""

    minutes: int
    """Customer minutes that an expert loses."""

    idle_minutes: int
    """Customer minutes lost if nobody does anything."""


def play_incident(shipped: Shipped, cache: Cache) -> Played:
    """Return how an incident goes, as every browser will play it."""
    request = {"incident": shipped, "seeds": SEEDS}
    key = make_key("incident", json.dumps(request, sort_keys=True))
    played = json.loads(cache.get(key, lambda: json.dumps(run_script(SCRIPT, request))))
    mistakes = tuple((tuple(path), message) for path, message in played["mistakes"])
    steps = tuple(
        PlayedStep(**{**step, "entries": tuple(map(_read_entry, step["entries"]))}) for step in played["steps"]
    )
    begins = tuple(map(_read_entry, played["begins"]))
    return Played(mistakes, begins, steps, played["marks"], played["minutes"], played["idleMinutes"])


def _read_entry(entry: Mapping[str, Any]) -> PlayedEntry:
    return PlayedEntry(**{**entry, "graph": tuple(entry["graph"])})
