from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from study.receipts.model import Figure, Receipt, Table

from tests.lab.experiments.commit_loss import Outcome
from tests.lab.experiments.crash_and_join.measuring import find_eviction
from tests.lab.experiments.share_group.describing import count_overtaken, list_polls
from tests.lab.figures import compared, counted, timed, write_number
from tests.lab.findings import Findings, make_receipt, write_receipt
from tests.lab.recordings import Recorded

FINDINGS = Findings(
    question="Does the lab write receipts?",
    answer="It does, if they are not too large.",
    method=("A receipt is written.",),
    limits=("Nothing was measured.",),
    settings={},
    figures={"receipts": counted("Receipts", [1])},
    conclusions={"It is there.": True, "It is large.": False},
)


def receipt(findings: Findings) -> Receipt:
    return make_receipt(
        "lab", "The lab itself", findings, versions={"kafka": "4.4.0"}, machine="one", date="2026-01-02"
    )


def test_written_receipt_is_what_was_made(tmp_path: Path) -> None:
    path = write_receipt(receipt(FINDINGS), tmp_path / "receipts")
    assert path.name == "lab.json"
    assert Receipt.model_validate_json(path.read_bytes()) == receipt(FINDINGS)
    assert list(json.loads(path.read_bytes())) == sorted(Receipt.model_fields)


def test_too_large_receipt_is_refused(tmp_path: Path) -> None:
    table = Table(title="Everything", columns=("Letter",), rows=(("é" * 40_000,),))
    with pytest.raises(ValueError, match="bytes, more than 61440"):
        write_receipt(receipt(replace(FINDINGS, tables=(table,))), tmp_path)


def test_refuted_sentences() -> None:
    assert FINDINGS.refuted == ("It is large.",)


@pytest.mark.parametrize(
    ("figure", "digits", "text"),
    [
        pytest.param(timed("Unread", [1.0, 2.04, 9.0, 2.0, 3.0]), 1, "2.0 s", id="time"),
        pytest.param(counted("Records", [1200, 1, 5000]), 0, "1,200", id="count"),
        pytest.param(compared("Eager to consumer", [1.5]), 1, "1.5", id="ratio"),
    ],
)
def test_number_as_an_answer_says_it(figure: Figure, digits: int, text: str) -> None:
    assert write_number(figure, digits) == text


def test_successor_that_starts_after_what_was_done_skips() -> None:
    outcome = Outcome(done=frozenset({0, 1, 2, 5}), first=4)
    assert (outcome.skipped, outcome.repeated) == (1, 1)


def offsets(*pairs: tuple[int, int]) -> tuple[Recorded, ...]:
    return tuple(Recorded(0, "A", "record", {"offset": offset, "delivery": delivery}) for offset, delivery in pairs)


def test_record_is_overtaken_if_a_later_one_was_done_before() -> None:
    assert count_overtaken(offsets((0, 1), (3, 1), (1, 1), (2, 1), (4, 1))) == 2


def test_each_poll_with_its_outcome() -> None:
    events = (
        Recorded(0, "A", "polled", {"records": 2}),
        *offsets((0, 1), (1, 1)),
        Recorded(0, "A", "refused", {"records": 2}),
        Recorded(0, "A", "polled", {"records": 1}),
        *offsets((0, 2)),
    )
    assert list_polls(events) == (("1", "2", "1", "refused"), ("2", "1", "2", "none"))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Member B-1 in group g has failed, removing it from the group.", id="classic"),
        pytest.param("[GroupId g] Member xyz fenced from the group because the member session expired.", id="consumer"),
    ],
)
def test_eviction_in_the_log_of_a_broker(line: str) -> None:
    log = f"100 10:00:00.100 INFO  M {line}\n300 10:00:00.300 INFO  M {line}\n400 10:00:00.400 INFO  M other"
    assert find_eviction(log, "g", after=200) == 300
