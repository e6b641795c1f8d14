"""Designs that are held against the clock: whether the parts of their sections follow each other from minute 0."""

from __future__ import annotations

import re
from collections.abc import Iterator

from study.authoring.problems import Problem
from study.checks.drafts import Page

_PART = re.compile(r"\*\*(?P<start>\d+) to (?P<end>\d+)\b")
_SECTION = re.compile(r"## ")
_LEAST = 2


def check_designs(page: Page) -> Iterator[Problem]:
    """Yield an error for each design whose parts leave a gap, overlap, or are too few."""
    lines = page.text.split("\n")
    headings = {heading.anchor: heading.line for heading in page.body.headings}
    for marker in page.body.markers:
        if marker.name != "design":
            continue
        for anchor in marker.arguments:
            if anchor in headings:
                yield from _check_parts(page, anchor, lines, headings[anchor])


def _check_parts(page: Page, anchor: str, lines: list[str], start: int) -> Iterator[Problem]:
    minute, count = 0, 0
    for number, line in enumerate(lines[start:], start + 1):
        if _SECTION.match(line):
            break
        part = _PART.match(line)
        if not part:
            continue
        if int(part["start"]) != minute or int(part["end"]) <= minute:
            message = (
                f'a part of the design "{anchor}" begins at minute {part["start"]}, the one before ends at {minute}.'
            )
            yield Problem(page.file, number, f"{message} Write `**{minute} to …`, with a later minute behind it.")
        minute, count = int(part["end"]), count + 1
    if count < _LEAST:
        message = f'the section "{anchor}" is a design, but has no parts on a clock.'
        yield Problem(
            page.file, start, f"{message} Begin the paragraph of each with its minutes, `**0 to 9, asked for.**`."
        )
