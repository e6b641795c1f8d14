"""The bank of the fixture site, as its authors wrote it and with hostile text in every field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import Entry, Question
from study.bank.site import Site
from study.bank.topics import Topics
from study.commands.site_files import read_site, validate_site
from study.pages.fragments import Fragments

from tests.conftest import FIXTURE

SITE = Site("Fixture", "The smallest site.", "https://fixture.example/")
HOSTILE = (
    "</p>]]></item><script>window.hacked = 1</script> & <img src=x onerror=hacked> {=~#:} \\ -> ::evil:: {T}\n\n"
    '// [id:evil]\n$CATEGORY: evil\n\n=HYPERLINK("x") * \x07\x1b\u202e\ufffe \'quoted\' "twice" [a](javascript:x)'
)
_KEPT = ("id", "was", "near", "see", "level", "topics", "source", "added", "checked", "kafka", "lang")


@cache
def load_chapters() -> tuple[LoadedChapter, ...]:
    return validate_site(read_site([str(FIXTURE / "docs")])).chapters


@cache
def load_topics() -> Topics:
    return read_site([str(FIXTURE / "docs")]).topics


def make_fragments(chapters: Sequence[LoadedChapter]) -> Fragments:
    return Fragments(chapters, load_topics())


def list_questions(chapters: Sequence[LoadedChapter]) -> list[Question]:
    return [question for chapter in chapters for question in chapter.front.questions]


@cache
def load_hostile() -> tuple[LoadedChapter, ...]:
    """The same chapters with hostile text behind every text that readers see."""
    return tuple(replace(chapter, front=_spoil(chapter.front, "front")) for chapter in load_chapters())


def _spoil(value: Any, name: str) -> Any:
    if name in _KEPT:
        return value
    if isinstance(value, str):
        return f"{value} {HOSTILE}"
    if isinstance(value, Entry):
        fields = {field: _spoil(getattr(value, field), field) for field in type(value).model_fields}
        return value.model_copy(update=fields)
    if isinstance(value, tuple):
        return tuple(_spoil(one, name) for one in value)
    if isinstance(value, dict):
        return {_spoil(left, name): _spoil(right, name) for left, right in value.items()}
    return value
