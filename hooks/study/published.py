"""The list of ids that readers may have used, committed so that none can vanish without a redirect."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from study.problems import Problem, report

FILE_NAME = "published-ids.txt"

_HEADING = """\
# Ids of questions that readers may have used: links and stored progress hang on them.
# `make ids` adds new ones. None is ever removed: a question that is renamed lists its old id in `was`."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class PublishedIds(dict[str, int]):
    """The listed ids, each with the line of the list on which it stands."""

    problems: tuple[Problem, ...] = ()
    """Every line that is no id."""


def parse_published(text: str, file: str) -> PublishedIds:
    """Return the ids of the list; one listed twice counts once."""
    ids = PublishedIds()
    problems = []
    for number, typed in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        entry = typed.partition("#")[0].strip()
        if entry and not _ID.fullmatch(entry):
            problems.append(
                Problem(file, number, f'"{entry}" is no id. Put one id on the line, or `#` before a remark.')
            )
        elif entry:
            ids.setdefault(entry, number)
    ids.problems = tuple(problems)
    return ids


def read_published(path: Path) -> PublishedIds:
    """Return the ids of the list in a file; none if there is no such file."""
    if not path.is_file():
        return PublishedIds()
    return parse_published(path.read_text(encoding="utf-8"), f"{path.parent.name}/{path.name}")


def add_published(text: str, ids: Iterable[str]) -> str:
    """Return the list with these ids added: sorted, one a line, with every remark it had."""
    typed = [line.rstrip() for line in text.splitlines() if line.strip()]
    remarks = [line for line in typed if line.startswith("#")] or [_HEADING]
    listed = {line.partition("#")[0].strip(): line for line in typed if not line.startswith("#")}
    entries = {question_id: question_id for question_id in ids} | listed
    return "\n".join([*remarks, *(entries[question_id] for question_id in sorted(entries))]) + "\n"


def main(arguments: list[str]) -> int:
    """Add the ids of all questions to the list, and say which are new."""
    # Only the command needs the files and all of the validation; whoever reads the list does not.
    from study.site_files import read_site, validate_site

    site = read_site(arguments)
    validated = validate_site(site)
    errors = [problem for problem in validated.problems if problem.severity == "error"]
    if errors:
        print(report(errors), file=sys.stderr)
        return 1
    questions = [question for chapter in validated.chapters for question in chapter.front.questions]
    used = {question.id for question in questions} | {former for question in questions for former in question.was}
    new = sorted(used - set(site.published))
    if new:
        path = site.published_file
        listed = path.read_text(encoding="utf-8") if path.is_file() else ""
        path.write_text(add_published(listed, used), encoding="utf-8")
        print("\n".join([f"Added to {site.published_file}:", *(f"  {question_id}" for question_id in new)]))
    else:
        print(f"Nothing to add: {site.published_file} lists every id.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
