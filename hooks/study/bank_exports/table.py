"""The bank as CSV for spreadsheets: a line a question, its texts without Markdown."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from study.bank.answer_text import written_answer
from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import KIND_LABELS
from study.bank.site import Site
from study.bank_exports.fields import BankFields
from study.pages.fragments import Fragments

COLUMNS = (
    *("id", "chapter", "level", "kind", "topics", "question", "code", "answer", "also right", "wrong options"),
    *("why they are wrong", "explanation", "hint", "section", "sources", "page"),
)
"""Names of the columns; a newer table adds others behind them."""

_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d.]+$)")


def render_csv(site: Site, chapters: Sequence[LoadedChapter], fragments: Fragments) -> str:
    """Return the table as RFC 4180 says, with the mark by which Excel knows UTF-8.

    A text that a spreadsheet would work out as a formula begins with an apostrophe.
    """
    table = StringIO()
    rows = csv.writer(table, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for chapter in chapters:
        for question in chapter.front.questions:
            rows.writerow(map(_disarm, _list_cells(BankFields(site, fragments, chapter, question))))
    return f"\ufeff{table.getvalue()}"


def _list_cells(fields: BankFields) -> Iterable[str]:
    question = fields.question
    wrong = question.wrong or ()
    outcome = [question.trace.prints] if question.trace else []
    return (
        question.id,
        fields.chapter.front.title,
        question.level,
        KIND_LABELS[question.kind],
        ", ".join(question.topics),
        fields.plain(question.ask),
        question.trace.code if question.trace else "",
        "\n".join([*outcome, *map(fields.plain, written_answer(question).splitlines())]).strip(),
        "\n".join(question.accept or ()),
        "\n".join(fields.plain(one.say) for one in wrong),
        "\n".join(fields.plain(one.why) for one in wrong),
        fields.plain(question.explain or ""),
        fields.plain(question.hint or ""),
        fields.see,
        "\n".join(question.sources),
        fields.url,
    )


def _disarm(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
