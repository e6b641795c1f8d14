"""The pages that no author writes: their Markdown, with a marker wherever questions stand."""

from __future__ import annotations

import json
from collections.abc import Sequence

from study.anki_deck import PACKAGE, TABLE
from study.field_markdown import FieldMarkdown, plain_text
from study.fragments import chapter_slug
from study.kept_texts import KeptTexts
from study.loaded_chapter import LoadedChapter
from study.model import Question
from study.urls import page_url, question_src, root_of

QUIZ = "quiz.md"
FLASHCARDS = "flashcards.md"


def render_pages(chapters: Sequence[LoadedChapter], kept: KeptTexts | None = None) -> dict[str, str]:
    """Return the Markdown of every generated page by its path: quiz, flashcards, each question, each former id.

    `kept` is where converted fields are.
    """
    pages = {QUIZ: render_quiz(chapters), FLASHCARDS: render_flashcards(chapters)}
    for chapter in chapters:
        markdown = FieldMarkdown(chapter.src_uri, kept)
        for question in chapter.front.questions:
            pages[question_src(question.id)] = render_question(question, chapter, markdown)
            for former in question.was:
                pages[question_src(former)] = render_redirect(question, former)
    return pages


def render_chapter(chapter: LoadedChapter, body: str) -> str:
    """Return a chapter's Markdown under its title and the facts about it."""
    return f"# {chapter.front.title}\n\n[[chapter-head]]\n\n{body}"


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
        "[[quiz-frame]]\n\nAnswer first, then open the reasons: every wrong option says why it is wrong.",
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
        f"your schedule, or [a table]({TABLE}){{ download }} for other programs.\n\n[[topic-names]]",
        "cards",
        chapters,
    )


def render_question(question: Question, chapter: LoadedChapter, markdown: FieldMarkdown) -> str:
    """Return the page of one question, titled by what it asks."""
    ask = plain_text(markdown.inline(question.ask))
    return (
        _front(
            title=ask,
            description=f"A {question.level} Kafka interview question from “{chapter.front.title}”, "
            "with its answer, reasons and sources.",
            template="question.html",
            search={"exclude": True},  # The search index takes questions from where they are written.
        )
        + f"# {' '.join(question.ask.split())} {{#{question.id}}}\n\n[[question: {question.id}]]\n"
    )


def render_redirect(question: Question, former: str) -> str:
    """Return the page of a former id, which leads to the question's own."""
    target = root_of(question_src(former)) + page_url(question_src(question.id))
    front = _front(title="This question has moved", template="redirect.html", target=target, search={"exclude": True})
    return f"{front}# This question has moved\n\n[Go to the question]({question.id}.md)\n"


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
