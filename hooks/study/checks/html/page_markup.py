"""What the prose and the head of a page may hold, whoever contributes it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from study.authoring.attribute_lists import find_misread
from study.authoring.problems import Problem
from study.checks.drafts import Page
from study.checks.html.unsafe_html import find_dangers, find_line
from study.checks.html.unsafe_markdown import PAGE_ATTRIBUTES, PAGE_TAGS, find_html, find_links

_HEADING = re.compile(r"<h[1-6]\b[^>]*>(.*?)</h[1-6]>", re.DOTALL)
_CODE = re.compile(r"<code\b.*?</code>", re.DOTALL)
_ID = re.compile(r"<[A-Za-z][^<>]*?\sid=\"([^\"]+)\"")
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_IN_HEAD = ("title", "description")


def check_markup(page: Page) -> Iterator[Problem]:
    """Yield raw HTML and links that the prose of a page may not hold, and what would end a text of its head early."""
    body = page.front.body
    for offset, message in (*find_html(body, PAGE_TAGS, PAGE_ATTRIBUTES), *find_links(body)):
        yield Problem(page.file, page.front.body_line + offset, message)
    for key in _IN_HEAD:
        if '"' in str(page.front.values.get(key, "")):
            message = f'`{key}` holds `"`, which would end it early in the head of the page. Write “ and ”.'
            yield Problem(page.file, page.front.line_of(key), message)


def check_title_html(page: Page) -> Iterator[Problem]:
    """Yield raw HTML in the head of a page that is no chapter; chapters have a check of their own."""
    for key in _IN_HEAD:
        for _, message in find_html(str(page.front.values.get(key, "")), ()):
            yield Problem(page.file, page.front.line_of(key), f"`{key}`: {message}")


def find_rendered(html: str, source: str, file: str) -> list[Problem]:
    """Return everything dangerous or misread in what became of a page's prose, on the line that seems to hold it.

    What stands in the source where everybody sees it is found before; this is for what comes in another way.
    """
    found = [*find_dangers(html), *_find_misread_headings(html)]
    return [Problem(file, find_line(source, sought) + 1, message) for sought, message in found]


def find_repeated_ids(html: str, source: str, file: str) -> list[Problem]:
    """Return every id that two parts of a page have, on the line that seems to hold the second.

    The same drawing may stand twice.
    """
    counts = Counter(_ID.findall(_DRAWING.sub("", html)))
    return [_tell_repeated(one, source, file) for one, count in counts.items() if count > 1]


def _tell_repeated(repeated: str, source: str, file: str) -> Problem:
    named = re.compile(rf"(?:\{{[^{{}}\n]*#|id=[\"\']?|\bid: *|was=.*){re.escape(repeated)}(?![\w-])")
    lines = [number for number, line in enumerate(source.splitlines(), start=1) if named.search(line)] or [1]
    place = f"in line {lines[0]} and here" if len(lines) > 1 else "once by what the build makes"
    message = f"the anchor `#{repeated}` stands twice on this page, {place}, so a link to it leads to one of them."
    return Problem(file, lines[min(1, len(lines) - 1)], f"{message} Change this one.")


def tell_misread(heading: str, misread: str) -> str:
    """Return what to say of a heading in which something only looks like an attribute list."""
    message = f'the heading "{heading}" holds `{misread}`, which is not understood, so readers see it.'
    return f"{message} Put one list behind a space at its end, `{{#two-words}}`, and braces that are text in backticks."


def _find_misread_headings(html: str) -> Iterator[tuple[str, str]]:
    for heading in _HEADING.finditer(html):
        text = Markup(_CODE.sub("", heading[1])).striptags()
        if misread := find_misread(text):
            yield misread, tell_misread(text, misread)
