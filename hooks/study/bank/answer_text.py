"""What stands on the back of the flashcard that is made from a question."""

from __future__ import annotations

from study.bank.model import Question


def written_answer(question: Question) -> str:
    """Return the right answer of any kind as one text."""
    if question.talk:
        return question.talk.say
    if question.answer:
        return question.answer
    if question.number is not None:
        return f"{question.number} {question.unit or ''}".strip()
    pairs = [f"{left}: {right}" for left, right in (question.match or {}).items()]
    return "\n".join((*(question.answers or ()), *(question.order or ()), *pairs))


def made_back(question: Question) -> str:
    """Return answer and reason; nothing for a spoken answer, which is long by nature."""
    return "" if question.talk else f"{written_answer(question)}\n{question.explain or ''}"
