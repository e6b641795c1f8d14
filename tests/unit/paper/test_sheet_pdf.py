"""Cheat sheets as PDF, read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from study.bank.loaded_chapter import LoadedChapter
from study.cache.store import Cache
from study.pages.markdown.field_markdown import FieldMarkdown
from study.paper.picture import make_picture
from study.paper.sheet import cut_sections, read_sheet
from study.paper.sheet_pdf import SIZES, SMALLEST, Issue, fit_sheet, is_large_enough, typeset_sheets
from study.paper.take_away import SheetMaker

from tests.unit.bank_exports.sample_bank import SITE, load_hostile
from tests.unit.paper.sample_sheet import SECTIONS, make_chapter, make_figure

ISSUE = Issue(SITE.name, SITE.address)
PAPER_SIZES = {"a4": (595, 842), "us-letter": (612, 792)}


def make_sheet(chapter: LoadedChapter, sections: str = SECTIONS) -> Any:
    return read_sheet(chapter, 1, cut_sections(sections), FieldMarkdown(chapter.src_uri))


def read_pages(pdf: bytes) -> list[tuple[tuple[int, int], str]]:
    """Return size and text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(
                ((round(page.get_width()), round(page.get_height())), " ".join(text.get_text_bounded().split()))
            )
            text.close()
        return pages
    finally:
        document.close()


def make(chapters: Sequence[LoadedChapter], contents: str = SECTIONS, cache: Cache | None = None) -> SheetMaker:
    by_path = {chapter.src_uri: contents for chapter in chapters}
    return SheetMaker(chapters, by_path, ISSUE, lambda _: make_figure(200, 120), cache or Cache())


@pytest.mark.parametrize("paper", PAPER_SIZES)
def test_sheet_is_one_page_with_every_part(paper: str) -> None:
    fitted = fit_sheet(make_sheet(make_chapter("one")), paper, ISSUE, lambda _: make_figure(200, 120, "Node 7"))
    assert fitted
    ((size, text),) = read_pages(typeset_sheets([fitted], paper, ISSUE))
    assert size == PAPER_SIZES[paper]
    for part in ("The log", "A partition is a log.", "Node 7", "A & B", "168", "linger.ms", "Batches are small"):
        assert part in text
    for part in ("Since 3.0 (1 before)", "“Reading deletes.”", "Say: retention, removes it.", "checked 2026-11-20"):
        assert part in text
    assert "wrong end" not in text


def test_letters_get_smaller_before_the_sheet_is_refused() -> None:
    chapter = make_chapter()
    long = replace(make_sheet(chapter), say=make_sheet(chapter).say * 10)
    fitted = fit_sheet(long, "a4", ISSUE, str)
    assert fitted
    assert SMALLEST <= fitted.size < SIZES[0]
    assert fit_sheet(replace(long, say=long.say * 3), "a4", ISSUE, str) is None


@pytest.mark.parametrize(
    ("figure", "fits"),
    [
        pytest.param(make_figure(300, 300), True, id="fits"),
        pytest.param(make_figure(390, 200), True, id="as-wide-as-a-column"),
        pytest.param(make_figure(410, 200), False, id="too-wide"),
        pytest.param(make_figure(200, 520), False, id="too-high"),
        pytest.param(make_figure(390, 200, mark="tick"), False, id="small-letters"),
        pytest.param("<pre>undrawn</pre>", False, id="no-picture"),
    ],
)
def test_picture_is_legible_or_left_out(figure: str, fits: bool) -> None:
    assert is_large_enough(figure) is fits


def test_first_picture_that_fits_is_drawn() -> None:
    figures = {
        "wide": make_figure(600, 200, "Wide"),
        "one": make_figure(200, 99, "One"),
        "two": make_figure(200, 99, "Two"),
    }
    fitted = fit_sheet(make_sheet(make_chapter(*figures)), "a4", ISSUE, figures.__getitem__)
    assert fitted
    assert fitted.picture == make_picture(figures["one"])


def test_sheet_that_is_too_long_names_the_part_to_shorten() -> None:
    row = "<tr><td><code>setting</code></td><td>1</td><td></td><td>" + "never, or hardly ever " * 20 + "</td></tr>"
    contents = SECTIONS.replace("<tbody>", f"<tbody>{row * 20}")
    maker = make([make_chapter()], contents)
    assert maker.make_files() == {}
    assert [str(problem) for problem in maker.problems] == [
        "docs/chapters/log.md:1: the cheat sheet does not fit on one page of A4 in letters of 8.5 pt. Shorten the "
        "table of settings: 1654 words stand there, 120 leave room for the rest."
    ]


def test_file_of_all_sheets_has_their_titles_as_outline() -> None:
    chapters = [make_chapter("one"), replace(make_chapter("one"), src_uri="chapters/other.md")]
    files = make(chapters).make_files()
    assert sorted(files) == [
        f"take-away/sheets/{name}-{paper}.pdf" for name in ("all", "log", "other") for paper in ("a4", "letter")
    ]
    document = pypdfium2.PdfDocument(files["take-away/sheets/all-a4.pdf"])
    outline = [(entry.get_title(), entry.get_dest().get_index()) for entry in document.get_toc()]
    document.close()
    assert outline == [("The log", 0), ("The log", 1)]


def test_equal_chapters_make_equal_files_and_come_from_the_cache() -> None:
    chapters, cache = [make_chapter("one")], Cache()
    first = make(chapters, cache=cache)
    files, pages = first.make_files(), first.make_pages()
    assert make(chapters).make_files() == files
    again = make(chapters, cache=cache)
    again.draw = _refuse
    assert (again.make_files(), again.make_pages()) == (files, pages)


def _refuse(_: str) -> str:
    raise AssertionError("drawn again")


def test_hostile_text_is_set_as_text() -> None:
    chapter = next(one for one in load_hostile() if one.slug == "log")
    spoilt = SECTIONS.replace("Loss is fine", 'Loss #panic("x") $1/0$ \\ &lt;img src=x&gt; #sys.inputs')
    sheet = make_sheet(chapter, spoilt)
    fitted = fit_sheet(sheet, "a4", ISSUE, str)
    assert fitted
    ((_, text),) = read_pages(typeset_sheets([fitted], "a4", ISSUE))
    assert 'Loss #panic("x") $1/0$ \\ <img src=x> #sys.inputs' in text
    assert "{=~#:}" in text


def test_page_of_a_sheet_escapes_what_stands_on_it() -> None:
    chapter = next(one for one in load_hostile() if one.slug == "log")
    html = make([chapter], SECTIONS.replace("“Plain.”", "&lt;script&gt;hacked&lt;/script&gt;")).make_pages()[
        chapter.src_uri
    ]
    assert "&lt;script&gt;hacked&lt;/script&gt;" in html
    assert "<script" not in html
    assert "<img" not in html
