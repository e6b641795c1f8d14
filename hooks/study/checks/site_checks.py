"""Checks that span questions and pages: ids, former ids, published ids, siblings and links to sections."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from posixpath import dirname, join, normpath

from study.authoring.plain_text import suggest
from study.authoring.problems import Problem
from study.bank.published import FILE_NAME
from study.checks.drafts import ChapterDraft, Page, QuestionDraft


def check_site(
    chapters: Sequence[ChapterDraft], pages: Mapping[str, Page], published: Collection[str], root: str
) -> list[Problem]:
    """Return every error that shows only when all pages are seen together."""
    drafts = [draft for chapter in chapters for draft in chapter.questions]
    first = _first_by_id(drafts)
    return [
        *_check_ids(drafts, first),
        *_check_former_ids(drafts, first, published),
        *_check_published(drafts, pages, published, root),
        *chain.from_iterable(_check_near(draft, first) for draft in drafts),
        *chain.from_iterable(_check_see(draft, pages, chapters) for draft in drafts),
    ]


def _first_by_id(drafts: Sequence[QuestionDraft]) -> dict[str, QuestionDraft]:
    first: dict[str, QuestionDraft] = {}
    for draft in drafts:
        if draft.id:
            first.setdefault(draft.id, draft)
    return first


def _check_ids(drafts: Sequence[QuestionDraft], first: Mapping[str, QuestionDraft]) -> Iterator[Problem]:
    for draft in drafts:
        if draft.id and first[draft.id] is not draft:
            place = _tell_place(first[draft.id], draft)
            yield draft.error(f'the id "{draft.id}" is used twice, first in {place}. Change this one.', "id")


def _tell_place(other: QuestionDraft, here: QuestionDraft) -> str:
    line = other.line_of("id")
    return f"line {line}" if other.page is here.page else f"{other.page.file}:{line}"


def _check_former_ids(
    drafts: Sequence[QuestionDraft], first: Mapping[str, QuestionDraft], published: Collection[str]
) -> Iterator[Problem]:
    claimed: dict[str, QuestionDraft] = {}
    for draft in drafts:
        for index, former in enumerate(draft.question.was):
            if former in first:
                place = _tell_place(first[former], draft)
                message = f'`was` of {draft.name} lists "{former}", which a question still has in {place}.'
                yield draft.error(f"{message} Remove it from `was`, or give that question another id.", "was", index)
            elif former in claimed:
                place = _tell_place(claimed[former], draft)
                message = f'`was` of {draft.name} lists "{former}", as does {claimed[former].name} in {place}.'
                yield draft.error(f"{message} Keep it in one of them: a former id leads to one question.", "was", index)
            elif published and former not in published:
                message = f'`was` of {draft.name} lists "{former}", which was never published.'
                mend = suggest(former, published) or "Remove it."
                yield draft.error(f"{message} {mend}", "was", index)
            claimed.setdefault(former, draft)


def _check_published(
    drafts: Sequence[QuestionDraft], pages: Mapping[str, Page], published: Collection[str], root: str
) -> Iterator[Problem]:
    known = {draft.id for draft in drafts} | {former for draft in drafts for former in draft.question.was}
    # A page that could not be read may hold the id: that page's own problem comes first.
    unread = [page for page in pages.values() if not page.front.parsed]
    lines = published if isinstance(published, Mapping) else {}
    for question_id in sorted(published):
        if question_id in known or any(page.mentions(question_id) for page in unread):
            continue
        message = f'no question has the published id "{question_id}" any more, so readers lose their link and progress.'
        mend = f"Put it back, or add `was: [{question_id}]` to the question that replaces it."
        yield Problem(f"{root}/{FILE_NAME}", lines.get(question_id, 1), f"{message} {mend}")


def _check_near(draft: QuestionDraft, first: Mapping[str, QuestionDraft]) -> Iterator[Problem]:
    for index, sibling in enumerate(draft.question.near):
        if sibling == draft.id:
            yield draft.error(f"`near` of {draft.name} lists its own id. Remove it.", "near", index)
        elif sibling not in first:
            message = f'`near` of {draft.name} lists "{sibling}", which is no question.'
            yield draft.error(f"{message} {suggest(sibling, first) or 'Name a question by its id.'}", "near", index)


def _check_see(draft: QuestionDraft, pages: Mapping[str, Page], chapters: Sequence[ChapterDraft]) -> Iterator[Problem]:
    see = draft.question.see
    if see is None:
        return
    path, _, anchor = see.partition("#")
    if not anchor or (path and not path.endswith(".md")):
        message = f'`see` of {draft.name} is "{see}". Write `see: "#anchor"` or `see: page.md#anchor`.'
        yield draft.error(message, "see")
        return
    target = normpath(join(dirname(draft.page.src_uri), path)) if path else draft.page.src_uri
    page = pages.get(target)
    if page is None:
        near = {join(dirname(path), other.rpartition("/")[2]) for other in pages}
        message = f'`see` of {draft.name} leads to "{path}", but there is no such page.'
        yield draft.error(f"{message} {suggest(path, near) or 'Write the path from this file.'}", "see")
    elif page.front.parsed and page not in [chapter.page for chapter in chapters]:
        message = f'`see` of {draft.name} leads to "{path}", which is no chapter.'
        yield draft.error(f"{message} Name the section of a chapter that teaches it.", "see")
    elif page.front.parsed and anchor not in page.body.anchors:
        message = f'`see` of {draft.name} leads to "{see}", but no heading has that anchor.'
        mend = suggest(anchor, page.body.anchors) or f"Add `{{#{anchor}}}` behind the heading."
        yield draft.error(f"{message} {mend}", "see")
