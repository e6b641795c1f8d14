"""The command `python -m study.commands.report docs`: how the bank of questions is made up, as plain tables."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from study.authoring.plain_text import find_words
from study.bank.answer_text import written_answer
from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import LEVELS, Question
from study.checks.questions.near_duplicates import SHARE, find_near_duplicates, share_of_words
from study.checks.questions.option_lengths import is_longest, longer_by, stands_out
from study.commands.site_files import read_site, validate_site
from study.pages.arrangement import arrange_options

_KINDS = ("options", "several", "typed", "number", "order", "match", "trace", "talk", "card")


def render_report(chapters: Sequence[LoadedChapter]) -> str:
    """Return what there is to know of the bank: shares, where right options stand, how long they are, what is alike."""
    questions = [question for chapter in chapters for question in chapter.front.questions]
    sections = [
        _render_shares("chapter", ((chapter.src_uri, len(chapter.front.questions)) for chapter in chapters)),
        _render_shares("level", _count((question.level for question in questions), LEVELS)),
        _render_shares("kind", _count((question.kind for question in questions), _KINDS)),
        _render_levels(chapters),
        _render_positions(questions),
        _render_lengths(questions),
        _render_alike(questions),
    ]
    return "\n\n".join(sections)


def _count(values: Iterable[str], order: Sequence[str]) -> list[tuple[str, int]]:
    counts = Counter(values)
    return [(value, counts[value]) for value in order]


def _render_shares(name: str, counts: Iterable[tuple[str, int]]) -> str:
    rows = list(counts)
    total = sum(count for _, count in rows)
    return _table((name, "questions", "share"), [(value, str(count), _percent(count, total)) for value, count in rows])


def _render_levels(chapters: Sequence[LoadedChapter]) -> str:
    rows = []
    for chapter in chapters:
        counts = Counter(question.level for question in chapter.front.questions)
        rows.append((chapter.src_uri, *(_percent(counts[level], counts.total()) for level in LEVELS)))
    return _table(("chapter", *LEVELS), rows)


def _render_positions(questions: Sequence[Question]) -> str:
    places: Counter[tuple[int, int]] = Counter()
    for question in questions:
        if question.kind == "options":
            options = arrange_options(question)
            right = next(index for index, option in enumerate(options, start=1) if option.right)
            places[len(options), right] += 1
    totals: Counter[int] = Counter()
    for (size, _), count in places.items():
        totals[size] += count
    rows = [
        (f"{right} of {size}", str(places[size, right]), _percent(places[size, right], totals[size]))
        for size in sorted(totals)
        for right in range(1, size + 1)
    ]
    return _table(("right option shown as", "questions", "share"), rows)


def _render_lengths(questions: Sequence[Question]) -> str:
    with_options = [question for question in questions if question.kind == "options"]
    longest = sorted((question for question in with_options if is_longest(question)), key=longer_by, reverse=True)
    loud = [question for question in with_options if stands_out(question)]
    total = len(with_options)
    summary = _table(
        ("right option", "questions", "share"),
        [
            ("is the longest", str(len(longest)), _percent(len(longest), total)),
            ("by more than 25%", str(len(loud)), _percent(len(loud), total)),
        ],
    )
    if not longest:
        return summary
    rows = [(question.id, f"{longer_by(question):.0%}") for question in longest]
    return f"{summary}\n\n{_table(('right option is the longest in', 'by'), rows)}"


def _render_alike(questions: Sequence[Question]) -> str:
    words = [find_words(f"{question.ask}\n{written_answer(question)}") for question in questions]
    rows = [
        (questions[earlier].id, questions[later].id, f"{share_of_words(words[earlier], words[later]):.0%}")
        for earlier, later in find_near_duplicates(words)
    ]
    heading = ("question", f"shares more than {SHARE:.0%} of its words with", "share")
    return _table(heading, rows or [("none", "", "")])


def _percent(part: int, total: int) -> str:
    return f"{part / total:.0%}" if total else "-"


def _table(heading: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in (heading, *rows)) for column in range(len(heading))]
    lines = [heading, tuple("-" * width for width in widths), *rows]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 or not cell.endswith("%") else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def main(arguments: list[str]) -> int:
    """Print the report of the folder's chapters."""
    print(render_report(validate_site(read_site(arguments)).chapters))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
