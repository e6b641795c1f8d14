"""Names that share one room: two that would become one, and file names that lists and addresses could not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from study.authoring.plain_text import fold
from study.authoring.problems import Problem
from study.bank.urls import file_stem
from study.checks.drafts import ChapterDraft, Page

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_names(chapters: Sequence[ChapterDraft], pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield every name of a chapter, anchor or source that stands for two things or cannot stand everywhere."""
    yield from _check_file_names(chapters)
    yield from _check_titles(chapters)
    for chapter in chapters:
        yield from _check_ids(chapter)
    for page in pages:
        yield from _check_notes(page)


def _check_file_names(chapters: Iterable[ChapterDraft]) -> Iterator[Problem]:
    """Chapters are known by their file's name alone: in addresses, anchors, decks and lists."""
    first: dict[str, Page] = {}
    for chapter in chapters:
        page, name = chapter.page, file_stem(chapter.page.src_uri)
        if not _SLUG.fullmatch(name):
            message = f'the file name "{name}.md" cannot stand in addresses and lists as it is.'
            yield Problem(page.file, 1, f'{message} Rename the file to "{_make_slug(name)}.md".')
        elif name in first:
            message = f'the file name "{name}.md" is used twice, first for {first[name].file}.'
            yield Problem(
                page.file, 1, f"{message} Rename one: a chapter is known by its file's name, whatever folder."
            )
        first.setdefault(name, page)


def _make_slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower())) or "a-name"


def _check_titles(chapters: Iterable[ChapterDraft]) -> Iterator[Problem]:
    first: dict[str, Page] = {}
    for chapter in chapters:
        page, title = chapter.page, chapter.page.front.values.get("title")
        if not isinstance(title, str) or not title:
            continue
        name = re.sub(r":+", ":", fold(title))
        if name in first:
            message = (
                f'the title "{title}" is used twice, first in {_tell_title(first[name])}, so both would be one deck.'
            )
            yield Problem(page.file, page.front.line_of("title"), f"{message} Change this one.")
        first.setdefault(name, page)


def _tell_title(page: Page) -> str:
    return f"{page.file}:{page.front.line_of('title')}"


def _check_ids(chapter: ChapterDraft) -> Iterator[Problem]:
    """Yield ids of questions that are anchors of headings too: both stand on the chapter's page."""
    lines = {anchor: heading.line for heading in chapter.page.body.headings for anchor in heading.anchors}
    for draft in chapter.questions:
        if draft.id in lines:
            message = f'the id "{draft.id}" is the anchor of the heading in line {lines[draft.id]} of the same page.'
            yield draft.error(f"{message} Change one of them.", "id")


def _check_notes(page: Page) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for line, name in page.body.notes:
        if name in first:
            message = (
                f"the source `[^{name}]` is explained twice, first in line {first[name]}; only one would be shown."
            )
            yield Problem(page.file, line, f"{message} Give this one another name.")
        first.setdefault(name, line)
