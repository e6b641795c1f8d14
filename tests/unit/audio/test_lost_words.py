"""What a recogniser heard is counted by turn, however it writes numbers and compounds."""

from __future__ import annotations

import pytest
from study.audio.lost_words import compare_turns, say_number, split_words


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("0", "zero"),
        ("12", "twelve"),
        ("45", "forty five"),
        ("60", "sixty"),
        ("10,245", "ten thousand two hundred forty five"),
        ("2.6", "two point six"),
        ("1000000", "one million"),
    ],
)
def test_numbers_are_compared_as_words(digits: str, words: str) -> None:
    assert " ".join(say_number(digits)) == words


def test_signs_and_case_are_not_heard() -> None:
    assert split_words("The broker’s page-cache: 99.9%, and acts!") == [
        "the", "brokers", "page", "cache", "ninety", "nine", "point", "nine", "percent", "acks",
    ]  # fmt: skip


def test_wrong_words_belong_to_their_turn() -> None:
    said = ["A log is a file.", "It grows at its end, with [KRaft](/kɹˈæft/).", "And then?"]
    heard = compare_turns(said, "A log is a pile. It grows at its end with craft.")
    assert [(one.words, one.wrong, one.lost) for one in heard] == [(5, 1, ("file",)), (7, 0, ()), (1, 1, ("then",))]


def test_compounds_are_the_same_in_one_word_or_two() -> None:
    assert compare_turns(["The page cache serves it."], "The pagecache serves it.")[0].wrong == 0
