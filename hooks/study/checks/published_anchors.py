"""Anchors of chapters that readers may have linked to: none may vanish, and a former one leads to one heading."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from study.authoring.problems import Problem
from study.bank.loaded_chapter import LoadedChapter
from study.bank.published import ANCHORS
from study.bank.urls import file_stem
from study.checks.drafts import ChapterDraft, Page


def find_anchors(chapters: Iterable[LoadedChapter]) -> set[str]:
    """Return every anchor that leads somewhere, as chapter#anchor, former ones too."""
    return {
        f"{file_stem(chapter.src_uri)}#{anchor}"
        for chapter in chapters
        for heading in chapter.body.headings
        for anchor in heading.anchors
    }


def check_anchors(
    chapters: Sequence[ChapterDraft], pages: Mapping[str, Page], published: Collection[str], root: str
) -> list[Problem]:
    """Return every published anchor that has vanished, and every former one that two headings claim."""
    by_slug = {file_stem(chapter.page.src_uri): chapter.page for chapter in chapters}
    unread = {file_stem(page.src_uri) for page in pages.values() if not page.front.parsed}
    return [
        *(problem for page in by_slug.values() for problem in _check_former(page)),
        *_check_published(by_slug, unread, published, root),
    ]


def _check_former(page: Page) -> Iterator[Problem]:
    taken = {heading.anchor: heading.line for heading in reversed(page.body.headings) if heading.anchor}
    for heading in page.body.headings:
        for former in heading.was:
            if former in taken:
                message = f"`was` lists the anchor `#{former}`, which a heading has in line {taken[former]}."
                yield Problem(
                    page.file, heading.line, f"{message} Remove it from `was`: an anchor leads to one heading."
                )
            taken.setdefault(former, heading.line)


def _check_published(
    by_slug: Mapping[str, Page], unread: Collection[str], published: Collection[str], root: str
) -> Iterator[Problem]:
    lines = published if isinstance(published, Mapping) else {}
    for entry in sorted(published):
        slug, _, anchor = entry.partition("#")
        page = by_slug.get(slug)
        if slug in unread or (page and anchor in _living(page)):
            continue
        if page:
            message = f'no heading of {page.file} has the published anchor "#{anchor}" any more, so links to it break.'
            mend = f'Put it back, or add it to the heading that takes its place: `{{#its-anchor was="{anchor}"}}`.'
        else:
            message = f'there is no chapter "{slug}" any more, so links to its section "#{anchor}" break.'
            mend = "Put the chapter back under its file name."
        yield Problem(f"{root}/{ANCHORS.file_name}", lines.get(entry, 1), f"{message} {mend}")


def _living(page: Page) -> set[str]:
    return {anchor for heading in page.body.headings for anchor in heading.anchors}
