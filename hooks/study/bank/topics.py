"""The site's list of topics, each slug with the label a reader sees."""

from __future__ import annotations

import re
from pathlib import Path

from study.authoring.problems import Problem
from study.authoring.yaml_reader import UnreadableYaml, read_yaml

FILE_NAME = "topics.yml"

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Topics(dict[str, str]):
    """Label by slug, in the order of the file."""

    problems: tuple[Problem, ...] = ()
    """Every line that is not `slug: Label`."""


def parse_topics(text: str, file: str) -> Topics:
    """Return the topics of a list; lines with a mistake are left out."""
    topics = Topics()
    try:
        read = read_yaml(text, file, first_line=1)
    except UnreadableYaml as unreadable:
        topics.problems = (unreadable.problem,)
        return topics
    problems = list(read.problems)
    for slug, label in read.values.items():
        line = read.places[(slug,)].line
        if not _SLUG.fullmatch(slug):
            problems.append(Problem(file, line, f'"{slug}" is no slug. Write it in lower case with dashes.'))
        elif not isinstance(label, str) or not label:
            problems.append(Problem(file, line, f"the topic `{slug}` has no label. Write `{slug}: Label` as text."))
        else:
            topics[slug] = label
    topics.problems = tuple(problems)
    return topics


def read_topics(path: Path) -> Topics:
    """Return the topics of the list in a file; none if there is no such file."""
    if not path.is_file():
        return Topics()
    return parse_topics(path.read_text(encoding="utf-8"), f"{path.parent.name}/{path.name}")
