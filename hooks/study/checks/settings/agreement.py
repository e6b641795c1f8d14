"""Whether all pages say the same of a setting: its default, and the version since which it holds."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial

from study.authoring.problems import Problem
from study.cache.store import Cache, make_key
from study.checks.drafts import ChapterDraft, Page, QuestionDraft
from study.checks.questions.question_texts import find_texts
from study.checks.settings.statements import Statement, find_names, find_statements, mark_names
from study.checks.settings.tables import read_tables

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_TERM = re.compile(r"(?P<term>[^\n]+)\n:[ \t]+")
_NOT_SAID = (("wrong", "say"), ("talk", "traps"))
"""Fields of what is wrong."""

_PARTS = {"producer", "consumer", "broker", "topic", "group", "admin"}
"""Whose setting a place may say it is; any other name is that of another program, with defaults of its own."""

_WORDS = {"default": "is {} by default", "since": "holds since {}", "before": "was {} before"}


def check_settings(pages: Iterable[Page], chapters: Iterable[ChapterDraft], cache: Cache) -> Iterator[Problem]:
    """Yield a warning for each statement that differs from the first about the same; tables come first."""
    groups: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in collect_statements(pages, chapters, cache):
        groups[statement.name, statement.aspect].append(statement)
    for group in groups.values():
        yield from _compare(sorted(group, key=lambda one: (not one.listed, one.file, one.line)))


def collect_statements(pages: Iterable[Page], chapters: Iterable[ChapterDraft], cache: Cache) -> list[Statement]:
    """Return everything that pages and questions say of settings."""
    drafts = {chapter.page.file: chapter.questions for chapter in chapters}
    readable = list(pages)
    found = [one for page in readable for one in read_tables(page.front.body, page.file, page.front.body_line)]
    known = frozenset(statement.name for statement in found if "." not in statement.name)
    for page in readable:
        key = make_key("settings", page.file, page.text, *sorted(known))
        stored = cache.get(key, partial(_store, page, drafts.get(page.file, ()), known))
        found += [Statement(**{**one, "meanings": frozenset(one["meanings"])}) for one in json.loads(stored)]
    return list(dict.fromkeys(found))


def _store(page: Page, questions: Iterable[QuestionDraft], known: frozenset[str]) -> str:
    found = [*_read_prose(page, known), *(one for draft in questions for one in _read_question(draft, known))]
    return json.dumps([asdict(one) for one in found], default=sorted)


def _read_prose(page: Page, known: frozenset[str]) -> Iterator[Statement]:
    say = page.front.values.get("say")
    place = page.front.places.get(("say",))
    if isinstance(say, str) and place:
        yield from find_statements(say, page.file, place.first_text_line or place.line, known)
    for line, block in _find_blocks(page.front.body, page.front.body_line):
        term = _TERM.match(block)
        subject = _find_only(term["term"], known) if term else ""
        yield from find_statements(block, page.file, line, known, term=subject)


def _find_blocks(body: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of a page, each with its line; no code and no tables."""
    block: list[str] = []
    fence = ""
    for number, line in enumerate([*body.split("\n"), ""], start=first_line):
        opening = _FENCE.match(line)
        left_out = bool(fence or opening) or line.startswith("|") or not line.strip()
        if opening and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else opening[1]
        if not left_out:
            block.append(line)
        elif block:
            yield number - len(block), "\n".join(block)
            block = []


def _read_question(draft: QuestionDraft, known: frozenset[str]) -> Iterator[Statement]:
    """Yield what the fields of a question say; reasons may call what they explain "it"."""
    texts = {text.path: text.text for text in find_texts(draft.question)}
    for path, text in texts.items():
        ends = (path[0], path[-1])
        if ends in _NOT_SAID or path[:2] in _NOT_SAID:
            continue
        asked = texts.get((*path[:-1], "say"), "") if ends == ("wrong", "why") else texts[("ask",)]
        subject = _find_only(asked, known) if path[-1] in ("why", "explain") else ""
        yield from find_statements(text, draft.page.file, draft.line_of(*path), known, subject=subject)


def _find_only(text: str, known: frozenset[str]) -> str:
    """Return the setting that a text names, if it names one alone."""
    names = find_names(mark_names(text, known))
    return next(iter(names)) if len(names) == 1 else ""


def _compare(statements: Iterable[Statement]) -> Iterator[Problem]:
    """Yield what differs from the first statement of each scope; one without a scope may speak of any of them."""
    first: dict[str, Statement] = {}
    for statement in statements:
        others = [other for other in first.values() if _may_be_same(statement, other)]
        if others and not any(statement.meanings & other.meanings for other in others):
            yield _tell(statement, others[0])
        first.setdefault(statement.scope, statement)


def _may_be_same(one: Statement, other: Statement) -> bool:
    """Whether two places may speak of one setting: a part of Kafka goes with no name, a client does not."""
    scopes = {one.scope, other.scope}
    return len(scopes) == 1 or ("" in scopes and bool(scopes & _PARTS))


def _tell(statement: Statement, other: Statement) -> Problem:
    here, there = (_WORDS[one.aspect].format(one.said.strip("`")) for one in (statement, other))
    message = f"`{statement.name}` {here} according to this line, but {there} according to {other.file}:{other.line}."
    return Problem(statement.file, statement.line, f"{message} Say the same in both.", "warning")
