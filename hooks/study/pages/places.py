"""Where questions belong: their chapters, the sections that teach them, and what stands around them on their pages."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Section:
    """A section of a chapter that teaches something."""

    url: str
    """Link to it, marked to start from the site's root."""

    title: Markup
    """Its heading, as HTML for the inside of a line."""


@dataclass(frozen=True)
class Place:
    """Where a question belongs, as links marked to start from the site's root."""

    url: str
    chapter_slug: str
    chapter_title: str
    chapter_url: str
    section: Section | None
    ask: Markup


@dataclass(frozen=True)
class Around:
    """What a question's own page tells of other things than the question."""

    place: Place
    neighbours: tuple[tuple[str, str, Place], ...]
    """The questions before and behind it in its chapter: `rel` and words of the link, and where it leads."""

    topics: tuple[str, ...]
    """Labels."""

    related: tuple[Place, ...]
    report_url: str
    """Where it is reported, or nothing."""

    home_url: str
    """Link to the landing page."""

    number: int
    """Its place among the questions of its chapter, from 1."""

    count: int
    """How many questions its chapter has."""

    way: str
    """How it is answered there: as a `question` that is marked, as a `card` that the reader grades, or not at all."""
