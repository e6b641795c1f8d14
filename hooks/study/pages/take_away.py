"""The page "Take it with you": what each file is for, with its size."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from study.pages.template_environment import load_macros

FOLDER = "take-away/"
"""Where the files lie that no browser stores by itself."""

BOOK_EPUB = f"{FOLDER}kafka-deep-dive.epub"
BOOK_PDF = f"{FOLDER}kafka-deep-dive.pdf"

_SHEETS = "<p>[[take-away: sheets]]</p>"
_MARKER = re.compile(r"<p>\[\[take-away: ([a-z]+)\]\]</p>")


@dataclass(frozen=True)
class TakenFile:
    """A file that readers take along."""

    path: str
    """Where it lies in the site."""

    group: str
    """The part of the page that lists it."""

    kind: str
    """What readers know its kind by."""

    title: str
    purpose: str


@dataclass(frozen=True)
class TakenSheet:
    """A cheat sheet that readers take along."""

    title: str
    page: str
    """Its page from the site's root, or nothing."""

    files: tuple[tuple[str, str], ...]
    """Where each of its files lies in the site, and the name of its paper."""


FILES = (
    TakenFile(
        BOOK_EPUB,
        "book",
        "EPUB 3",
        "The book for e-readers",
        "All chapters with their diagrams, questions and sources; answers stand at the end of each chapter.",
    ),
    TakenFile(
        BOOK_PDF,
        "book",
        "PDF, A4",
        "The book to print or to mark up",
        "The same with page numbers, an outline and links between the chapters.",
    ),
    TakenFile(
        "kafka-deep-dive.apkg",
        "cards",
        "apkg",
        "Anki deck",
        "Every flashcard, in a deck a chapter. A newer deck updates the cards and leaves your schedule alone.",
    ),
    TakenFile(
        "kafka-deep-dive.tsv",
        "cards",
        "tsv",
        "Table of cards",
        "The same cards for other programs: fronts and backs as HTML, tags, and the id of each.",
    ),
    TakenFile(
        f"{FOLDER}kafka-deep-dive.gift.txt",
        "banks",
        "GIFT",
        "Question bank for Moodle",
        "Every question with its reasons, in a category a chapter. Steps to be ordered become pairs; what is said "
        "aloud becomes an essay with the model answer.",
    ),
    TakenFile(
        f"{FOLDER}kafka-deep-dive-qti.zip",
        "banks",
        "QTI 2.1",
        "Question bank for Canvas and others",
        "A package with a section a chapter; its items keep their identifiers, so that a newer one replaces them.",
    ),
    TakenFile(
        f"{FOLDER}kafka-deep-dive.csv",
        "banks",
        "CSV",
        "Table of questions",
        "A line a question for a spreadsheet: question, answer, wrong options, reasons, sources.",
    ),
    TakenFile(
        f"{FOLDER}kafka-deep-dive.json",
        "banks",
        "JSON",
        "The whole bank to build on",
        "Questions as Markdown with all that their authors wrote, addresses whole.",
    ),
    TakenFile(
        f"{FOLDER}kafka-deep-dive.schema.json",
        "banks",
        "Schema",
        "What the JSON holds",
        "JSON Schema that says what each field is for, to check and complete by.",
    ),
)


def fill_take_away(html: str, sizes: Mapping[str, int], sheets: Sequence[TakenSheet] = ()) -> str:
    """Return the page with the files at its markers; `sizes` are bytes by path, a file without one is left out."""
    macros = load_macros("take_away.html")

    def fill(marker: re.Match[str]) -> str:
        listed = [
            (one, describe_size(sizes[one.path])) for one in FILES if one.group == marker[1] and one.path in sizes
        ]
        return str(macros.file_list(listed))

    named = {path: describe_size(size) for path, size in sizes.items()}
    return _MARKER.sub(fill, html.replace(_SHEETS, str(macros.sheet_list(sheets, named))))


def describe_size(size: int) -> str:
    """Return bytes in words."""
    return f"{size / 1_000_000:.1f}\u00a0MB" if size >= 999_500 else f"{max(1, round(size / 1000))}\u00a0KB"
