"""The book as PDF: pages set by Typst, with an outline and the number of each page."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from study.book.book import Book
from study.book.content import BookChapter
from study.sharing.preview_image import COLORS
from study.sharing.typesetting import draw_pages, typeset

_TEMPLATES = Path(__file__).parent / "templates"
_INNER = re.compile(r"#([\w-]+)/(.*)")
_SPACE = re.compile(r"[ \t\r\n]+")
_COVER_BLENDS = (("paper", "lane"), ("mark", "lane"), ("lane-wash", "lane"))

Json = str | dict[str, object]
"""A node of a chapter for the template: text, or an element with `tag`, `kind`, `id`, `to`, `href` and `inside`."""


def bind_pdf(book: Book) -> bytes:
    """Return the book on A4 paper, equal for equal books."""
    return typeset("book.typ", {**_describe(book), "chapters": list(map(_read, book.chapters))}, _TEMPLATES)


def draw_cover(book: Book) -> bytes:
    """Return the cover as PNG."""
    blends = [(COLORS[front], COLORS[back]) for front, back in _COVER_BLENDS]
    return next(draw_pages(typeset("cover.typ", _describe(book), _TEMPLATES), blends))


def _describe(book: Book) -> dict[str, object]:
    return {
        "colors": COLORS,
        "name": book.site.name,
        "description": book.site.description,
        "url": book.site.url,
        "kafka": book.kafka,
        "written": f"{book.written:%Y-%m-%d}",
        "count": len(book.chapters),
    }


def _read(chapter: BookChapter) -> dict[str, object]:
    pictures = {
        name: {"svg": one.svg, "width": one.width, "title": one.title} for name, one in chapter.pictures.items()
    }
    inside = _read_children(ET.fromstring(chapter.body), chapter.slug, keeps_space=False)
    return {"slug": chapter.slug, "title": chapter.title, "pictures": pictures, "inside": inside}


def _read_children(node: ET.Element, slug: str, *, keeps_space: bool) -> list[Json]:
    """Return what stands in an element; spaces are folded unless they are kept, as in code."""
    inside: list[Json] = []

    def add_text(text: str | None) -> None:
        if text and (folded := text if keeps_space else _SPACE.sub(" ", text)):
            inside.append(folded)

    add_text(node.text)
    for child in node:
        inside.append(_read_element(child, slug, keeps_space=keeps_space))
        add_text(child.tail)
    return inside


def _read_element(node: ET.Element, slug: str, *, keeps_space: bool) -> Json:
    keeps = keeps_space or node.tag == "pre"
    read: dict[str, object] = {"tag": node.tag, "inside": _read_children(node, slug, keeps_space=keeps)}
    if kind := node.get("class"):
        read["kind"] = kind.split()[0]
    if anchor := node.get("id"):
        read["id"] = f"{slug}/{anchor}"
    if picture := node.get("data-picture"):
        read["picture"] = picture
    if span := node.get("colspan"):
        read["span"] = int(span)
    href = node.get("href", "")
    if inner := _INNER.fullmatch(href):
        read["to"] = f"{inner[1]}/{inner[2]}"
    elif href:
        read["href"] = href
    return read
