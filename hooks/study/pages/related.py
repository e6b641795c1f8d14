"""Questions to go on with after one: close to it in subject, not simply the next of its chapter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import Question
from study.bank.urls import resolve_link

HOW_MANY = 2

_SIBLING, _SECTION, _TOPIC = 4, 3, 2


class RelatedQuestions:
    """Knows what the questions of the site share: siblings named in `near`, sections that teach them, topics."""

    def __init__(self, chapters: Iterable[LoadedChapter]) -> None:
        self._questions: dict[str, Question] = {}
        self._subjects: dict[str, dict[tuple[str, str], int]] = {}
        self._neighbours: dict[str, set[str]] = {}
        self._sharing: dict[tuple[str, str], list[str]] = defaultdict(list)
        for chapter in chapters:
            ids = [question.id for question in chapter.front.questions]
            for index, question in enumerate(chapter.front.questions):
                self._questions[question.id] = question
                self._neighbours[question.id] = set(ids[max(0, index - 1) : index + 2])
                self._subjects[question.id] = dict(_find_subjects(question, chapter.src_uri))
                for subject in self._subjects[question.id]:
                    self._sharing[subject].append(question.id)

    def find(self, question_id: str) -> tuple[Question, ...]:
        """Return the questions that share most with this one, best first, without it and those right beside it."""
        shared: Counter[str] = Counter()
        for subject, weight in self._subjects[question_id].items():
            for other in self._sharing[subject]:
                shared[other] += weight
        for neighbour in self._neighbours[question_id]:
            del shared[neighbour]
        best = sorted(shared, key=lambda other: (-shared[other], other))[:HOW_MANY]
        return tuple(self._questions[other] for other in best)


def _find_subjects(question: Question, src_uri: str) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield what a question is about, each with its weight; siblings share the id of the one that names the other."""
    for question_id in (question.id, *question.near):
        yield ("sibling", question_id), _SIBLING
    if question.see:
        yield ("section", resolve_link(question.see, src_uri)), _SECTION
    for topic in question.topics:
        yield ("topic", topic), _TOPIC
