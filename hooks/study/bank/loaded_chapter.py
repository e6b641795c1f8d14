"""A chapter as every page is made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from study.authoring.prose import Body
from study.bank.model import Chapter
from study.bank.urls import file_stem


@dataclass(frozen=True)
class LoadedChapter:
    """A chapter without mistakes of the schema: its data, its prose and where its questions stand."""

    src_uri: str
    """Path under `docs/`, with `/`."""

    front: Chapter
    """The front matter."""

    body: Body
    """Headings, markers and diagrams of the prose."""

    lines: Mapping[str, int]
    """Line of the file on which each question starts, by id."""

    @property
    def slug(self) -> str:
        """The short name that addresses and decks use: the file's name without folder and ending."""
        return file_stem(self.src_uri)
