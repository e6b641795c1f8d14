"""Pages, questions and terms -> the entries that search can find, in groups by kind and chapter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import Question
from study.bank.site import SitePage
from study.bank.urls import EPISODES, INCIDENTS, RECEIPTS, page_url, question_src
from study.cache.store import Cache
from study.checks.questions.question_texts import find_texts
from study.pages.glossary import FILE_NAME, Term
from study.pages.markdown.field_markdown import FieldMarkdown, plain_text
from study.pages.receipts.index import INDEX
from study.search.sections import read_title, split_sections

PAGES = "pages"
"""Name of the file with the texts of all pages that are no chapter."""

BEHIND = {RECEIPTS: "receipts", INCIDENTS: "incidents", EPISODES: "episodes"}
"""Folders of pages that show, play or speak what chapters tell, with the name of the file that has their texts."""

SOURCES = "sources"
"""Anchor of a chapter's list of sources: its words are those of addresses."""

QUESTION_BOOST = 0.6
"""Who looks for a subject wants to read of it before being asked."""

BEHIND_BOOST = 0.4
"""What was measured, played or spoken comes behind the chapter that tells of it."""

TERM_BOOST = 1.5
"""Who types a term wants to know first what it means."""


_LISTS = (FILE_NAME, INDEX)


@dataclass(frozen=True)
class Entry:
    """A page, a section, a question or a term."""

    location: str
    """Address from the site's root."""

    title: str
    """Text, with code between backticks."""

    text: str


@dataclass(frozen=True)
class Group:
    """Entries of one kind that belong to one chapter, or to none."""

    file: str
    """Name, without its ending, of the file that has their texts."""

    entries: tuple[Entry, ...]
    boost: float = 1
    lead: str = ""
    """Name of the file that says more about them than their own texts do: the chapter that teaches what is asked."""


def list_pages(
    pages: Iterable[tuple[SitePage, str]], chapters: Iterable[LoadedChapter], cache: Cache | None = None
) -> Iterator[Group]:
    """Yield a group for each chapter and one for the other pages, from pages with the HTML of their content."""
    slugs = {chapter.src_uri: chapter.slug for chapter in chapters}
    groups: dict[str, list[Entry]] = {name: [] for name in (PAGES, *slugs.values(), *BEHIND.values())}
    for page, html in pages:
        rest = next((name for folder, name in BEHIND.items() if page.src_uri.startswith(folder)), PAGES)
        groups[slugs.get(page.src_uri, rest)] += _list_sections(page, html, cache)
    behind = {name: groups.pop(name) for name in BEHIND.values()}
    yield from (Group(name, tuple(entries)) for name, entries in groups.items())
    yield from (Group(name, tuple(entries), BEHIND_BOOST) for name, entries in behind.items() if entries)


def _list_sections(page: SitePage, html: str, cache: Cache | None) -> Iterator[Entry]:
    """Yield the page and its sections; not those of lists whose terms or receipts are entries of their own."""
    url = page_url(page.src_uri)
    for section in split_sections(html, cache):
        if not section.anchor:
            yield Entry(url, section.title or page.title, section.text)
        elif page.src_uri not in _LISTS and section.anchor != SOURCES:
            yield Entry(f"{url}#{section.anchor}", section.title, section.text)


def list_questions(
    chapters: Iterable[LoadedChapter], markdown_of: Callable[[Question], FieldMarkdown]
) -> Iterator[Group]:
    """Yield a group for the questions of each chapter; `markdown_of` gives what converts the fields of one."""
    for chapter in chapters:
        entries = (_describe_question(question, markdown_of(question)) for question in chapter.front.questions)
        slug = chapter.slug
        yield Group(f"{slug}-questions", tuple(entries), QUESTION_BOOST, lead=slug)


def _describe_question(question: Question, markdown: FieldMarkdown) -> Entry:
    title, *texts = [markdown.inline(text.text) for text in find_texts(question)]
    code = [question.trace.code, question.trace.prints] if question.trace else []
    text = " ".join([*map(plain_text, texts), *(" ".join(block.split()) for block in code)])
    return Entry(page_url(question_src(question.id)), read_title(title), text)


def list_terms(terms: Iterable[Term], chapters: Iterable[LoadedChapter], cache: Cache | None = None) -> Iterator[Group]:
    """Yield the terms of the glossary in groups, each with the texts of the chapter that teaches them."""
    slugs = {chapter.src_uri: chapter.slug for chapter in chapters}
    markdown = FieldMarkdown(FILE_NAME, cache)
    groups: dict[str, list[Entry]] = {}
    for term in terms:
        file = slugs.get(term.teaches.partition("#")[0], PAGES)
        groups.setdefault(file, []).append(_describe_term(term, markdown))
    yield from (Group(file, tuple(entries), TERM_BOOST) for file, entries in groups.items())


def _describe_term(term: Term, markdown: FieldMarkdown) -> Entry:
    title, definition = markdown.inline(term.title), markdown.inline(term.definition)
    return Entry(f"{page_url(FILE_NAME)}#{term.anchor}", read_title(title), plain_text(definition))
