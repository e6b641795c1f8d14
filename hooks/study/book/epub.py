"""The book as EPUB 3."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from itertools import chain
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from jinja2 import Environment
from markupsafe import Markup

from study.book.book import Book, list_sections, point_links
from study.book.content import BookChapter
from study.pages.template_environment import make_environment
from study.pages.zip_archive import pack_files

_FIGURE = re.compile(r'<figure data-picture="([^"]+)">\s*</figure>')
_TEMPLATES = ("META-INF/container.xml", "book/package.opf", "book/nav.xhtml", "book/title.xhtml")
_TEXT, _STYLE = "utf-8", "book/style.css"


def bind_epub(book: Book, cover: bytes) -> bytes:
    """Return the book; `cover` is a PNG. Books that were written at one time from the same chapters are equal."""
    texts = {name: _render(Path(name).name, book) for name in _TEMPLATES}
    texts |= {f"book/{one.slug}.xhtml": _render("chapter.xhtml", book, chapter=one) for one in book.chapters}
    texts[_STYLE] = (Path(__file__).parent / "templates" / "style.css").read_text(encoding=_TEXT)
    pictures = chain.from_iterable(one.pictures.items() for one in book.chapters)
    texts |= {f"book/pictures/{name}.svg": picture.svg for name, picture in pictures}
    mimetype = {"mimetype": b"application/epub+zip"}
    contents = {name: text.encode(_TEXT) for name, text in texts.items()}
    return pack_files({**mimetype, **contents, "book/cover.png": cover}, stored=frozenset(mimetype))


def _render(name: str, book: Book, **values: object) -> str:
    identifier = uuid5(NAMESPACE_URL, f"{book.site.url}take-away/kafka-deep-dive.epub")
    return _make_environment().get_template(name).render(book=book, identifier=identifier, **values) + "\n"


def fill_chapter(chapter: BookChapter) -> Markup:
    """Return the chapter as XHTML with its pictures and with links between the files of the book."""

    def point(slug: str, anchor: str) -> str:
        file = "" if slug == chapter.slug and anchor else f"{slug}.xhtml"
        return f"{file}#{anchor}" if anchor else file

    return Markup(_FIGURE.sub(lambda found: _show(chapter, found[1]), point_links(chapter.body, point)))


def _show(chapter: BookChapter, name: str) -> str:
    picture = chapter.pictures[name]
    words = escape(picture.description or picture.title)
    source = f'src="pictures/{name}.svg" width="{picture.width}" height="{picture.height}"'
    return f'<figure><img {source} alt="{words}"/><figcaption>{escape(picture.title)}</figcaption></figure>'


def _list_contents(chapter: BookChapter) -> list[tuple[str, Markup]]:
    return [(anchor, Markup(title)) for anchor, title in list_sections(chapter)]


def _list_pictures(book: Book) -> Mapping[str, None]:
    return dict.fromkeys(chain.from_iterable(one.pictures for one in book.chapters))


@cache
def _make_environment() -> Environment:
    environment = make_environment("study.book")
    environment.globals |= {
        "fill_chapter": fill_chapter,
        "list_sections": _list_contents,
        "list_pictures": _list_pictures,
    }
    return environment
