"""A chapter of the book: its page's content without what only a browser can do, pictures apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Tag

from study.bank.loaded_chapter import LoadedChapter
from study.book.answers import move_answers
from study.book.links import BookLinks, Spot, make_anchor
from study.paper.picture import make_picture

_FIGURE = re.compile(r'<figure class="study-diagram".*?</figure>', re.DOTALL)
_NAME = re.compile(r'\bid="(d-[0-9a-f]+)-title"')
_DESCRIPTION = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)

_LEFT_OUT = (
    ".headerlink, .study-facts, .study-top, [popover], [hidden], script, style, template, form, input, output,"
    " button:not(.study-term), .study-links a[href*='/q/']"
)
_KEPT = {"class", "id", "href", "src", "alt", "colspan", "rowspan", "scope", "type", "start", "data-picture"}

COLUMN = 620
"""Width in CSS pixels of pictures that are as wide as their column."""


@dataclass(frozen=True)
class BookPicture:
    """A diagram of a chapter."""

    svg: str
    width: int
    """In CSS pixels."""

    height: int
    title: str
    description: str


@dataclass(frozen=True)
class BookChapter:
    """A chapter as every kind of book sets it."""

    slug: str
    title: str
    position: int
    """From 1."""

    body: str
    """XHTML of a `<section>`: `<figure data-picture="name">` stands where a picture belongs, and a link to
    `#chapter/anchor` leads to a place of the book."""

    pictures: Mapping[str, BookPicture]


def read_chapter(chapter: LoadedChapter, position: int, html: str, links: BookLinks) -> BookChapter:
    """Return the chapter whose page has this content."""
    pictures = {_find_name(found[0]): _read_picture(found[0]) for found in _FIGURE.finditer(html)}
    marked = _FIGURE.sub(lambda found: f'<figure data-picture="{_find_name(found[0])}"></figure>', html)
    body = BeautifulSoup(f"<section>{marked}</section>", "html.parser").section
    assert body is not None
    for part in body.select(_LEFT_OUT):
        part.decompose()
    move_answers(body)
    _plain_elements(body)
    _clean_attributes(body)
    _point_links(body, chapter.src_uri, links)
    return BookChapter(chapter.slug, chapter.front.title, position, body.decode(formatter="minimal"), pictures)


def _find_name(figure: str) -> str:
    found = _NAME.search(figure)
    assert found is not None, figure[:200]
    return found[1]


def _read_picture(figure: str) -> BookPicture:
    found = _DESCRIPTION.search(figure)
    words = BeautifulSoup(found[1], "html.parser").get_text() if found else ""
    picture = make_picture(figure, COLUMN)
    return BookPicture(picture.svg, picture.width, picture.height, picture.title, " ".join(words.split()))


def _plain_elements(body: Tag) -> None:
    """Leave the content of custom elements and of what a book does not unfold."""
    for part in body.find_all(True):
        if part.name == "details":
            part.name = "div"
        elif part.name == "summary":
            part.name = "p"
            part["class"] = "summary"
        elif "-" in part.name or part.name in ("button", "data", "time"):
            part.unwrap()
        elif part.name == "article":
            part.name = "div"


def _clean_attributes(body: Tag) -> None:
    for part in body.find_all(True):
        part.attrs = {name: value for name, value in part.attrs.items() if name in _KEPT}
        if "id" in part.attrs:
            part["id"] = make_anchor(str(part["id"]))


def _point_links(body: Tag, src_uri: str, links: BookLinks) -> None:
    anchors = {str(part["id"]) for part in body.find_all(id=True)}
    for link in body.find_all("a", href=True):
        target = links.resolve(str(link["href"]), src_uri, anchors)
        link["href"] = f"#{target.slug}/{target.anchor}" if isinstance(target, Spot) else target
