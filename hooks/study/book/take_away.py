"""The book as files, bound anew only when it says something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from functools import partial

from study.bank.loaded_chapter import LoadedChapter
from study.bank.site import Site
from study.book.book import read_book
from study.book.epub import bind_epub
from study.book.pdf import bind_pdf, draw_cover
from study.cache.store import Cache, make_key
from study.pages.take_away import BOOK_EPUB, BOOK_PDF


def load_book(
    site: Site, edition: int, chapters: Sequence[LoadedChapter], contents: Mapping[str, str], cache: Cache
) -> dict[str, bytes]:
    """Return the book by where its files lie in the site; `contents` are those of the chapters' pages by path."""
    book = read_book(site, edition, chapters, contents, cache)
    key = repr(astuple(book))
    cover = cache.get_bytes(make_key("book cover", key), partial(draw_cover, book))
    return {
        BOOK_EPUB: cache.get_bytes(make_key("book epub", key), partial(bind_epub, book, cover)),
        BOOK_PDF: cache.get_bytes(make_key("book pdf", key), partial(bind_pdf, book)),
    }
