"""What stands on a flashcard, the same on the flashcards page and in the decks to take away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import Question
from study.pages.fragments import Fragments
from study.pages.markdown.field_markdown import place_links
from study.pages.markdown.units import split_units
from study.pages.practice.index import has_card

PACKAGE = "kafka-deep-dive.apkg"
TABLE = "kafka-deep-dive.tsv"
"""Names of the decks to take away."""


@dataclass(frozen=True)
class Flashcard:
    """A flashcard that is complete without the site."""

    id: str
    """Id of its question, by which a newer deck finds it again."""

    chapter: str
    """Title of its chapter."""

    tags: tuple[str, ...]
    """`chapter::`, `level::` and `topic::`, each with a slug."""

    front: str
    back: str
    links: str
    """The section that teaches it, its page and its sources; every link a whole address."""


def find_cards(chapters: Iterable[LoadedChapter], fragments: Fragments, site_url: str) -> tuple[Flashcard, ...]:
    """Return every card in reading order; `site_url` ends in `/`."""
    return tuple(
        _render_card(question, chapter, fragments, site_url)
        for chapter in chapters
        for question in chapter.front.questions
        if has_card(question)
    )


def _render_card(question: Question, chapter: LoadedChapter, fragments: Fragments, site_url: str) -> Flashcard:
    front, back, links = (split_units(place_links(html, site_url)).strip() for html in fragments.card_faces(question))
    topics = [f"topic::{topic}" for topic in sorted(question.topics)]
    tags = (f"chapter::{fragments.place(question).chapter_slug}", f"level::{question.level}", *topics)
    return Flashcard(question.id, chapter.front.title, tags, front, back, links)
