"""What a voice cannot say stops the build, or warns, at the line of its turn."""

from __future__ import annotations

import pytest
from study.audio.lexicon import Lexicon
from study.audio.spoken_checks import check_spoken

from tests.unit.audio.sample_script import FILE, SCRIPT, parse_sample

KNOWN = Lexicon({"acks=all": "acks equals all", "KRaft": "[KRaft](/kɹˈæft/)"})


def say(words: str) -> list[str]:
    episode = parse_sample(SCRIPT.replace("And then?", words))
    return [
        f"{one.severity} {one.line} {one.message}"
        for one in check_spoken(episode, KNOWN, ["KRaft", "ISR", "log"], FILE)
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("Set linger=5.", "“linger=5” has a sign that no voice says", id="equals"),
        pytest.param("Set `max.poll.records` low.", "“max.poll.records” is a name with dots", id="dotted-name"),
        pytest.param("It sends 10 MB.", "“10 MB” is a digit with a unit", id="unit"),
        pytest.param("It sends 5ms later.", "“5ms” is a digit with a unit", id="unit-without-space"),
        pytest.param("Since 4.4.0 it does.", "“4.4.0” is a version, of which a voice makes a number", id="version"),
        pytest.param("It is 50% full.", "“50%” is a digit with a unit", id="percent"),
        pytest.param("Lookup is O(n) → slow.", "“→” has a sign that no voice says", id="arrow"),
        pytest.param(
            "The topic __consumer_offsets.", "“__consumer_offsets” has a sign that no voice says", id="underscores"
        ),
    ],
)
def test_unspoken_is_an_error(words: str, found: str) -> None:
    assert say(words) == [f"error 17 {found}. Say in the lexicon how it is spoken."]


@pytest.mark.parametrize(
    "words", ["With acks=all, KRaft and 3 brokers.", "Version 4.4 came; 99.9 percent (say) won't."]
)
def test_what_is_spoken_passes(words: str) -> None:
    assert say(words) == []


def test_unknown_initials_of_the_glossary_warn() -> None:
    assert say("The ISR shrinks.") == ["warning 17 a voice would spell out `ISR`. Say in the lexicon how it is spoken."]
