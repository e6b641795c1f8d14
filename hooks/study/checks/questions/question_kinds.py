"""Whether the fields of a question make exactly one kind, and whether all fields of that kind are there."""

from __future__ import annotations

from collections.abc import Iterator

from study.authoring.plain_text import suggest
from study.authoring.problems import Problem
from study.bank.model import Question
from study.checks.drafts import QuestionDraft

_KIND_FIELDS = ("answers", "accept", "number", "order", "match", "trace", "talk")
"""Fields of which each makes a kind of its own; `wrong` goes with `answer` or `answers`."""

_WITHOUT_ANSWER = ("answers", "number", "order", "match", "talk")
_NEEDS: dict[str, tuple[str, ...]] = {
    "wrong": ("answer", "answers"),
    "answers": ("wrong",),
    "accept": ("answer",),
    "trace": ("answer",),
    "tolerance": ("number",),
    "unit": ("number",),
}
_ANSWER_ADVICE = "Add `answer: |` and the text below it."
_REASONS = {
    "wrong": ("wrong options but no `answer`", _ANSWER_ADVICE),
    "answers": ("`answers` but no `wrong` options", "Add `wrong:` with two to four entries of `say` and `why`."),
    "accept": ("`accept` but no `answer`", _ANSWER_ADVICE),
    "trace": ("`trace` but no `answer`", "Add `answer:` and the outcome in one sentence."),
    "tolerance": ("`tolerance` but no `number`", "Add `number:`, or remove `tolerance`."),
    "unit": ("`unit` but no `number`", "Add `number:`, or remove `unit`."),
}


def check_kind(draft: QuestionDraft) -> Iterator[Problem]:
    """Yield what keeps the fields from making one whole kind; fields that could not be read count as written."""
    written = draft.written
    clash = _find_clash(draft)
    if clash is not None:
        first, second = clash
        message = f"{draft.name} has both `{first}` and `{second}`, which are two kinds. Remove one of them."
        yield draft.error(message, second)
    elif not any(_is_written(draft, key) for key in ("answer", "wrong", *_KIND_FIELDS)):
        yield draft.error(f"{draft.name} has no `answer`. {_ANSWER_ADVICE}")
    for key, needed in _NEEDS.items():
        if key in written and clash is None and not any(_is_written(draft, other) for other in needed):
            reason, advice = _REASONS[key]
            yield draft.error(f"{draft.name} has {reason}. {advice}", key)
    if not _is_written(draft, "explain") and "talk" not in written:
        yield draft.error(f"{draft.name} has no `explain`. Add `explain: |` and the reason below it.")


def _is_written(draft: QuestionDraft, key: str) -> bool:
    """Whether the field is there, if only misspelled: that is told already."""
    if key in draft.written:
        return True
    return any(suggest(other, [key]) for other in draft.written if other not in Question.model_fields)


def _find_clash(draft: QuestionDraft) -> tuple[str, str] | None:
    written = draft.written
    kinds = [key for key in _KIND_FIELDS if key in written]
    if "wrong" in written and "answers" not in written:
        kinds.append("wrong")
    if len(kinds) > 1:
        first, second = sorted(kinds[:2], key=lambda key: draft.line_of(key))
        return first, second
    if "answer" in written and kinds and kinds[0] in _WITHOUT_ANSWER:
        first, second = sorted(("answer", kinds[0]), key=lambda key: draft.line_of(key))
        return first, second
    return None
