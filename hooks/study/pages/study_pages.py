"""The pages that no author writes: their Markdown, with a marker wherever questions stand."""

from __future__ import annotations

import json

from study.bank.loaded_chapter import LoadedChapter
from study.pages.flashcards import PACKAGE, TABLE

QUIZ = "quiz.md"
FLASHCARDS = "flashcards.md"


def render_pages() -> dict[str, str]:
    """Return the Markdown of the pages on which readers practise by its path: quiz and flashcards."""
    return {QUIZ: render_quiz(), FLASHCARDS: render_flashcards()}


def render_chapter(chapter: LoadedChapter, body: str) -> str:
    """Return a chapter's Markdown under its title and the facts about it."""
    title = chapter.front.title.replace("{", "\\{")
    return f"# {title}\n\n[[chapter-head]]\n\n{body}"


def render_quiz() -> str:
    """Return the quiz page: what a quiz is chosen with, and where the questions of each chapter can be read."""
    return _front(
        title="Quiz",
        description="Every question of Kafka Deep Dive that can be marked: options, numbers, orders, pairs and traces, "
        "each with the reason behind every answer.",
        template="quiz.html",
        search={"exclude": True},
    ) + _join(
        "# Quiz",
        "[[quiz-panel]]",
        "Answer first, then open the reasons: every wrong option says why it is wrong. To read instead, here are the "
        "questions of each chapter:",
        "[[quiz-chapters]]",
    )


def render_flashcards() -> str:
    """Return the flashcards page: what the cards are studied with, and where their questions can be read."""
    return _front(
        title="Flashcards",
        description="Flashcards for senior and staff Kafka interviews: say the answer, open the card, compare, "
        "and follow the link to the section that teaches it.",
        template="flashcards.html",
        search={"exclude": True},
    ) + _join(
        "# Flashcards",
        "[[cards-panel]]",
        "[[cards-chapters]]",
        "Say the answer aloud before you open a card. What you could not say is what to read next.",
        f"To take away: [the deck for Anki]({PACKAGE}){{ download }}, where a newer one updates the cards and keeps "
        f"your schedule, or [a table]({TABLE}){{ download }} for other programs.",
    )


def _join(*blocks: str) -> str:
    return "\n\n".join(blocks) + "\n"


def _front(**values: object) -> str:
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", "", ""])
