"""Cheat sheets as PDF: one page each, in the largest letters that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from study.diagrams.problems import DiagramError
from study.paper.picture import Picture, PictureError, make_picture
from study.paper.sheet import HEADS, Sheet
from study.sharing.preview_image import COLORS

PAPERS = {"a4": "A4", "us-letter": "Letter"}
"""Names of the paper by what Typst calls it."""

SIZES = (10.5, 10.0, 9.5, 9.0, 8.5)
"""Of letters, in points: none is smaller."""

SMALLEST = SIZES[-1]

_COLUMN, _HIGHEST, _PLEASANT = 258, 330, 0.75
"""Room for a picture, in points, and how many of them a CSS pixel takes at most."""

_TEMPLATES = Path(__file__).parent / "templates"
_WRONG = "#a3261d"

Draw = Callable[[str], str]
"""Gives the figure of a diagram's source."""


@dataclass(frozen=True)
class Fitted:
    """A sheet that fits on its page."""

    sheet: Sheet
    size: float
    picture: Picture | None


@dataclass(frozen=True)
class Issue:
    """What all sheets have in common."""

    name: str
    """Of the site."""

    address: Callable[[str], str]
    """Gives the whole address of a page."""


def fit_sheet(sheet: Sheet, paper: str, issue: Issue, draw: Draw) -> Fitted | None:
    """Return the sheet in the largest letters in which it fits, with the first of its diagrams that does; else nothing.

    A later diagram is taken before letters get smaller than nine points.
    """
    pictures: list[Picture | None] = [*find_pictures(sheet, draw)] or [None]
    for sizes in (SIZES[:-1], SIZES[-1:]):
        for picture in pictures:
            for size in sizes:
                fitted = Fitted(sheet, size, picture)
                if _count_pages([fitted], paper, issue) == 1:
                    return fitted
    return None


def typeset_sheets(sheets: Sequence[Fitted], paper: str, issue: Issue) -> bytes:
    """Return the sheets as PDF, a page each, with their titles as its outline."""
    from study.sharing.typesetting import typeset

    return typeset("sheet.typ", _describe(sheets, paper, issue), _TEMPLATES)


def find_pictures(sheet: Sheet, draw: Draw) -> Iterator[Picture]:
    """Yield the pictures of diagrams whose smallest letters are large enough where the picture fits a column."""
    yield from map(make_picture, find_figures(sheet, draw))


def find_figures(sheet: Sheet, draw: Draw) -> Iterator[str]:
    """Yield the figures whose pictures would do, in their order."""
    for diagram in sheet.diagrams:
        with suppress(DiagramError):  # It is told where the page is converted.
            figure = draw(diagram.source)
            if is_large_enough(figure):
                yield figure


def is_large_enough(figure: str) -> bool:
    """Whether the smallest letters of a figure's picture can be read where it fits a column."""
    try:
        picture = make_picture(figure)
    except PictureError:
        return False
    return scale_picture(picture) * picture.smallest >= SMALLEST


def scale_picture(picture: Picture) -> float:
    """Return how many points a CSS pixel of the picture takes."""
    return min(_PLEASANT, _COLUMN / picture.width, _HIGHEST / picture.height)


def _count_pages(sheets: Sequence[Fitted], paper: str, issue: Issue) -> int:
    from study.sharing.typesetting import count_pages

    return count_pages(typeset_sheets(sheets, paper, issue))


def _describe(sheets: Iterable[Fitted], paper: str, issue: Issue) -> dict[str, object]:
    names = ("ink", "ink-soft", "lane-wash", "lane", "lane-wash", "mark")
    colors = [COLORS[name] for name in names]
    colors[2] = "#d5dbd6"
    return {
        "colors": [*colors, _WRONG],
        "paper": paper,
        "name": issue.name,
        "sheets": [_describe_one(one, issue) for one in sheets],
    }


def _describe_one(fitted: Fitted, issue: Issue) -> dict[str, object]:
    sheet, picture = fitted.sheet, fitted.picture
    drawn = None
    if picture:
        scale = scale_picture(picture)
        drawn = [picture.svg, picture.width * scale, picture.height * scale, picture.title]
    return {
        "title": sheet.title,
        "position": sheet.position,
        "kafka": sheet.kafka,
        "checked": sheet.checked,
        "address": issue.address(sheet.src_uri),
        "size": fitted.size,
        "say": [_lines(line) for line in sheet.say],
        "numbers": [{"ask": _lines(fact.ask), "number": fact.number} for fact in sheet.numbers],
        "columns": sheet.columns,
        "settings": [[_lines(cell) for cell in row] for row in sheet.settings],
        "heads": HEADS,
        "traps": [{"wrong": _lines(trap.wrong), "right": _lines(trap.right)} for trap in sheet.traps],
        "picture": drawn,
    }


def _lines(line: Iterable[object]) -> list[dict[str, object]]:
    return [asdict(run) for run in line]  # type: ignore[call-overload]
