from __future__ import annotations

import pytest
from study.authoring.plain_text import contains_words, count_words, fold, shorten, strip_code


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("Six  members\nread.", "six members read", id="space-and-full-stop"),
        pytest.param("**Six** `members` _read_", "six members read", id="markdown"),
        pytest.param("[Six](https://kafka.apache.org) members", "six members", id="link-is-its-text"),
        pytest.param("read_committed", "read_committed", id="underscore-inside-a-name-stays"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "part", "contained"),
    [
        pytest.param("Is `acks=all` right?", "acks=all", True, id="whatever-the-markdown"),
        pytest.param("There are 16 of them", "6", False, id="whole-words-only"),
        pytest.param("Anything", "", False, id="nothing-is-in-nothing"),
    ],
)
def test_contains_words(text: str, part: str, contained: bool) -> None:
    assert contains_words(text, part) is contained


def test_count_words_leaves_signs_out() -> None:
    assert count_words("One - two, `three`: four!") == 4


def test_strip_code_keeps_every_place() -> None:
    assert strip_code("a `<b>` c\n```\n<i>\n```\nd") == "a       c\n   \n   \n   \nd"


def test_shorten() -> None:
    assert shorten("one two three", 8) == "one two…"
