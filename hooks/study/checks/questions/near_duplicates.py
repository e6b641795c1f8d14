"""Pairs of questions that share most of their words, found without comparing every pair."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

SHARE = 0.8
"""Questions that share more than this part of their words are one question asked twice."""


def find_near_duplicates(word_sets: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Yield positions (earlier, later) of all pairs with more than `SHARE` of their words in common.

    Two sets that alike have one of their few rarest words in common and are of nearly one size, so only sets listed
    under those words are compared.
    """
    counts = Counter(word for words in word_sets for word in words)
    listed: defaultdict[str, list[int]] = defaultdict(list)
    for later, words in enumerate(word_sets):
        rarest = sorted(words, key=lambda word: (counts[word], word))
        prefix = rarest[: len(words) - math.ceil(SHARE * len(words)) + 1]
        candidates = {earlier for word in prefix for earlier in listed[word]}
        for earlier in sorted(candidates):
            if share_of_words(word_sets[earlier], words) > SHARE:
                yield earlier, later
        for word in prefix:
            listed[word].append(later)


def share_of_words(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which part of all words of the two sets both have."""
    if not one or not other or min(len(one), len(other)) <= SHARE * max(len(one), len(other)):
        return 0.0
    return len(one & other) / len(one | other)
