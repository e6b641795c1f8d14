"""All pages of the site -> its chapters, and everything their authors have to mend."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta, timezone
from functools import partial

from study.authoring.front_matter import parse_front_matter
from study.authoring.problems import Problem
from study.authoring.prose import parse_body
from study.bank.loaded_chapter import LoadedChapter
from study.bank.published import PublishedIds
from study.bank.topics import Topics
from study.bank.urls import file_stem, is_episode, page_url
from study.bank.versions import parse_range
from study.cache.store import Cache, make_key
from study.checks.calculator_checks import check_calculators
from study.checks.chapter_checks import check_chapter, check_page_markers
from study.checks.drafts import ChapterDraft, Page, read_chapter
from study.checks.html.page_markup import check_markup, check_title_html
from study.checks.incident_checks import check_incident, is_incident, read_incident
from study.checks.names import check_names
from study.checks.page_checks import check_plain_page
from study.checks.published_anchors import check_anchors
from study.checks.questions.advice import advise
from study.checks.questions.question_checks import check_question
from study.checks.receipt_checks import check_receipt_texts, check_receipts
from study.checks.settings.agreement import check_settings
from study.checks.simulator_checks import check_simulators
from study.checks.site_checks import check_site
from study.incidents.model import LoadedIncident
from study.receipts.reading import Receipts

CHAPTERS_FOLDER = "chapters/"
"""A page in this folder is a chapter, but for the folder's own `index.md`."""


_FIRST_TO_BEGIN = timezone(timedelta(hours=14))
"""The zone in which every day begins."""


@dataclass(frozen=True)
class Validated:
    """The chapters of the site, and what their authors have to mend."""

    chapters: tuple[LoadedChapter, ...]
    """Chapters whose front matter has no mistake of the schema, by path."""

    problems: tuple[Problem, ...]
    """Errors and warnings of all pages, by place."""

    incidents: tuple[LoadedIncident, ...] = ()
    """Those that can be played, by path."""


def find_today(now: datetime) -> date:
    """Return the last day that has begun somewhere on earth: no author's calendar is ahead of it."""
    return now.astimezone(_FIRST_TO_BEGIN).date()


def validate_pages(
    sources: Mapping[str, str],
    *,
    topics: Mapping[str, str],
    published: Collection[str],
    today: date,
    anchors: Collection[str] = (),
    receipts: Receipts | None = None,
    root: str = "docs",
    cache: Cache | None = None,
) -> Validated:
    """Return chapters and problems of all pages, given as whole texts by path; no mistake hides another page's.

    Scripts are no pages yet: `study.audio` reads them.

    No day may be behind `today`.
    """
    cache = cache or Cache()
    written = [(src_uri, text) for src_uri, text in sorted(sources.items()) if not is_episode(src_uri)]
    pages = {src_uri: _read_page(src_uri, text, root, cache) for src_uri, text in written}
    readable = [page for page in pages.values() if page.front.parsed]
    chapters = [read_chapter(page) for page in readable if _is_chapter(page) and page.front.values]
    problems = [problem for page in pages.values() for problem in page.front.problems]
    problems += [one for page in pages.values() for one in check_receipts(page, receipts or Receipts())]
    for chapter in chapters:
        check = partial(_check_one_chapter, chapter, topics, today)
        problems += _check_page(cache, chapter.page, check, "chapter", today.isoformat(), repr(dict(topics)))
    drafts = [draft for chapter in chapters for draft in chapter.questions]
    by_slug = {file_stem(chapter.page.src_uri): chapter.page for chapter in chapters}
    sections = {f"{slug}#{anchor}" for slug, page in by_slug.items() for anchor in page.body.anchors} | by_slug.keys()
    targets = {
        "question": {draft.id for draft in drafts},
        "choice": {draft.id for draft in drafts if draft.question.kind == "options"},
        "chapter": by_slug,
        "section": sections,
    }
    for page in readable:
        problems += _check_page(cache, page, partial(check_markup, page), "markup")
        problems += _check_page(cache, page, partial(check_calculators, page), "calculators")
        problems += check_simulators(page, targets["choice"], cache)
        if _is_chapter(page) and not page.front.values:
            message = "a chapter begins with front matter. Start it with `---`, then `title:` and the other fields."
            problems.append(Problem(page.file, 1, message))
        elif is_incident(page.src_uri):
            problems += check_incident(page, targets, cache)
        elif not _is_chapter(page):
            problems += [*check_plain_page(page), *check_title_html(page)]
            problems += check_page_markers(page, targets)
    problems += check_names(chapters, readable)
    problems += check_site(chapters, pages, published, root)
    problems += check_anchors(chapters, pages, anchors, root)
    problems += advise(chapters)
    problems += check_settings(readable, chapters, cache)
    problems += topics.problems if isinstance(topics, Topics) else ()
    problems += [*receipts.problems, *check_receipt_texts(receipts, root)] if receipts else ()
    for listed in (published, anchors):
        problems += listed.problems if isinstance(listed, PublishedIds) else ()
    loaded = tuple(_load(chapter) for chapter in chapters if chapter.front)
    return Validated(loaded, tuple(sorted(set(problems))), tuple(_load_incidents(readable)))


def _read_page(src_uri: str, text: str, root: str, cache: Cache) -> Page:
    file = f"{root}/{src_uri}"
    front = parse_front_matter(text, file, cache)
    return Page(src_uri, file, text, front, parse_body(front.body, front.body_line))


def _check_page(cache: Cache, page: Page, check: Callable[[], Iterable[Problem]], *depends: str) -> list[Problem]:
    """Return what a check finds on a page; it is known by its name and all that it depends on beside the page."""
    key = make_key("problems", page.file, page.text, *depends)
    return [Problem(*one) for one in json.loads(cache.get(key, lambda: json.dumps([astuple(p) for p in check()])))]


def _is_chapter(page: Page) -> bool:
    in_folder = page.src_uri.startswith(CHAPTERS_FOLDER) and page_url(page.src_uri) != CHAPTERS_FOLDER
    return in_folder or "questions" in page.front.values


def _check_one_chapter(chapter: ChapterDraft, topics: Mapping[str, str], today: date) -> list[Problem]:
    typed = chapter.page.front.values.get("kafka")
    chapter_range = parse_range(typed) if isinstance(typed, str) else None
    problems = [*chapter.problems, *check_chapter(chapter, today)]
    for draft in chapter.questions:
        problems += check_question(draft, topics, chapter_range)
    return problems


def _load_incidents(pages: Iterable[Page]) -> Iterator[LoadedIncident]:
    for page in pages:
        incident = read_incident(page)[0] if is_incident(page.src_uri) else None
        if incident:
            yield LoadedIncident(page.src_uri, incident)


def _load(chapter: ChapterDraft) -> LoadedChapter:
    assert chapter.front is not None
    lines = {draft.id: draft.line for draft in chapter.questions}
    return LoadedChapter(chapter.page.src_uri, chapter.front, chapter.page.body, lines)
