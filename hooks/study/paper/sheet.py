"""A chapter's cheat sheet: what stands on it, read from the bank and from the sections that every chapter has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Tag

from study.authoring.prose import Block, Body
from study.bank.loaded_chapter import LoadedChapter
from study.pages.markdown.field_markdown import FieldMarkdown
from study.paper.runs import Line, join_runs, plain, read_line, read_nodes

PICTURE, SAY, SETTINGS, SLIPS = "picture", "say-it", "settings", "slips"
"""Anchors of the sections that a sheet takes from; anchors that are published never change."""

NUMBERS = "numbers"
"""The part that comes from the questions."""

HEADS = {
    NUMBERS: "Numbers worth working out",
    SETTINGS: "Settings: default, when to change it",
    SLIPS: "Where candidates slip",
}
"""What stands above each part of a sheet."""

COUNT = 6
"""A sheet has so many of the chapter's questions that are answered by a number: the first ones."""

_BEFORE, _BEHIND = "Say instead:", "Why it matters:"


@dataclass(frozen=True)
class Fact:
    """A number and what it answers."""

    ask: Line
    number: str


@dataclass(frozen=True)
class Trap:
    """A wrong sentence and what to say instead."""

    wrong: Line
    right: Line


@dataclass(frozen=True)
class Sheet:
    """What stands on a cheat sheet."""

    src_uri: str
    slug: str
    title: str
    position: int
    """Of the chapter, from 1."""

    kafka: str
    checked: str
    say: tuple[Line, ...]
    numbers: tuple[Fact, ...]
    columns: tuple[str, ...]
    """Heads of the table of settings."""

    settings: tuple[tuple[Line, ...], ...]
    traps: tuple[Trap, ...]
    diagrams: tuple[Block, ...]
    """The chapter's diagrams, those of its picture first: the first one that fits is drawn."""

    def count_words(self) -> dict[str, int]:
        """Return how many words each part has, by the anchor of its section."""
        return {
            SAY: _count(self.say),
            NUMBERS: _count(fact.ask for fact in self.numbers),
            SETTINGS: _count(cell for row in self.settings for cell in row),
            SLIPS: _count(line for trap in self.traps for line in (trap.wrong, trap.right)),
        }


def cut_sections(html: str) -> str:
    """Return those sections of a page's content that a sheet takes from."""
    return "".join(_cut(html, anchor) for anchor in (SETTINGS, SLIPS))


def read_sheet(chapter: LoadedChapter, position: int, sections: str, markdown: FieldMarkdown) -> Sheet:
    """Return the sheet of a chapter; `sections` are those of its page that it takes from."""
    page = BeautifulSoup(sections, "html.parser")
    columns, settings = _read_settings(page)
    front = chapter.front
    asked = [question for question in front.questions if question.kind == "number"][:COUNT]
    return Sheet(
        src_uri=chapter.src_uri,
        slug=chapter.slug,
        title=front.title,
        position=position,
        kafka=front.kafka.replace(" - ", " – "),
        checked=front.checked,
        say=tuple(
            read_nodes(p.children) for p in BeautifulSoup(markdown.block(front.say), "html.parser").find_all("p")
        ),
        numbers=tuple(Fact(read_line(markdown.inline(one.ask)), _write_number(one.number, one.unit)) for one in asked),
        columns=columns,
        settings=settings,
        traps=tuple(_read_traps(page)),
        diagrams=tuple(_sort_diagrams(chapter.body)),
    )


def _cut(html: str, anchor: str) -> str:
    start = html.find(f'<h2 id="{anchor}"')
    end = html.find("<h2 ", start + 1)
    return html[start : end if end > 0 else None] if start >= 0 else ""


def _write_number(number: float | None, unit: str | None) -> str:
    return f"{number:,}".replace(",", "\u00a0") + (f"\u00a0{unit}" if unit else "")


def _read_settings(page: BeautifulSoup) -> tuple[tuple[str, ...], tuple[tuple[Line, ...], ...]]:
    table = next((one for one in _find_section(page, SETTINGS) if one.name == "table"), None)
    if table is None:
        return (), ()
    heads = tuple(plain(read_nodes(cell.children)) for cell in table.select("thead th"))
    rows = tuple(tuple(read_nodes(cell.children) for cell in row.select("td")) for row in table.select("tbody tr"))
    return heads, rows


def _read_traps(page: BeautifulSoup) -> Iterator[Trap]:
    """Yield each wrong sentence of the section with the right one, without why that matters."""
    wrong: Line = ()
    for node in _find_section(page, SLIPS):
        if node.name == "h3":
            wrong = read_nodes(node.children)
        elif node.name == "p" and wrong:
            yield Trap(wrong, _find_right(node))
            wrong = ()


def _find_right(paragraph: Tag) -> Line:
    nodes = list(paragraph.children)
    words = [node.get_text().strip() if isinstance(node, Tag) and node.name == "strong" else "" for node in nodes]
    first = words.index(_BEFORE) + 1 if _BEFORE in words else 0
    last = words.index(_BEHIND) if _BEHIND in words else len(nodes)
    return join_runs(read_nodes(nodes[first:last]))


def _find_section(page: BeautifulSoup, anchor: str) -> Iterator[Tag]:
    """Yield the elements of a section of the second level."""
    heading = page.find("h2", id=anchor)
    for node in heading.find_next_siblings() if heading else ():
        if node.name == "h2":
            return
        yield node


def _sort_diagrams(body: Body) -> Sequence[Block]:
    """Return the diagrams of the chapter's picture, then the others."""
    starts = [heading for heading in body.headings if heading.level == 2]
    first = next((heading.line for heading in starts if heading.anchor == PICTURE), 0)
    last = next((heading.line for heading in starts if heading.line > first), first)
    return sorted(body.diagrams, key=lambda one: not first < one.line < last)


def _count(lines: Iterator[Line] | Sequence[Line]) -> int:
    return sum(len(plain(line).split()) for line in lines)
