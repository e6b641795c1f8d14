"""What is shown becomes what is said."""

from __future__ import annotations

import pytest
from study.audio.lexicon import Lexicon, drop_sounds, parse_lexicon
from study.audio.sentences import split_sentences

LEXICON = Lexicon(
    {"acks=all": "acks equals all", "acks": "acts", "KRaft": "[KRaft](/kɹˈæft/)", "10 MB": "ten megabytes"}
)


@pytest.mark.parametrize(
    ("shown", "spoken"),
    [
        pytest.param("With acks=all it waits.", "With acks equals all it waits.", id="longest-first"),
        pytest.param("`acks=all`", "acks equals all", id="code-without-its-ticks"),
        pytest.param("acks and packs, acksmith", "acts and packs, acksmith", id="whole-words"),
        pytest.param("110 MB, 10 MB", "110 MB, ten megabytes", id="whole-numbers"),
        pytest.param("KRaft.", "[KRaft](/kɹˈæft/).", id="sounds"),
    ],
)
def test_say(shown: str, spoken: str) -> None:
    assert LEXICON.say(shown) == spoken


def test_sounds_are_dropped_for_checks() -> None:
    assert drop_sounds("It is [KRaft](/kɹˈæft/), not ZooKeeper.") == "It is KRaft, not ZooKeeper."


def test_entry_that_says_nothing_is_told_with_its_line() -> None:
    lexicon = parse_lexicon("acks=all: acks equals all\nISR:\n", "docs/audio/lexicon.yml")
    assert lexicon.words == {"acks=all": "acks equals all"}
    assert [str(one) for one in lexicon.problems] == [
        'docs/audio/lexicon.yml:2: `ISR` does not say how it is spoken. Write `ISR: "the words"`.'
    ]


@pytest.mark.parametrize(
    ("spoken", "sentences"),
    [
        pytest.param(
            "A log is a file. It grows at its end.", ["A log is a file.", "It grows at its end."], id="two-sentences"
        ),
        pytest.param("Why? Because it only grows.", ["Why? Because it only grows."], id="short-one-joins-the-next"),
        pytest.param("Because it only grows. Right?", ["Because it only grows. Right?"], id="short-one-joins-the-last"),
        pytest.param("He asks “why not?” and waits.", ["He asks “why not?” and waits."], id="question-inside"),
    ],
)
def test_split_sentences(spoken: str, sentences: list[str]) -> None:
    assert split_sentences(spoken) == sentences
