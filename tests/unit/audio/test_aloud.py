"""Which questions a voice can ask."""

from __future__ import annotations

import pytest
from study.audio.aloud import LONGEST_ANSWER, card_texts, reads_aloud
from study.audio.lexicon import Lexicon
from study.bank.model import Question

LEXICON = Lexicon({"acks=all": "acks equals all"})
PLAIN = {
    "id": "log-order",
    "ask": "Which order has a partition?",
    "answer": "That of appends.",
    "explain": "Offsets say.",
}


def ask(**changed: object) -> bool:
    return reads_aloud(Question.model_validate({**PLAIN, **changed}), LEXICON)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({}, id="plain"),
        pytest.param({"ask": "What does `acks=all` promise?"}, id="in-the-lexicon"),
        pytest.param({"answer": None, "number": 168, "unit": "hours"}, id="number"),
        pytest.param({"explain": "See [the log](log.md#append) and KIP-98."}, id="link"),
    ],
)
def test_asked(changed: dict[str, object]) -> None:
    assert ask(**changed)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"ask": "What does `linger.ms=5` change?"}, id="setting-that-no-lexicon-says"),
        pytest.param({"explain": "Run this:\n\n```sh\nmake\n```"}, id="code"),
        pytest.param({"explain": "First:\n\n- one\n- two"}, id="list"),
        pytest.param({"explain": "so " * LONGEST_ANSWER}, id="too-long-for-the-ear"),
        pytest.param({"card": False}, id="no-card"),
        pytest.param({"answer": None, "order": ("One", "Two", "Three")}, id="steps"),
    ],
)
def test_left_to_the_eye(changed: dict[str, object]) -> None:
    assert not ask(**changed)


def test_card_of_its_own_replaces_the_question() -> None:
    question = Question.model_validate({**PLAIN, "card": {"front": "Front?", "back": "Back."}})
    assert card_texts(question) == ("Front?", "Back.")
    assert card_texts(Question.model_validate(PLAIN)) == (PLAIN["ask"], "That of appends. Offsets say.")
