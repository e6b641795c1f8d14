from __future__ import annotations

from pathlib import Path

import pytest
from study.checks.validate import validate_pages
from study.receipts.reading import LARGEST, parse_receipt, read_receipts

from tests.unit.sample_chapter import FIXTURES, RECEIPTS, TODAY

SAMPLE = FIXTURES / "site" / "docs" / "receipts" / "crash-and-join.json"


def test_sample_is_read() -> None:
    assert RECEIPTS.by_name.keys() == {"crash-and-join"}
    assert RECEIPTS.sizes == {"crash-and-join": SAMPLE.stat().st_size}
    assert not RECEIPTS.problems


def test_folder_that_is_not_there_holds_no_receipt(tmp_path: Path) -> None:
    assert not read_receipts(tmp_path / "receipts").by_name


def test_mistakes_of_all_receipts_are_told_at_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.json").write_text("{}", encoding="utf-8")
    read = read_receipts(tmp_path)
    assert {problem.file.rpartition("/")[2] for problem in read.problems} == {"one.json", "two.json"}
    assert read.unreadable == {"one", "two"}


@pytest.mark.parametrize(
    "data",
    [pytest.param(b"", id="empty"), pytest.param(b'{"name": "\xff"}', id="no-utf-8"), pytest.param(b"[]", id="list")],
)
def test_file_that_is_no_receipt_is_one_problem(data: bytes) -> None:
    receipt, problems = parse_receipt(data, "one", "docs/receipts/one.json")
    assert receipt is None
    assert [problem.line for problem in problems] == [1]


def test_large_receipt_is_refused() -> None:
    data = SAMPLE.read_bytes().ljust(LARGEST + 1)
    _, problems = parse_receipt(data, "crash-and-join", "docs/receipts/crash-and-join.json")
    assert [problem.message.split(",")[0] for problem in problems] == ["the receipt has 60"]
    assert not parse_receipt(data[:-1], "crash-and-join", "docs/receipts/crash-and-join.json")[1]


def test_problems_of_receipts_stand_with_those_of_pages(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text("{}", encoding="utf-8")
    receipts = read_receipts(tmp_path)
    problems = validate_pages({}, topics={}, published=(), today=TODAY, receipts=receipts).problems
    assert problems == tuple(sorted(receipts.problems))
