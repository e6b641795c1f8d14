"""How far the right option stands out by its length."""

from __future__ import annotations

from study.authoring.plain_text import plain_words
from study.bank.model import Question

LONGER = 1.25
"""A right option longer than every wrong one by more than this gives itself away."""

NOTICEABLE = 5
"""Characters below which no reader sees a difference, such as between `10` and `100`."""


def is_longest(question: Question) -> bool:
    """Whether the right one of several options is longer than every wrong one."""
    lengths = _lengths(question)
    return lengths is not None and lengths[0] > lengths[1]


def stands_out(question: Question) -> bool:
    """Whether the right option is longer than every wrong one so far that it gives itself away."""
    lengths = _lengths(question)
    if lengths is None:
        return False
    right, wrong = lengths
    return right > LONGER * wrong and right - wrong >= NOTICEABLE


def longer_by(question: Question) -> float:
    """Return by which part the right option is longer than the longest wrong one; below 0 if it is shorter."""
    lengths = _lengths(question)
    return lengths[0] / lengths[1] - 1 if lengths and lengths[1] else 0.0


def _lengths(question: Question) -> tuple[int, int] | None:
    if question.answer is None or not question.wrong:
        return None
    return len(plain_words(question.answer)), max(len(plain_words(wrong.say)) for wrong in question.wrong)
