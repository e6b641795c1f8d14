"""Chapters and questions as far as they could be read, each knowing where it stands: what the checks work on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError

from study.authoring.front_matter import FrontMatter
from study.authoring.problems import Problem
from study.authoring.prose import Body
from study.authoring.yaml_reader import Value
from study.bank.model import Chapter, Question
from study.checks.field_errors import explain_field_errors

_NO_TEXT = "…"


@dataclass(frozen=True)
class Page:
    """One documentation page: where it is, its front matter and its prose."""

    src_uri: str
    file: str
    """Path from the project root."""

    text: str
    """The whole file."""

    front: FrontMatter
    body: Body

    def mentions(self, word: str) -> bool:
        """Whether the word stands anywhere in the file."""
        return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", self.text) is not None


@dataclass(frozen=True)
class QuestionDraft:
    """A question as far as it could be read: fields with a mistake are absent, or cut where they were too long."""

    page: Page
    index: int
    id: str
    """As written, or empty."""

    question: Question
    written: Mapping[str, Value]
    """Every field the author wrote, readable or not."""

    @property
    def name(self) -> str:
        """What messages call the question."""
        return f'question "{self.id}"' if self.id else f"question {self.index + 1}"

    @property
    def line(self) -> int:
        """Line of the file on which the question starts."""
        return self.page.front.line_of("questions", self.index)

    def line_of(self, *path: str | int, offset: int = 0) -> int:
        """Return the line of a field, or of the `offset`-th line of its text where line breaks are kept."""
        place = self.page.front.places.get(("questions", self.index, *path))
        if place is not None and place.first_text_line is not None:
            return place.first_text_line + offset
        return self.page.front.line_of("questions", self.index, *path)

    def error(self, message: str, *path: str | int) -> Problem:
        """Return an error at the field."""
        return self._problem(message, path, "error")

    def warning(self, message: str, *path: str | int) -> Problem:
        """Return a warning at the field."""
        return self._problem(message, path, "warning")

    def _problem(self, message: str, path: tuple[str | int, ...], severity: Literal["error", "warning"]) -> Problem:
        line = self.page.front.line_of("questions", self.index, *path)
        return Problem(self.page.file, line, message, severity)


@dataclass(frozen=True)
class ChapterDraft:
    """A chapter as far as it could be read."""

    page: Page
    questions: tuple[QuestionDraft, ...]
    front: Chapter | None
    """The whole front matter, if no field of it has a mistake."""

    problems: tuple[Problem, ...]


def read_chapter(page: Page) -> ChapterDraft:
    """Return the chapter with every mistake of the schema in it, told in the author's words."""
    problems: list[Problem] = []
    drafts: list[QuestionDraft] = []
    written = page.front.values.get("questions")
    for index, value in enumerate(written if isinstance(written, tuple) else ()):
        if isinstance(value, dict):
            draft, found = _read_question(page, index, value)
            drafts.append(draft)
            problems += found
        else:
            message = f"question {index + 1} is not a map of fields. Start it with `- id: …`, its fields below."
            problems.append(Problem(page.file, page.front.line_of("questions", index), message))
    values: dict[str, object] = dict(page.front.values)
    if drafts:
        values["questions"] = tuple(draft.question for draft in drafts)
    front = None
    try:
        front = Chapter.model_validate(values)
    except ValidationError as error:
        problems += explain_field_errors(error, page.front, page.file, (), "the chapter")
    return ChapterDraft(page, tuple(drafts), None if problems else front, tuple(problems))


def _read_question(page: Page, index: int, written: dict[str, Value]) -> tuple[QuestionDraft, list[Problem]]:
    typed_id = written.get("id")
    question_id = typed_id if isinstance(typed_id, str) else ""
    try:
        return QuestionDraft(page, index, question_id, Question.model_validate(written), written), []
    except ValidationError as error:
        broken = {field.loc: field for field in _top_errors(error)}
        kept = {key: value for key, value in written.items() if key in Question.model_fields and key not in broken}
        for key, problem in broken.items():
            if problem.limit is not None:
                kept[key] = str(written[key])[: problem.limit]
        question = Question.model_validate({"id": "not-readable", "ask": _NO_TEXT, **kept})
        draft = QuestionDraft(page, index, question_id, question, written)
        return draft, explain_field_errors(error, page.front, page.file, ("questions", index), draft.name)


@dataclass(frozen=True)
class _BrokenField:
    loc: str
    limit: int | None
    """How much of a text that is too long can be kept."""


def _top_errors(error: ValidationError) -> list[_BrokenField]:
    found = []
    for detail in error.errors(include_url=False):
        too_long = detail["type"] == "string_too_long" and detail["loc"] in (("ask",), ("explain",))
        found.append(_BrokenField(str(detail["loc"][0]), detail["ctx"]["max_length"] if too_long else None))
    return found
