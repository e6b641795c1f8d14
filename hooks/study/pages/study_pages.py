"""The pages that no author writes: their Markdown, with a marker wherever questions stand."""

from __future__ import annotations

import json
from collections.abc import Sequence

from study.bank.loaded_chapter import LoadedChapter
from study.pages.flashcards import PACKAGE, TABLE
from study.pages.fragments import chapter_slug

QUIZ = "quiz.md"
FLASHCARDS = "flashcards.md"


def render_pages(chapters: Sequence[LoadedChapter]) -> dict[str, str]:
    """Return the Markdown of the pages that gather questions by its path: quiz and flashcards."""
    return {QUIZ: render_quiz(chapters), FLASHCARDS: render_flashcards(chapters)}


def render_chapter(chapter: LoadedChapter, body: str) -> str:
    """Return a chapter's Markdown under its title and the facts about it."""
    title = chapter.front.title.replace("{", "\\{")
    return f"# {title}\n\n[[chapter-head]]\n\n{body}"


def render_quiz(chapters: Sequence[LoadedChapter]) -> str:
    """Return the quiz page: every question that can be marked, by chapter."""
    return _front(
        title="Quiz",
        description="Every question of Kafka Deep Dive that can be marked: options, numbers, orders, pairs and traces, "
        "each with the reason behind every answer.",
        template="quiz.html",
        search={"exclude": True},
    ) + _by_chapter(
        "Quiz",
        "[[quiz-desk]]\n\nAnswer first, then open the reasons: every wrong option says why it is wrong.",
        "quiz",
        chapters,
    )


def render_flashcards(chapters: Sequence[LoadedChapter]) -> str:
    """Return the flashcards page: a card for every question that has one, by chapter."""
    return _front(
        title="Flashcards",
        description="Flashcards for senior and staff Kafka interviews: say the answer, open the card, compare, "
        "and follow the link to the section that teaches it.",
        template="flashcards.html",
        search={"exclude": True},
    ) + _by_chapter(
        "Flashcards",
        "Say the answer aloud before you open a card. What you could not say is what to read next.\n\n"
        f"To take away: [the deck for Anki]({PACKAGE}){{ download }}, where a newer one updates the cards and keeps "
        f"your schedule, or [a table]({TABLE}){{ download }} for other programs.\n\n[[cards-desk]]",
        "cards",
        chapters,
    )


def _by_chapter(title: str, lead: str, marker: str, chapters: Sequence[LoadedChapter]) -> str:
    sections = [f"# {title}\n\n{lead}"]
    sections += [
        f"## {chapter.front.title} {{#{chapter_slug(chapter)}}}\n\n[[{marker}: {chapter_slug(chapter)}]]"
        for chapter in chapters
    ]
    return "\n\n".join(sections) + "\n"


def _front(**values: object) -> str:
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", "", ""])
