"""The texts of a question with their places, and what no text of a question may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from study.authoring.problems import Problem
from study.authoring.yaml_reader import FieldPath
from study.bank.model import Question
from study.checks.drafts import QuestionDraft
from study.checks.html.unsafe_html import find_text_dangers
from study.checks.html.unsafe_markdown import find_html, find_links


@dataclass(frozen=True)
class Text:
    """A text field of a question."""

    path: FieldPath
    """Where it stands inside the question."""

    text: str


def find_texts(question: Question) -> Iterator[Text]:
    """Yield every text of the question that readers see as Markdown, in written order of the schema."""
    yield Text(("ask",), question.ask)
    if question.answer:
        yield Text(("answer",), question.answer)
    yield from _listed("answers", question.answers)
    for index, wrong in enumerate(question.wrong or ()):
        yield Text(("wrong", index, "say"), wrong.say)
        yield Text(("wrong", index, "why"), wrong.why)
    yield from _listed("accept", question.accept)
    yield from _listed("order", question.order)
    for left, right in (question.match or {}).items():
        yield Text(("match", left), left)
        yield Text(("match", left), right)
    yield from _spoken(question)
    if question.explain:
        yield Text(("explain",), question.explain)
    if question.hint:
        yield Text(("hint",), question.hint)
    if question.card:
        yield Text(("card", "front"), question.card.front)
        yield Text(("card", "back"), question.card.back)
    if question.unit:
        yield Text(("unit",), question.unit)


def _listed(key: str, texts: Iterable[str] | None) -> Iterator[Text]:
    for index, text in enumerate(texts or ()):
        yield Text((key, index), text)


def _spoken(question: Question) -> Iterator[Text]:
    if question.talk is None:
        return
    yield Text(("talk", "say"), question.talk.say)
    for index, point in enumerate(question.talk.rubric):
        yield Text(("talk", "rubric", index), point)
    for index, followup in enumerate(question.talk.followups):
        yield Text(("talk", "followups", index, "ask"), followup.ask)
        yield Text(("talk", "followups", index, "say"), followup.say)
    for index, trap in enumerate(question.talk.traps):
        yield Text(("talk", "traps", index), trap)


def check_texts(draft: QuestionDraft) -> Iterator[Problem]:
    """Yield raw HTML and links that no text of a question may hold."""
    for text in find_texts(draft.question):
        seen = [*find_html(text.text), *find_links(text.text)]
        for offset, message in seen or find_text_dangers(text.text):
            yield Problem(draft.page.file, draft.line_of(*text.path, offset=offset), f"{draft.name}: {message}")
