"""What an episode is: parts of turns, each standing on a section, a question or a receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from study.bank.urls import EPISODES

FOLDER = EPISODES
"""Of scripts and sound files."""

LANGUAGE = "en"


@dataclass(frozen=True)
class Ground:
    """What a turn stands on."""

    typed: str
    """As its author wrote it: `chapter#anchor`, `q/id` or `receipt/name`."""

    @property
    def kind(self) -> str:
        """`section`, `question` or `receipt`."""
        return {"q": "question", "receipt": "receipt"}.get(self.typed.partition("/")[0], "section")

    @property
    def name(self) -> str:
        """The name of the question or receipt, or `chapter#anchor`."""
        return self.typed if self.kind == "section" else self.typed.partition("/")[2]


@dataclass(frozen=True)
class Turn:
    """What one host says before the other speaks."""

    line: int
    host: str
    ground: Ground
    text: str
    """As readers see it, on one line; names in backticks are code."""


@dataclass(frozen=True)
class Part:
    """A chapter of the sound file."""

    line: int
    title: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Episode:
    """A script without mistakes of form."""

    src_uri: str
    name: str
    """Of its files: that of the script without folder and ending."""

    title: str
    summary: str
    chapter: str
    """Short name of the chapter it belongs to; nothing where it is about several."""

    hosts: Mapping[str, str]
    """Voice by the name of the host."""

    added: str
    parts: tuple[Part, ...]

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns of all parts."""
        return tuple(turn for part in self.parts for turn in part.turns)
