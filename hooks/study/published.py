"""The lists of ids and anchors that readers may have used, committed so that none can vanish without a redirect."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from study.problems import Problem, report

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


def main(arguments: list[str]) -> int:
    """Add the ids of all questions and the anchors of all chapters to their lists, and say which are new."""
    # Only the command needs the files and all of the validation; whoever reads the lists does not.
    from study.published_anchors import find_anchors
    from study.site_files import read_site, validate_site

    site = read_site(arguments)
    validated = validate_site(site)
    errors = [problem for problem in validated.problems if problem.severity == "error"]
    if errors:
        print(report(errors), file=sys.stderr)
        return 1
    questions = [question for chapter in validated.chapters for question in chapter.front.questions]
    used = {question.id for question in questions} | {former for question in questions for former in question.was}
    _add_to_file(site.docs, used, site.published, IDS)
    _add_to_file(site.docs, find_anchors(validated.chapters), site.anchors, ANCHORS)
    return 0


def _add_to_file(docs: Path, used: Collection[str], listed: Collection[str], listing: Listing) -> None:
    path = docs / listing.file_name
    new = sorted(set(used) - set(listed))
    if not new:
        print(f"Nothing to add: {path} lists every {listing.noun}.")
        return
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.write_text(add_published(text, used, listing), encoding="utf-8")
    print("\n".join([f"Added to {path}:", *(f"  {entry}" for entry in new)]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
