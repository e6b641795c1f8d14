from __future__ import annotations

import pytest
from study.bank.model import Question
from study.checks.questions.claims import find_claim


def claim_in(explain: str, ask: str = "What happens?") -> str | None:
    claim = find_claim(Question(id="one-question", ask=ask, answer="It waits.", explain=explain))
    return claim.what if claim else None


@pytest.mark.parametrize(
    ("explain", "what"),
    [
        pytest.param("It waits 45 seconds.", '"45 seconds"', id="time"),
        pytest.param("It waits `5 ms`.", '"5 ms"', id="time-in-code"),
        pytest.param("It holds 1 GiB.", '"1 GiB"', id="size"),
        pytest.param("It reads 100 MB/s.", '"100 MB/s"', id="rate"),
        pytest.param("It takes 30% more.", '"30%"', id="share"),
        pytest.param("Kafka 4.2 ships it.", "the version 4.2", id="version-of-kafka"),
        pytest.param("It is so since `3.7`.", "the version 3.7", id="since-a-version"),
        pytest.param("It is off by default.", "a default", id="by-default"),
        pytest.param("The default is one.", "a default", id="the-default"),
    ],
)
def test_claim_needs_a_source(explain: str, what: str) -> None:
    assert claim_in(explain) == what


@pytest.mark.parametrize(
    ("explain", "ask"),
    [
        pytest.param("Six members read six partitions.", "How?", id="number-in-words"),
        pytest.param("6 of 8 members read.", "How?", id="number-without-unit"),
        pytest.param("It waits 10 seconds.", "What happens after 10 s? Or 10 seconds?", id="given-in-the-question"),
        pytest.param("It waits [10 s](receipt:crash#unread).", "How?", id="quoted-from-a-receipt"),
        pytest.param("It never reaches 100%.", "How?", id="all-of-it"),
        pytest.param("The factor is 1.5 here.", "How?", id="decimal-that-is-no-version"),
        pytest.param("Set `default.replication.factor`.", "How?", id="default-in-a-setting"),
        pytest.param("It uses the DefaultPartitioner.", "How?", id="default-in-a-name"),
    ],
)
def test_claim_needs_no_source(explain: str, ask: str) -> None:
    assert claim_in(explain, ask) is None


def test_a_number_always_needs_a_source() -> None:
    claim = find_claim(Question(id="one-question", ask="How many?", number=6, explain="One each."))
    assert claim is not None
    assert (claim.what, claim.path) == ("the number 6", ("number",))
