"""The command `python -m study.commands.publish docs`: adds new ids and anchors to the lists of published ones."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

from study.authoring.problems import report
from study.bank.published import ANCHORS, IDS, Listing, add_published
from study.checks.published_anchors import find_anchors
from study.commands.site_files import read_site, validate_site


def main(arguments: list[str]) -> int:
    """Add the ids of all questions and the anchors of all chapters to their lists, and say which are new."""
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
