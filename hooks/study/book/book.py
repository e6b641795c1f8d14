"""The book as a whole: its chapters with every link leading somewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from study.bank.loaded_chapter import LoadedChapter
from study.bank.site import Site
from study.bank.urls import page_url
from study.book.content import BookChapter, BookPicture, read_chapter
from study.book.links import BookLinks
from study.cache.store import Cache, make_key

_INNER = re.compile(r'href="#([\w-]+)/([^"]*)"')
_ANCHOR = re.compile(r'\bid="([^"]+)"')
_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Book:
    """What is bound."""

    site: Site
    edition: int
    """When it was written, in seconds since 1970."""

    kafka: str
    """Versions that the chapters are checked against."""

    chapters: Sequence[BookChapter]

    @property
    def written(self) -> datetime:
        """When it was written."""
        return datetime.fromtimestamp(self.edition, UTC)


def read_book(
    site: Site, edition: int, chapters: Sequence[LoadedChapter], contents: Mapping[str, str], cache: Cache
) -> Book:
    """Return the book of chapters whose pages have these contents, by path; read ones come from the cache."""
    questions = {one.id: chapter.slug for chapter in chapters for one in chapter.front.questions}
    links = BookLinks({one.src_uri: one.slug for one in chapters}, questions, site.file_address)
    known = json.dumps([site.url, questions])

    def read(chapter: LoadedChapter, position: int) -> BookChapter:
        html = contents[chapter.src_uri]
        key = make_key("book chapter", known, str(position), chapter.src_uri, chapter.front.title, html)
        return _load(cache.get(key, lambda: json.dumps(asdict(read_chapter(chapter, position, html, links)))))

    read_ones = [read(chapter, position) for position, chapter in enumerate(chapters, 1)]
    kafka = max((one.front.kafka for one in chapters), default="").replace(" - ", " – ")
    return Book(site, edition, kafka, _lead_everywhere(read_ones, {one.slug: one for one in chapters}, site))


def list_sections(chapter: BookChapter) -> list[tuple[str, str]]:
    """Return the anchor and the title of each section of a chapter, the title as XML text."""
    return [(anchor, _TAG.sub("", title)) for anchor, title in _HEADING.findall(chapter.body)]


def point_links(body: str, point: Callable[[str, str], str]) -> str:
    """Return a chapter whose links into the book are as `point` makes them of chapter and anchor."""
    return _INNER.sub(lambda found: f'href="{point(found[1], found[2])}"', body)


def _load(text: str) -> BookChapter:
    values = json.loads(text)
    values["pictures"] = {name: BookPicture(**one) for name, one in values["pictures"].items()}
    return BookChapter(**values)


def _lead_everywhere(
    chapters: Sequence[BookChapter], sources: Mapping[str, LoadedChapter], site: Site
) -> list[BookChapter]:
    """Return the chapters with links to the site in place of those whose anchor no chapter of the book has."""
    anchors = {chapter.slug: {"", *_ANCHOR.findall(chapter.body)} for chapter in chapters}

    def point(slug: str, anchor: str) -> str:
        if anchor in anchors[slug]:
            return f"#{slug}/{anchor}"
        return f"{site.url}{page_url(sources[slug].src_uri)}#{anchor}"

    return [
        BookChapter(one.slug, one.title, one.position, point_links(one.body, point), one.pictures) for one in chapters
    ]
