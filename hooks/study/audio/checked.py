"""The list of turns that somebody has checked against what they stand on, committed beside the scripts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from study.audio.model import Episode, Turn
from study.audio.targets import Target

FILE_NAME = "checked.txt"

_HEADING = """\
# Turns that somebody has checked against what they stand on: digest of the turn, digest of what it stands on, and its
# name. `make audio-checked EPISODE=name` writes the lines of an episode after such a check."""

_LINE = re.compile(r"(?P<turn>[0-9a-f]{12}) (?P<target>[0-9a-f]{12}) (?P<name>\S+)")


@dataclass(frozen=True)
class Unchecked:
    """A turn that has to be checked."""

    turn: Turn
    reason: str


def parse_checked(text: str) -> dict[str, str]:
    """Return digests of what checked turns stand on, by the digests of the turns."""
    return {found["turn"]: found["target"] for found in map(_LINE.fullmatch, text.splitlines()) if found}


def find_unchecked(episode: Episode, targets: Mapping[str, Target], checked: Mapping[str, str]) -> Iterator[Unchecked]:
    """Yield every turn that nobody has checked, or that stands on what has changed since."""
    for turn in episode.turns:
        target = checked.get(_digest_turn(turn))
        if target is None:
            yield Unchecked(turn, f"nobody has checked this turn against `{turn.ground.typed}` as it is worded now")
        elif target != _digest(targets[turn.ground.typed].text):
            yield Unchecked(turn, f"`{turn.ground.typed}` has changed since this turn was checked")


def add_checked(text: str, episode: Episode, targets: Mapping[str, Target]) -> str:
    """Return the list with all turns of an episode as checked now; lines of what no episode says any more stay."""
    lines = {found["turn"]: found[0] for found in map(_LINE.fullmatch, text.splitlines()) if found}
    for turn in episode.turns:
        name = turn.ground.typed
        lines[_digest_turn(turn)] = f"{_digest_turn(turn)} {_digest(targets[name].text)} {name}"
    ordered = sorted(lines.values(), key=lambda line: (line.split()[2], line))
    return "\n".join([_HEADING, *ordered]) + "\n"


def _digest_turn(turn: Turn) -> str:
    return _digest(f"{turn.ground.typed} {turn.text}")


def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]
