"""Where the pages of the site quote receipts: the section or the question in which each quote stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from study.authoring.front_matter import parse_front_matter
from study.authoring.prose import Heading, parse_body
from study.bank.loaded_chapter import LoadedChapter
from study.bank.urls import question_src
from study.receipts.quotes import Quote, find_quotes


@dataclass(frozen=True)
class Quoting:
    """A part of a page that quotes a receipt."""

    target: str
    """Path of the page, with the anchor of the part."""

    title: str
    """Of the part, as Markdown."""

    page: str
    """Title of the page or chapter that it is part of; empty if it is the page."""


def find_quoting(pages: Mapping[str, str], chapters: Iterable[LoadedChapter]) -> dict[str, tuple[Quoting, ...]]:
    """Return every part that quotes a receipt, once, by the receipt's name; `pages` are texts by path.

    Chapters come first, in their order, and of each the sections before the questions.
    """
    loaded = {chapter.src_uri: chapter for chapter in chapters}
    found: dict[str, dict[Quoting, None]] = {}
    for src_uri in [*loaded, *sorted(pages.keys() - loaded.keys())]:
        text = pages[src_uri].replace("\r\n", "\n")
        for receipt, part in _place(list(find_quotes(text)), text, src_uri, loaded.get(src_uri)):
            found.setdefault(receipt, {})[part] = None
    return {name: tuple(parts) for name, parts in found.items()}


def _place(
    quotes: list[Quote], text: str, src_uri: str, chapter: LoadedChapter | None
) -> Iterator[tuple[str, Quoting]]:
    if not quotes:
        return
    front = parse_front_matter(text, src_uri)
    body = parse_body(front.body, front.body_line)
    headings = [(heading.line, heading) for heading in body.headings if heading.anchor]
    questions = sorted((line, one) for one, line in chapter.lines.items()) if chapter else []
    title = chapter.front.title if chapter else str(front.values.get("title") or _first_heading(body.headings))
    asked = {one.id: one.ask for one in chapter.front.questions} if chapter else {}
    for quote in sorted(quotes, key=lambda quote: quote.line < front.body_line):
        before = bisect_right([line for line, _ in questions], quote.line)
        above = bisect_right([line for line, _ in headings], quote.line)
        if quote.line < front.body_line and before:
            one = questions[before - 1][1]
            yield quote.receipt, Quoting(question_src(one), " ".join(asked[one].split()), title)
        elif above:
            heading = headings[above - 1][1]
            yield quote.receipt, Quoting(f"{src_uri}#{heading.anchor}", heading.text, title)
        else:
            yield quote.receipt, Quoting(src_uri, title, "")


def _first_heading(headings: tuple[Heading, ...]) -> str:
    return headings[0].text if headings else ""
