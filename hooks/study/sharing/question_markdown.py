"""A question with its answer as plain Markdown, for readers and programs that take a chapter along as text."""

from __future__ import annotations

from collections.abc import Iterator

from study.bank.answer_text import written_answer
from study.bank.model import KIND_LABELS, FollowUp, Question, Talk


def render_question_markdown(question: Question) -> str:
    """Return the question under a heading of the third level, with answer, reasons and sources."""
    return "\n\n".join(block.strip() for block in _find_blocks(question))


def _find_blocks(question: Question) -> Iterator[str]:
    yield f"### {one_line(question.ask)}"
    yield f"*{question.level.capitalize()} · {KIND_LABELS[question.kind]}*"
    if question.trace:
        yield _fence(question.trace.code, question.trace.lang)
    yield from _answer(question)
    if question.wrong:
        reasons = (f"- {one_line(wrong.say)}\n\n  {one_line(wrong.why)}" for wrong in question.wrong)
        yield "**Wrong:**\n\n" + "\n\n".join(reasons)
    if question.explain:
        yield f"**Why:** {question.explain}"
    if question.talk:
        yield from _spoken(question.talk)
    if question.sources:
        yield "Source: " + ", ".join(f"<{source}>" if "://" in source else source for source in question.sources)


def _answer(question: Question) -> Iterator[str]:
    if question.answers:
        yield "**Right:**\n\n" + "\n".join(f"- {one_line(right)}" for right in question.answers)
    elif question.order:
        steps = (f"{position}. {one_line(step)}" for position, step in enumerate(question.order, start=1))
        yield "**Right order:**\n\n" + "\n".join(steps)
    elif question.match:
        pairs = (f"- {one_line(left)}: {one_line(right)}" for left, right in question.match.items())
        yield "**Right pairs:**\n\n" + "\n".join(pairs)
    else:
        if question.trace:
            yield "**Outcome:**"
            yield _fence(question.trace.prints, "text")
        if answer := written_answer(question):
            yield f"**Answer:** {answer}"


def _spoken(talk: Talk) -> Iterator[str]:
    yield "**A good answer:**\n\n" + "\n".join(f"- {one_line(point)}" for point in talk.rubric)
    if talk.traps:
        yield "**What costs you the point:**\n\n" + "\n".join(f"- {one_line(trap)}" for trap in talk.traps)
    for followup in talk.followups:
        yield _follow(followup)


def _follow(followup: FollowUp) -> str:
    return f"**Asked next ({followup.level}):** {one_line(followup.ask)}\n\n{followup.say}"


def _fence(code: str, lang: str) -> str:
    return f"~~~~{lang}\n{code.rstrip()}\n~~~~"


def one_line(text: str) -> str:
    """Return the text without line breaks."""
    return " ".join(text.split())
