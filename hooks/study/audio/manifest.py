"""What is known of the sound of an episode: what it was made of, when each turn is heard, and what was measured."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Loudness:
    """What was measured of a sound."""

    integrated: float
    """LUFS."""

    peak: float
    """The true peak in dBFS."""

    hosts: Mapping[str, float]
    """LUFS of each host's turns, after all that was done to them."""


@dataclass(frozen=True)
class Manifest:
    """What is committed beside a sound file."""

    digest: str
    """Of all that the sound depends on, as `describe_sound` gives it."""

    voices: Mapping[str, str]
    """By the name of the host."""

    seconds: float
    bytes: int
    turns: tuple[tuple[float, float], ...]
    """Begin and end of each turn in seconds."""

    parts: tuple[float, ...]
    """Begin of each part in seconds."""

    loudness: Loudness
    """Of the sound before it is encoded."""


def read_manifest(path: Path) -> Manifest | None:
    """Return the manifest in a file, or None if there is none of this form: its sound is made anew."""
    try:
        return parse_manifest(path.read_text(encoding="utf-8"))
    except (OSError, KeyError, TypeError, ValueError):
        return None


def parse_manifest(text: str) -> Manifest:
    """Return the manifest that a text holds."""
    read: dict[str, Any] = json.loads(text)
    loudness = Loudness(**read.pop("loudness"))
    turns = tuple((begin, end) for begin, end in read.pop("turns"))
    return Manifest(**{**read, "parts": tuple(read["parts"])}, turns=turns, loudness=loudness)


def render_manifest(manifest: Manifest) -> str:
    """Return the text of a manifest, the times of a turn on one line."""
    values = asdict(manifest)
    lists = {name: ",\n".join(f"    {json.dumps(one)}" for one in values.pop(name)) for name in ("turns", "parts")}
    text = json.dumps({**values, **{name: f"[[{name}]]" for name in lists}}, indent=2, sort_keys=True)
    for name, lines in lists.items():
        text = text.replace(f'"[[{name}]]"', f"[\n{lines}\n  ]")
    return f"{text}\n"
