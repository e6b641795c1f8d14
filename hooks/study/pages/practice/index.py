"""What quiz and flashcards know of every question before they fetch its text: enough to choose by, in few bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from study.bank.model import KIND_LABELS, LEVELS, Question

Names = Mapping[str, Mapping[str, str]]
"""What readers see of chapters, levels, kinds and topics, by slug."""

_NONE = "-"


@dataclass(frozen=True)
class PracticeChapter:
    """A chapter with questions that a page practises."""

    slug: str
    title: str

    url: str
    """Link to its page, marked to start from the site's root."""

    list_url: str
    """Link to where the page lists all its questions."""

    questions: tuple[Question, ...]


def can_be_marked(question: Question) -> bool:
    """Return whether an answer to the question is right or wrong: whether it belongs in a quiz."""
    return question.kind not in ("talk", "card")


def is_spoken(question: Question) -> bool:
    """Return whether the question is answered aloud: whether an interviewer asks it."""
    return question.kind == "talk"


def has_card(question: Question) -> bool:
    """Return whether the question is a flashcard too."""
    return question.card is not False


def list_names(
    chapters: Sequence[PracticeChapter], topics: Mapping[str, str] | None = None
) -> dict[str, dict[str, str]]:
    """Return the names of the chapters, levels, kinds and topics that occur, in the order that readers see."""
    questions = [question for chapter in chapters for question in chapter.questions]
    levels = {question.level for question in questions}
    kinds = {question.kind for question in questions}
    used = {topic for question in questions for topic in question.topics}
    return {
        "chapters": {chapter.slug: chapter.title for chapter in chapters},
        "levels": {level: level.capitalize() for level in LEVELS if level in levels},
        "kinds": {kind: label for kind, label in KIND_LABELS.items() if kind in kinds},
        "topics": {topic: (topics or {}).get(topic, topic) for topic in sorted(used)},
    }


def count_questions(chapters: Iterable[PracticeChapter]) -> dict[str, Counter[str]]:
    """Return how many questions each chapter, level and kind has, by slug."""
    counts: dict[str, Counter[str]] = {"chapters": Counter(), "levels": Counter(), "kinds": Counter()}
    for chapter in chapters:
        counts["chapters"][chapter.slug] = len(chapter.questions)
        counts["levels"].update(question.level for question in chapter.questions)
        counts["kinds"].update(question.kind for question in chapter.questions)
    return counts


def list_rows(chapters: Sequence[PracticeChapter], names: Names) -> list[str]:
    """Return a text for each chapter, with a line for each question.

    A line has, with spaces between: the id; a digit each for level and kind, and `f` if the order is fixed; the topics;
    how many questions further its siblings stand; its former ids. What has a name is told by its place among the names.
    """
    questions = [question for chapter in chapters for question in chapter.questions]
    places = {question.id: place for place, question in enumerate(questions)}
    orders = {part: {slug: place for place, slug in enumerate(slugs)} for part, slugs in names.items()}
    return [
        "\n".join(" ".join(_describe(question, places, orders)) for question in chapter.questions)
        for chapter in chapters
    ]


def _describe(question: Question, places: Mapping[str, int], orders: Mapping[str, Mapping[str, int]]) -> list[str]:
    here = places[question.id]
    code = f"{orders['levels'][question.level]}{orders['kinds'][question.kind]}{'f' if question.fixed else ''}"
    fields = [
        question.id,
        code,
        _join(orders["topics"][topic] for topic in question.topics),
        _join(places[near] - here for near in question.near if near in places),
        _join(question.was),
    ]
    while fields[-1] == _NONE:
        fields.pop()
    return fields


def _join(values: Iterable[object]) -> str:
    return ",".join(map(str, values)) or _NONE
