"""The cheat sheets as pages and files, made anew only when a chapter says something else on its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from study.authoring.problems import Problem
from study.bank.loaded_chapter import LoadedChapter
from study.bank.urls import page_url
from study.cache.store import Cache, make_key
from study.diagrams.figure import drop_link
from study.pages.markdown.field_markdown import FieldMarkdown
from study.pages.take_away import TakenSheet
from study.paper.sheet import COUNT, NUMBERS, SAY, SETTINGS, SLIPS, Sheet, cut_sections, read_sheet
from study.paper.sheet_page import render_sheet, sheet_src
from study.paper.sheet_pdf import (
    PAPERS,
    SMALLEST,
    Draw,
    Fitted,
    Issue,
    find_figures,
    find_pictures,
    fit_sheet,
    typeset_sheets,
)

FOLDER = "take-away/sheets/"
_ALL = "all"

_ENOUGH = {SAY: 150, NUMBERS: 150, SETTINGS: 120, SLIPS: 140}
"""Words of each part that leave room for the others."""

_TITLES = {
    SAY: "the text of `say`",
    NUMBERS: f"the first {COUNT} questions that are answered by a number",
    SETTINGS: "the table of settings",
    SLIPS: "the wrong sentences and what to say instead",
}


class TooLong(ValueError):
    """A sheet that fits on no page."""


def sheet_path(slug: str, paper: str) -> str:
    """Return where the PDF of a sheet lies in the site."""
    return f"{FOLDER}{slug}-{PAPERS[paper].lower()}.pdf"


def _find_line(chapter: LoadedChapter, part: str) -> int:
    """Return the line at which its author finds a part."""
    if part == NUMBERS:
        return next(chapter.lines[one.id] for one in chapter.front.questions if one.kind == "number")
    return next((one.line for one in chapter.body.headings if one.anchor == part), 1)


def list_sheets(chapters: Iterable[LoadedChapter]) -> tuple[TakenSheet, ...]:
    """Return what the page of files says of the sheets: those of each chapter, then all together."""
    named = [(chapter.slug, chapter.front.title, page_url(sheet_src(chapter.src_uri))) for chapter in chapters]
    return tuple(
        TakenSheet(title, page, tuple((sheet_path(slug, paper), name) for paper, name in PAPERS.items()))
        for slug, title, page in (*named, (_ALL, "All chapters in one file", ""))
    )


@dataclass
class SheetMaker:
    """Makes the sheets of a build."""

    chapters: Sequence[LoadedChapter]
    contents: Mapping[str, str]
    """Content of each chapter's page by path."""

    issue: Issue
    draw: Draw
    cache: Cache
    docs: str = "docs"
    """Name of the folder of the chapters, for what their authors have to mend."""

    problems: list[Problem] = field(default_factory=list)

    def make_files(self) -> dict[str, bytes]:
        """Return each PDF by where it lies: of every chapter and of all together; notes sheets that fit on no page."""
        self.problems = [problem for chapter in self.chapters if (problem := self._find_problem(chapter))]
        files: dict[str, bytes] = {}
        for paper in () if self.problems else PAPERS:
            keys = [self._key(chapter, paper) for chapter in self.chapters]
            for chapter, key in zip(self.chapters, keys, strict=True):
                make = partial(self._typeset, [chapter], paper)
                files[sheet_path(chapter.slug, paper)] = self.cache.get_bytes(make_key("sheet pdf", key), make)
            whole = make_key("sheets pdf", *keys)
            make = partial(self._typeset, self.chapters, paper)
            files[sheet_path(_ALL, paper)] = self.cache.get_bytes(whole, make)
        return files

    def make_pages(self) -> dict[str, str]:
        """Return the content of each sheet's page by the path of its chapter."""
        return {chapter.src_uri: self._make_page(chapter) for chapter in self.chapters}

    def _make_page(self, chapter: LoadedChapter) -> str:
        sizes = [json.loads(self._find_fit(chapter, paper)) for paper in PAPERS]
        key = make_key("sheet page", self._key(chapter, ""), repr(sizes))
        papers = {name: sheet_path(chapter.slug, paper) for paper, name in PAPERS.items()}

        def render() -> str:
            sheet = self._read(chapter)
            size, place = min(sizes)
            figures = self._draw_figures(sheet)
            return render_sheet(sheet, size, figures[place] if place >= 0 else "", papers)

        return self.cache.get(key, render)

    def _find_problem(self, chapter: LoadedChapter) -> Problem | None:
        """Return what is to be mended so that the sheet fits, for the first paper on which it does not."""
        for paper in PAPERS:
            try:
                self._find_fit(chapter, paper)
            except TooLong:
                return self._describe(chapter, paper)
        return None

    def _describe(self, chapter: LoadedChapter, paper: str) -> Problem:
        words = self._read(chapter).count_words()
        longest = max(words, key=lambda part: words[part] - _ENOUGH[part])
        message = (
            f"the cheat sheet does not fit on one page of {PAPERS[paper]} in letters of {SMALLEST} pt. Shorten "
            f"{_TITLES[longest]}: {words[longest]} words stand there, {_ENOUGH[longest]} leave room for the rest."
        )
        return Problem(f"{self.docs}/{chapter.src_uri}", _find_line(chapter, longest), message)

    def _find_fit(self, chapter: LoadedChapter, paper: str) -> str:
        """Return the size of the letters and the place of the picture among those that would do, as JSON."""
        return self.cache.get(make_key("sheet fit", self._key(chapter, paper)), partial(self._fit, chapter, paper))

    def _fit(self, chapter: LoadedChapter, paper: str) -> str:
        sheet = self._read(chapter)
        fitted = fit_sheet(sheet, paper, self.issue, self.draw)
        if fitted is None:
            raise TooLong(chapter.src_uri)
        pictures = list(find_pictures(sheet, self.draw))
        return json.dumps([fitted.size, pictures.index(fitted.picture) if fitted.picture else -1])

    def _typeset(self, chapters: Sequence[LoadedChapter], paper: str) -> bytes:
        fitted = []
        for chapter in chapters:
            sheet = self._read(chapter)
            size, place = json.loads(self._find_fit(chapter, paper))
            pictures = list(find_pictures(sheet, self.draw))
            fitted.append(Fitted(sheet, size, pictures[place] if place >= 0 else None))
        return typeset_sheets(fitted, paper, self.issue)

    def _draw_figures(self, sheet: Sheet) -> list[str]:
        """Return the figures whose pictures would do, in their order, without links to files that are elsewhere."""
        return [drop_link(figure) for figure in find_figures(sheet, self.draw)]

    def _read(self, chapter: LoadedChapter) -> Sheet:
        if chapter.src_uri not in self._sheets:
            position = list(self.chapters).index(chapter) + 1
            markdown = FieldMarkdown(chapter.src_uri, self.cache)
            self._sheets[chapter.src_uri] = read_sheet(chapter, position, self._sections[chapter.src_uri], markdown)
        return self._sheets[chapter.src_uri]

    @cached_property
    def _sheets(self) -> dict[str, Sheet]:
        return {}

    @cached_property
    def _sections(self) -> dict[str, str]:
        return {chapter.src_uri: cut_sections(self.contents[chapter.src_uri]) for chapter in self.chapters}

    def _key(self, chapter: LoadedChapter, paper: str) -> str:
        """Return the text of all that a sheet is made from."""
        position = list(self.chapters).index(chapter)
        return "\n".join(
            (
                paper,
                self.issue.name,
                self.issue.address(chapter.src_uri),
                str(position),
                chapter.front.model_dump_json(),
                self._sections[chapter.src_uri],
                *(diagram.source for diagram in chapter.body.diagrams),
            )
        )
