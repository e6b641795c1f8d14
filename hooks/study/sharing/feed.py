"""The Atom feed of new and changed chapters and of new questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import KIND_LABELS, Question
from study.bank.site import Site
from study.bank.urls import question_src
from study.pages.fragments import Fragments
from study.pages.markdown.field_markdown import plain_text

FEED = "feed.xml"

_ATOM = "http://www.w3.org/2005/Atom"
_FIRST_YEAR = 2026
"""When the site's host became its own. It is part of every id in the feed: another year would make all entries new."""


@dataclass(frozen=True)
class _Entry:
    path: str
    """What tells it from every other entry for good."""

    title: str
    address: str
    summary: str
    category: str
    added: str
    changed: str


def render_feed(site: Site, chapters: Iterable[LoadedChapter], fragments: Fragments) -> str:
    """Return the feed, newest first; within a day in reading order."""
    entries = sorted(_find_entries(site, chapters, fragments), key=lambda entry: entry.changed, reverse=True)
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(feed, "id", _tag(site, "feed"))
    _add(feed, "title", site.name)
    _add(feed, "subtitle", site.description)
    _add(feed, "updated", _midnight(max((entry.changed for entry in entries), default=f"{_FIRST_YEAR}-01-01")))
    _add(feed, "link", rel="self", type="application/atom+xml", href=site.url + FEED)
    _add(feed, "link", rel="alternate", type="text/html", href=site.url)
    _add(_add(feed, "author"), "name", site.name)
    for entry in entries:
        _add_entry(feed, entry, site)
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def find_added(question: Question, chapter: LoadedChapter) -> str:
    """Return the day a question was added: its own, else the chapter's."""
    return question.added or chapter.front.added or chapter.front.checked


def _find_entries(site: Site, chapters: Iterable[LoadedChapter], fragments: Fragments) -> Iterator[_Entry]:
    for chapter in chapters:
        front = chapter.front
        added = front.added or front.checked
        yield _Entry(
            path=f"chapters/{chapter.slug}",
            title=front.title,
            address=site.address(chapter.src_uri),
            summary=f"{front.description} Checked against Kafka {front.kafka} on {front.checked}.",
            category="chapter",
            added=added,
            changed=max(added, front.checked),
        )
        for question in front.questions:
            added = find_added(question, chapter)
            yield _Entry(
                path=f"q/{question.id}",
                title=plain_text(fragments.place(question).ask),
                address=site.address(question_src(question.id)),
                summary=f"{question.level.capitalize()} · {KIND_LABELS[question.kind]} · from “{front.title}”",
                category="question",
                added=added,
                changed=added,
            )


def _add_entry(feed: ET.Element, entry: _Entry, site: Site) -> None:
    element = _add(feed, "entry")
    _add(element, "id", _tag(site, entry.path))
    _add(element, "title", entry.title)
    _add(element, "link", rel="alternate", type="text/html", href=entry.address)
    _add(element, "published", _midnight(entry.added))
    _add(element, "updated", _midnight(entry.changed))
    _add(element, "category", term=entry.category)
    _add(element, "summary", entry.summary)


def _add(parent: ET.Element, name: str, text: str | None = None, /, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text
    return child


def _tag(site: Site, path: str) -> str:
    """Return an id that outlives a move of the page: a tag URI of the host."""
    return f"tag:{urlsplit(site.url).hostname},{_FIRST_YEAR}:{path}"


def _midnight(day: str) -> str:
    return f"{day}T00:00:00Z"
