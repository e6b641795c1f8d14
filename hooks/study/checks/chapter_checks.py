"""What the schema cannot see in a chapter: its range and date, the spoken answer, headings and markers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import chain

from study.authoring.plain_text import count_words, suggest
from study.authoring.problems import Problem
from study.authoring.prose import MARKERS, Marker
from study.bank.versions import check_range
from study.checks.drafts import ChapterDraft, Page
from study.checks.html.page_markup import tell_misread
from study.checks.html.unsafe_html import find_text_dangers
from study.checks.html.unsafe_markdown import find_html, find_links

SAY_WORDS = (100, 170)
PAGE_MARKERS = (
    "chapter-list",
    "spoken",
    "read",
    "questions",
    "question",
    "quiz",
    "cards",
    "choose",
    "today",
    "log-picture",
    "last-minutes",
    "tonight",
)
"""What may stand alone on a line, in `[[…]]`, of a page that is no chapter."""

_ANCHOR = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_IDS = ("try-first", "questions", "question")
"""Markers that name questions."""

_CHAPTERS = ("quiz", "cards", "chapter-list")
"""Markers that name chapters; a list of chapters that names none is of all."""

_SECTIONS = ("read",)
"""Markers that name chapters or their sections."""

_CHOICES = ("choose",)
"""Markers that name questions with one right option."""

_TARGETS = {"question": _IDS, "choice": _CHOICES, "chapter": _CHAPTERS, "section": _SECTIONS}
_NAMED_BY = {
    "question": "Name questions by id.",
    "choice": "Name a question with options and one right answer by its id.",
    "chapter": "Name chapters by file name.",
    "section": "Name sections by chapter and anchor, `chapter#anchor`.",
}

_REPEATED = ("questions", "question", "read")
"""Markers that may stand on a page more than once."""


def check_chapter(chapter: ChapterDraft, today: date) -> list[Problem]:
    """Return every error of the chapter that lies outside its questions."""
    page = chapter.page
    ids = [draft.id for draft in chapter.questions]
    return [
        *chain(_check_kafka(page), _check_days(chapter, today), _check_say(page), _check_texts(page)),
        *_check_headings(page),
        *_check_markers(page, MARKERS, {"question": ids}),
    ]


def check_page_markers(page: Page, targets: Mapping[str, Collection[str]]) -> list[Problem]:
    """Return every marker of a page that is no chapter which the build could not replace.

    `targets` is what markers may name: each `question`, each `choice` among them, each `chapter` and `section`.
    """
    return list(_check_markers(page, PAGE_MARKERS, targets))


def _text(page: Page, key: str) -> str:
    value = page.front.values.get(key)
    return value if isinstance(value, str) else ""


def _error(page: Page, key: str, message: str) -> Problem:
    return Problem(page.file, page.front.line_of(key), message)


def _check_kafka(page: Page) -> Iterator[Problem]:
    typed = _text(page, "kafka")
    # A range of the wrong form is already an error of the schema.
    if re.fullmatch(r"\d+\.\d+( - \d+\.\d+)?", typed) and (message := check_range(typed)):
        yield _error(page, "kafka", f"`kafka` of the chapter {message}")


def _check_days(chapter: ChapterDraft, today: date) -> Iterator[Problem]:
    for key in ("checked", "added"):
        if message := _find_fault(_text(chapter.page, key), today):
            yield _error(chapter.page, key, f"`{key}` is {message}")
    for draft in chapter.questions:
        if message := _find_fault(draft.question.added or "", today):
            yield draft.error(f"`added` of {draft.name} is {message}", "added")


def _find_fault(typed: str, today: date) -> str:
    """Return what is wrong with a day; one of the wrong form is already an error of the schema."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", typed):
        return ""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return f'"{typed}", which is no day of the calendar. Write year, month and day.'
    return f'"{typed}", which is in the future. Write the day on which it was done.' if day > today else ""


def _check_say(page: Page) -> Iterator[Problem]:
    say = _text(page, "say")
    words, (low, high) = count_words(say), SAY_WORDS
    if say and not low <= words <= high:
        mend = "Shorten it." if words > high else "Say more."
        yield _error(page, "say", f"`say` of the chapter has {words} words, {low} to {high} are right. {mend}")


def _check_texts(page: Page) -> Iterator[Problem]:
    for key in ("title", "description", "say"):
        place = page.front.places.get((key,))
        start = place.first_text_line if place and place.first_text_line else page.front.line_of(key)
        text = _text(page, key)
        for offset, message in [*find_html(text), *find_links(text)] or find_text_dangers(text):
            line = start + offset if place and place.first_text_line else start
            yield Problem(page.file, line, f"`{key}` of the chapter: {message}")


def _check_headings(page: Page) -> Iterator[Problem]:
    first_lines: dict[str, int] = {}
    for heading in page.body.headings:
        if heading.level == 1:
            message = f'the heading "{heading.text}" is of the first level, but the build writes the title. Use `##`.'
            yield Problem(page.file, heading.line, message)
        elif heading.misread:
            yield Problem(page.file, heading.line, tell_misread(heading.text, heading.misread))
        elif heading.anchor is None:
            message = (
                f'the heading "{heading.text}" has no anchor. Add one behind it, such as `{{#{_slug(heading.text)}}}`.'
            )
            yield Problem(page.file, heading.line, message)
        elif not _ANCHOR.fullmatch(heading.anchor):
            message = f"the anchor `#{heading.anchor}` is not in lower case with dashes."
            yield Problem(page.file, heading.line, f"{message} Write `{{#{_slug(heading.anchor)}}}`.")
        elif heading.anchor in first_lines:
            message = f"the anchor `#{heading.anchor}` is used twice, first in line {first_lines[heading.anchor]}."
            yield Problem(page.file, heading.line, f"{message} Change this one.")
        first_lines.setdefault(heading.anchor or "", heading.line)


def _slug(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’`]", "", text.lower()))
    return "-".join(words[:5]) or "anchor"


def _check_markers(page: Page, known: Collection[str], targets: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    for marker in page.body.stray_markers:
        if marker.name in known:
            message = f"`[[{marker.name}]]` has other text on its line or is indented, so it stays as it is."
            yield Problem(page.file, marker.line, f"{message} Put it alone on a line, at its start.")
        elif nearest := suggest(marker.name, known):
            yield Problem(page.file, marker.line, f"unknown marker `[[{marker.name}]]`. {nearest}")
    first_lines: dict[Marker | str, int] = {}
    for marker in page.body.markers:
        if marker.name not in known:
            listed = ", ".join(f"`[[{name}]]`" for name in known)
            mend = suggest(marker.name, known) or f"Known here: {listed}."
            yield Problem(page.file, marker.line, f"unknown marker `[[{marker.name}]]`. {mend}")
            continue
        same = f"{marker.name} {' '.join(marker.arguments)}" if marker.name in _CHAPTERS else marker.name
        if same in first_lines and marker.name not in _REPEATED:
            message = (
                f"the marker `[[{marker.name}]]` stands twice, first in line {first_lines[same]}. Keep one of them."
            )
            yield Problem(page.file, marker.line, message)
        first_lines.setdefault(same, marker.line)
        yield from _check_arguments(page, marker, targets)


def _check_arguments(page: Page, marker: Marker, targets: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    noun = next((noun for noun, names in _TARGETS.items() if marker.name in names), None)
    if noun is None:
        if marker.arguments:
            message = f"the marker `[[{marker.name}]]` takes nothing behind its name. Write `[[{marker.name}]]`."
            yield Problem(page.file, marker.line, message)
        return
    named = targets[noun]
    if not marker.arguments and marker.name != "chapter-list":
        message = f"the marker `[[{marker.name}]]` names no {noun}. Write `[[{marker.name}: …]]`."
        yield Problem(page.file, marker.line, message)
    where = " of this chapter" if marker.name == "try-first" else ""
    for argument in marker.arguments:
        if argument not in named:
            message = f'`[[{marker.name}]]` names "{argument}", which is no {noun}{where}.'
            mend = suggest(argument, named) or _NAMED_BY[noun]
            yield Problem(page.file, marker.line, f"{message} {mend}")
