"""Which questions read well aloud: what a voice can say, and an ear can follow."""

from __future__ import annotations

import re

from study.audio.lexicon import Lexicon
from study.audio.spoken_checks import find_unspoken
from study.authoring.plain_text import count_words, plain_words
from study.bank.answer_text import written_answer
from study.bank.model import Question

_TO_BE_SEEN = ("order", "match", "trace")
"""Kinds whose answers are looked at: steps, pairs, code."""

_BLOCK = re.compile(r"^(?:```|~~~|\||[-*] |\d+\. |    )", re.MULTILINE)
LONGEST_QUESTION, LONGEST_ANSWER = 45, 140
"""Words that an ear can follow."""


def reads_aloud(question: Question, lexicon: Lexicon) -> bool:
    """Return whether the card of a question can be asked and answered by a voice."""
    if question.kind in _TO_BE_SEEN or question.card is False:
        return False
    front, back = card_texts(question)
    if _BLOCK.search(front) or _BLOCK.search(back):
        return False
    if count_words(front) > LONGEST_QUESTION or count_words(back) > LONGEST_ANSWER:
        return False
    return not any(find_unspoken(plain_words(text), lexicon) for text in (front, back))


def card_texts(question: Question) -> tuple[str, str]:
    """Return the Markdown of what is asked and of what is answered, reason included."""
    if question.card:
        return question.card.front, question.card.back
    return question.ask, f"{written_answer(question)} {question.explain or ''}".strip()
