"""Spoken words -> sentences, each of which a voice says at once."""

from __future__ import annotations

import re

SHORTEST = 3
"""Words of a sentence that a voice says well on its own: what is shorter is said with the one beside it."""

_END = re.compile(r"(?<=[.?!…])[\"”’)]*\s+(?=[\[\"“(]?[A-Z0-9])")


def split_sentences(spoken: str) -> list[str]:
    """Return the sentences of a turn in order; together they are its words."""
    sentences: list[str] = []
    start = 0
    for end in _END.finditer(spoken):
        sentences.append(spoken[start : end.end()].strip())
        start = end.end()
    sentences.append(spoken[start:].strip())
    return _join_short(sentences)


def _join_short(sentences: list[str]) -> list[str]:
    joined: list[str] = []
    for sentence in sentences:
        if joined and min(len(joined[-1].split()), len(sentence.split())) < SHORTEST:
            joined[-1] = f"{joined[-1]} {sentence}"
        else:
            joined.append(sentence)
    return joined
