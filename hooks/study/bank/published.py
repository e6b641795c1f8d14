"""The lists of ids and anchors that readers may have used, committed so that none can vanish without a redirect."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from study.authoring.problems import Problem

FILE_NAME = "published-ids.txt"


@dataclass(frozen=True)
class Listing:
    """What a committed list is called and holds."""

    file_name: str
    noun: str
    form: re.Pattern[str]
    heading: str
    """The remark that a new list begins with."""


IDS = Listing(
    FILE_NAME,
    "id",
    re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"),
    """\
# Ids of questions that readers may have used: links and stored progress hang on them.
# `make ids` adds new ones. None is ever removed: a question that is renamed lists its old id in `was`.""",
)
ANCHORS = Listing(
    "published-anchors.txt",
    "anchor",
    re.compile(r"[\w-]+#[\w-]+"),
    """\
# Sections of chapters that readers may have linked to, as chapter#anchor.
# `make ids` adds new ones. None is ever removed: a heading that takes the place of another keeps its anchor alive,
# `## New heading {#new-anchor was="old-anchor"}`.""",
)

_REMARK = re.compile(r"(^|\s)#")


class PublishedIds(dict[str, int]):
    """The listed ids or anchors, each with the line of the list on which it stands."""

    problems: tuple[Problem, ...] = ()
    """Every line that is no entry."""


def parse_published(text: str, file: str, listing: Listing = IDS) -> PublishedIds:
    """Return the entries of a list; one listed twice counts once."""
    entries = PublishedIds()
    problems = []
    for number, typed in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        entry = _REMARK.split(typed, maxsplit=1)[0].strip()
        if entry and not listing.form.fullmatch(entry):
            message = f'"{entry}" is no {listing.noun}. Put one {listing.noun} on the line, or `#` before a remark.'
            problems.append(Problem(file, number, message))
        elif entry:
            entries.setdefault(entry, number)
    entries.problems = tuple(problems)
    return entries


def read_published(path: Path, listing: Listing = IDS) -> PublishedIds:
    """Return the entries of the list in a file; none if there is no such file."""
    if not path.is_file():
        return PublishedIds()
    return parse_published(path.read_text(encoding="utf-8"), f"{path.parent.name}/{path.name}", listing)


def add_published(text: str, entries: Iterable[str], listing: Listing = IDS) -> str:
    """Return the list with these entries added: sorted, one a line, with every remark it had."""
    typed = [line.rstrip() for line in text.splitlines() if line.strip()]
    remarks = [line for line in typed if line.startswith("#")] or [listing.heading]
    listed = {_REMARK.split(line, maxsplit=1)[0].strip(): line for line in typed if not line.startswith("#")}
    lines = {entry: entry for entry in entries} | listed
    return "\n".join([*remarks, *(lines[entry] for entry in sorted(lines))]) + "\n"
