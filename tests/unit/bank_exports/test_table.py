"""The bank as CSV, read as spreadsheets read it."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from study.bank_exports.table import COLUMNS, render_csv

from tests.unit.bank_exports.sample_bank import SITE, list_questions, load_chapters, load_hostile, make_fragments


def read(load: Any = load_chapters) -> dict[str, dict[str, str]]:
    chapters = load()
    text = render_csv(SITE, chapters, make_fragments(chapters))
    assert text.startswith("\ufeff")
    return {row["id"]: row for row in csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""))}


@pytest.mark.parametrize("load", [load_chapters, load_hostile], ids=["as-written", "hostile"])
def test_every_question_has_a_line_with_every_column(load: Any) -> None:
    rows = read(load)
    assert list(rows) == [one.id for one in list_questions(load_chapters())]
    assert all(tuple(row) == COLUMNS and None not in row.values() for row in rows.values())


@pytest.mark.parametrize(
    ("question", "column", "cell"),
    [
        pytest.param("offset-is-next", "question", "What does a committed offset of 42 say?", id="without-markdown"),
        pytest.param("files-of-a-segment", "answer", ".log, the data\n.index, the offset index", id="several"),
        pytest.param(
            "predict-position", "answer", "42\nIt prints the position behind the last record it was given.", id="trace"
        ),
        pytest.param("commit-default-name", "also right", "'-1\nacks=-1\nall", id="begins-like-a-formula"),
        pytest.param("offset-is-next", "section", "https://fixture.example/chapters/log/#append", id="section"),
        pytest.param("offset-is-next", "page", "https://fixture.example/q/offset-is-next/", id="page"),
    ],
)
def test_cells(question: str, column: str, cell: str) -> None:
    assert read()[question][column] == cell


def test_no_cell_is_a_formula() -> None:
    chapters = load_chapters()
    formula = {"ask": '=HYPERLINK("https://evil.example")', "explain": "@SUM(1)", "hint": "-cmd|x"}
    first = chapters[0].front.questions[0].model_copy(update=formula)
    front = chapters[0].front.model_copy(update={"questions": (first,)})
    spoilt = (type(chapters[0])(chapters[0].src_uri, front, chapters[0].body, chapters[0].lines), *chapters[1:])
    row = read(lambda: spoilt)[first.id]
    assert [row[column][:2] for column in ("question", "explanation", "hint")] == ["'=", "'@", "'-"]
