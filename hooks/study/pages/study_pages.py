"""The pages that no author writes: their Markdown, with a marker wherever questions stand."""

from __future__ import annotations

import json

from study.bank.loaded_chapter import LoadedChapter
from study.pages.flashcards import PACKAGE, TABLE
from study.pages.practice.panels import FLASHCARDS

QUIZ = "quiz.md"
INTERVIEW = "mock-interview.md"
TAKE_AWAY = "take-away.md"


def render_pages(checked: str) -> dict[str, str]:
    """Return the Markdown of each by its path; `checked` is the newest check of the content."""
    practice = {QUIZ: render_quiz(), FLASHCARDS: render_flashcards(), INTERVIEW: render_interview()}
    return {**practice, TAKE_AWAY: render_take_away(checked)}


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
        "[Everything else to take along](take-away.md): question banks for other programs.",
    )


def render_interview() -> str:
    """Return the page of the mock interview: what one is chosen with, and every question that it may ask."""
    return _front(
        title="Mock interview",
        description="A Kafka interview of 10, 25 or 45 minutes to answer aloud: one question at a time, follow-ups by "
        "level, then a rubric to tick. Alone, or with a friend.",
        template="interview.html",
        search={"exclude": True},
    ) + _join(
        "# Mock interview",
        "[[interview-panel]]",
        "## Every question that may be asked { #questions }",
        "Say the answer aloud, for one to two minutes. Then open it: the rubric says what a good answer names, the "
        "traps what costs the point, the follow-ups what is asked next.",
        "[[interview-questions]]",
    )


def render_take_away(checked: str) -> str:
    """Return the page of the files that readers take along; markers stand where they are listed."""
    return _front(
        title="Take it with you",
        description="Kafka Deep Dive as files: the whole as EPUB and PDF, cheat sheets to print, the deck for Anki, "
        "the questions as GIFT, QTI, CSV and JSON. What each is for.",
    ) + _join(
        "# Take it with you",
        "The same chapters and questions as on the site, for where you study besides. Every question keeps its id, so "
        "a newer file updates what you have.",
        f"Newest check of the content: {checked}. Nothing is fetched before you ask for it, and the offline copy of "
        "the site leaves these files out.",
        "## The whole book { #book }",
        "Chapters, diagrams and questions in one file, as they are on the site on the day of the edition.",
        "[[take-away: book]]",
        "## Cheat sheets { #sheets }",
        "Each chapter on one page: the answer of 60 seconds, a picture, numbers, settings with their defaults, and "
        "what candidates get wrong. Open one to read or print it, or take the PDF for your paper.",
        "[[take-away: sheets]]",
        "## Flashcards { #cards }",
        "[[take-away: cards]]",
        "## Question banks { #banks }",
        "[[take-away: banks]]",
    )


def _join(*blocks: str) -> str:
    return "\n\n".join(blocks) + "\n"


def _front(**values: object) -> str:
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", "", ""])
