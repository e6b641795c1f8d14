from __future__ import annotations

from study.checks.questions.near_duplicates import find_near_duplicates

TEN = frozenset("abcdefghij")


def test_more_than_the_share_is_alike() -> None:
    assert list(find_near_duplicates([TEN, TEN | {"k"}, frozenset("xyz")])) == [(0, 1)]


def test_just_the_share_is_not() -> None:
    assert list(find_near_duplicates([frozenset("abcd"), frozenset("abcde")])) == []


def test_all_pairs_are_found_in_order() -> None:
    assert list(find_near_duplicates([TEN, TEN, TEN])) == [(0, 1), (0, 2), (1, 2)]


def test_questions_without_words_are_alike_to_none() -> None:
    assert list(find_near_duplicates([frozenset(), frozenset()])) == []
