"""The bank as one JSON document, and the schema that says what each of its fields is for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, computed_field

from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import Day, Kind, Question
from study.bank.site import Site
from study.bank.urls import question_src, resolve_link
from study.sharing.chapter_markdown import resolve_links

VERSION = 1
"""Of the document's shape: fields may join it, and another number says that one has changed or gone."""


SCHEMA = "kafka-deep-dive.schema.json"
"""Name of the file of its schema."""

_VERBATIM = ("code", "prints")


class Part(BaseModel):
    """Base of what the document has beside questions."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class BankQuestion(Question):
    """A question as its author wrote it, with what its chapter knows of it."""

    url: str
    """The address of its own page."""

    see: str | None = None
    """The address of the section that teaches it."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def kind(self) -> Kind:
        """What the reader is asked to do."""
        return super().kind


class BankChapter(Part):
    """A chapter with its questions."""

    slug: str
    """Its short name, which never changes."""

    title: str
    """Name of the chapter."""

    description: str
    """What it is about, in a sentence."""

    url: str
    """The address of its page."""

    kafka: str
    """The versions it was checked against."""

    checked: Day
    """The day it was last checked."""

    say: str
    """The chapter as a spoken answer of 60 seconds."""

    questions: tuple[BankQuestion, ...]
    """In the order a reader should meet them."""


class Bank(Part):
    """Every question of the site. Texts are Markdown, their links whole addresses."""

    version: Literal[1]
    """Version of the document's shape: fields may join it, another number says that one has changed or gone."""

    name: str
    """Name of the site."""

    url: str
    """Where the site is."""

    topics: dict[str, str]
    """What readers see of each topic, by slug."""

    chapters: tuple[BankChapter, ...]
    """In reading order."""


def render_document(site: Site, chapters: Sequence[LoadedChapter], topics: Mapping[str, str]) -> str:
    """Return the bank as JSON."""
    used = {topic for chapter in chapters for question in chapter.front.questions for topic in question.topics}
    bank = {
        "$schema": SCHEMA,
        "version": VERSION,
        "name": site.name,
        "url": site.url,
        "topics": {topic: topics.get(topic, topic) for topic in sorted(used)},
        "chapters": [_describe_chapter(site, chapter) for chapter in chapters],
    }
    return json.dumps(bank, indent=1, ensure_ascii=False) + "\n"


def _describe_chapter(site: Site, chapter: LoadedChapter) -> dict[str, Any]:
    front = chapter.front.model_dump(mode="json", include={"title", "description", "kafka", "checked", "say"})
    questions = [_describe_question(site, chapter, question) for question in chapter.front.questions]
    whole = {"slug": chapter.slug, **front, "url": site.address(chapter.src_uri), "questions": questions}
    described = _resolve(whole, chapter.src_uri, site)
    assert isinstance(described, dict)
    return described


def _describe_question(site: Site, chapter: LoadedChapter, question: Question) -> dict[str, Any]:
    written = question.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    see = {"see": site.url + resolve_link(question.see, chapter.src_uri)} if question.see else {}
    ends = {"level": question.level, "topics": list(question.topics)}
    return {"id": question.id, "kind": question.kind, "url": site.address(question_src(question.id))} | (
        written | ends | see
    )


def _resolve(value: Any, src_uri: str, site: Site) -> Any:
    """Return the value with the links of every text in it resolved."""
    if isinstance(value, dict):
        return {key: item if key in _VERBATIM else _resolve(item, src_uri, site) for key, item in value.items()}
    if isinstance(value, list):
        return [_resolve(item, src_uri, site) for item in value]
    return resolve_links(value, src_uri, site) if isinstance(value, str) else value
