"""What stands on the pages of practice: the index of their questions, the panel, and links to every question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from study.bank.model import LEVELS, Question
from study.bank.urls import page_url
from study.pages.markdown.field_markdown import ROOT_MARK
from study.pages.places import Place
from study.pages.practice.index import (
    PracticeChapter,
    can_be_marked,
    count_questions,
    has_card,
    is_spoken,
    list_names,
    list_rows,
)
from study.pages.template_environment import load_macros

PROGRESS = "progress.md"
"""Page on which readers see where their cards stand."""

FLASHCARDS = "flashcards.md"


class PracticePanels:
    """Renders the markers of these pages; links start from the site's root."""

    def __init__(
        self, chapters: Iterable[PracticeChapter], topics: Mapping[str, str], place: Callable[[Question], Place]
    ) -> None:
        """Take all chapters with all questions, the labels of topics, and what tells where a question belongs."""
        all_chapters = list(chapters)
        self._quiz = _select(all_chapters, can_be_marked)
        self._cards = _select(all_chapters, has_card)
        self._talks = _select(all_chapters, is_spoken)
        self._topics = topics
        self._place = place
        self._index = load_macros("practice/index.html")
        self._plans = load_macros("practice/offers.html")

    def render_quiz_panel(self) -> str:
        """Return the index of what can be marked, and the panel of the quiz."""
        names = list_names(self._quiz)
        index = self._index.index(self._quiz, list_rows(self._quiz, names), names, ("levels", "kinds"), ROOT_MARK)
        return f"{index}{load_macros('practice/quiz.html').quiz_panel(names, count_questions(self._quiz))}"

    def render_cards_panel(self) -> str:
        """Return the index of what has a card, and the panel of the flashcards."""
        names = list_names(self._cards, self._topics)
        index = self._index.index(self._cards, list_rows(self._cards, names), names, ("levels", "topics"), ROOT_MARK)
        return f"{index}{load_macros('practice/cards.html').cards_panel(names, ROOT_MARK + page_url(PROGRESS))}"

    def render_quiz_chapters(self) -> str:
        """Return the links to the questions of each chapter."""
        return str(self._index.chapter_links(self._quiz, "question"))

    def render_cards_chapters(self) -> str:
        """Return the links to the questions of each chapter that has cards."""
        return str(self._index.chapter_links(self._cards, "card"))

    def render_interview_panel(self) -> str:
        """Return the index of what is answered aloud, and the panel of the mock interview."""
        names = list_names(self._talks)
        index = self._index.index(self._talks, list_rows(self._talks, names), names, ("levels", "kinds"), ROOT_MARK)
        macros = load_macros("practice/interview.html")
        return f"{index}{macros.interview_panel(names, count_questions(self._talks))}"

    def render_interview_questions(self) -> str:
        """Return the links to all that is answered aloud, by level and chapter."""
        groups: dict[str, dict[str, list[Question]]] = {level: {} for level in LEVELS}
        for chapter in self._talks:
            for question in chapter.questions:
                groups[question.level].setdefault(chapter.title, []).append(question)
        return str(load_macros("practice/interview.html").spoken_questions(groups, self._place))

    def render_last_minutes(self) -> str:
        """Return the offer to spend the last minutes before an interview on what would be missed."""
        return str(self._plans.last_minutes(ROOT_MARK, ROOT_MARK + page_url(FLASHCARDS)))

    def render_tonight(self) -> str:
        """Return the offer to plan an evening from what is due, weak and often asked."""
        return str(self._plans.tonight(ROOT_MARK, ROOT_MARK + page_url(FLASHCARDS)))


def _select(chapters: Iterable[PracticeChapter], wanted: Callable[[Question], bool]) -> list[PracticeChapter]:
    """Return the chapters with those of their questions that are wanted, without those that have none."""
    selected = [replace(chapter, questions=tuple(filter(wanted, chapter.questions))) for chapter in chapters]
    return [chapter for chapter in selected if chapter.questions]
