"""What a recogniser heard, compared with what was to be said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from study.audio.lexicon import drop_sounds

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"), (100, "hundred"))
_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z']+")
_ALIKE = {"acts": "acks", "axe": "acks", "ax": "acks", "axes": "acks", "craft": "kraft"}
"""What sounds alike, by how recognisers write it."""


@dataclass(frozen=True)
class Heard:
    """How much of a turn a recogniser heard."""

    words: int
    wrong: int
    """Words that were lost or heard as others, and those that nobody said."""

    lost: tuple[str, ...]


def compare_turns(said: Sequence[str], heard: str) -> list[Heard]:
    """Return what was heard of each of the turns that follow each other; `said` are their spoken words."""
    owners = [(word, number) for number, turn in enumerate(said) for word in split_words(drop_sounds(turn))]
    words, found = [word for word, _ in owners], split_words(heard)
    wrong, lost = [0] * len(said), [list[str]() for _ in said]
    for kind, begin, end, first, last in SequenceMatcher(None, words, found, autojunk=False).get_opcodes():
        if kind == "equal" or "".join(words[begin:end]) == "".join(found[first:last]):
            continue
        number = owners[min(begin, len(owners) - 1)][1]
        wrong[number] += max(end - begin, last - first)
        for word, owner in owners[begin:end]:
            lost[owner].append(word)
    counts = [sum(owner == number for _, owner in owners) for number in range(len(said))]
    return [Heard(*one) for one in zip(counts, wrong, map(tuple, lost), strict=True)]


def split_words(text: str) -> list[str]:
    """Return the words of a text as they are compared: without case and signs, numbers in words."""
    words: list[str] = []
    for found in _WORD.findall(text.lower().replace("%", " percent").replace("’", "'").replace("-", " ")):
        spoken = say_number(found) if found[0].isdigit() else [found.replace("'", "")]
        words += [_ALIKE.get(word, word) for word in spoken if word]
    return [word for word in words if word != "and"]


def say_number(digits: str) -> list[str]:
    """Return a number as it is said."""
    whole, _, fraction = digits.replace(",", "").partition(".")
    behind = ["point", *(_ONES[int(digit)] for digit in fraction)] if fraction else []
    return [*_say_whole(int(whole)), *behind]


def _say_whole(number: int) -> list[str]:
    for size, name in _SCALES:
        if number >= size:
            rest = number % size
            return [*_say_whole(number // size), name, *(_say_whole(rest) if rest else [])]
    if number < len(_ONES):
        return [_ONES[number]]
    return [_TENS[number // 10], *([_ONES[number % 10]] if number % 10 else [])]
