"""Front matter that was read before is the same as when it is read anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from study.authoring.front_matter import FrontMatter, parse_front_matter
from study.cache.store import Cache

from tests.unit.sample_chapter import OTHER_CHAPTER, WHOLE_CHAPTER

TYPES = '---\na: 1\nb: 1.0\nc: yes\nd: [x, 2]\ne:\n  - f: "1"  # why\n    g: |\n      text\n"1": h\n---\nBody.\n'


def parse_twice(text: str, folder: Path) -> list[FrontMatter]:
    """Return what one build reads and what the next does."""
    read = []
    for _ in range(2):
        cache = Cache(folder / "values.sqlite")
        read.append(parse_front_matter(text, "docs/a.md", cache))
        cache.close()
    return read


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(WHOLE_CHAPTER, id="chapter"),
        pytest.param(OTHER_CHAPTER, id="other-chapter"),
        pytest.param(TYPES, id="types"),
        pytest.param("---\na: 2026-01-01\n---\n", id="misread"),
        pytest.param("---\na: 1\na: 2\n---\n", id="problem"),
        pytest.param("---\na: [\n---\n", id="unreadable"),
        pytest.param("---\n---\n", id="empty"),
    ],
)
def test_values_and_places_are_those_read_anew(text: str, tmp_path: Path) -> None:
    first, second = parse_twice(text, tmp_path)
    assert repr(first) == repr(second) == repr(parse_front_matter(text, "docs/a.md"))
