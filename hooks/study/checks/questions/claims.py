"""Numbers, defaults and versions in a question: what a reader would want to check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from study.authoring.plain_text import strip_code
from study.authoring.yaml_reader import FieldPath
from study.bank.model import Question
from study.receipts.quotes import drop_quotes

_UNITS = (
    r"ms|milliseconds?|µs|microseconds?|ns|s|sec|seconds?|min|minutes?|h|hours?|days?|weeks?|"
    r"bytes?|[KMGT]i?B|[kKMG]bit|%|percent"
)
_QUANTITY = re.compile(rf"(?<![\w.,$-])(\d[\d,.]*\d|\d)[ \u00a0-]?({_UNITS})(?:/s)?(?![\w-])")
_VERSION = re.compile(
    r"\b(?:Kafka|KRaft|since|version|release|in|from|before|until|with|of|to|and|or|after|by|as of|up to) "
    r"(?:Kafka |version )?`?(?P<version>[0-4]\.\d{1,2}(?:\.\d+)?)`?(?![\w%]|\.\d| ?(?:s|ms|seconds|times|MB|GB)\b)"
)
_DEFAULT = re.compile(
    r"\b(?:by default|(?:the|its|whose|a|Kafka's) defaults?|defaults? (?:is|are|to|of)|defaulted)\b", re.I
)
_EVERYTHING = ("0 %", "0%", "100 %", "100%", "0 percent", "100 percent")


@dataclass(frozen=True)
class Claim:
    """A statement that needs a source."""

    what: str
    """What it states, for a message."""

    path: FieldPath
    """Where it stands inside the question."""


def find_claim(question: Question) -> Claim | None:
    """Return the first thing in the question that needs a source.

    It needs one if `number` is given; or if an answer, step, pair, explanation or spoken answer holds a number with a
    unit of time, size or share that the question itself did not give; a version behind a word such as "Kafka" or
    "since"; or the word "default" used of a value. Quotes of receipts, wrong options, hints and 0 % or 100 % need none.
    """
    if question.number is not None:
        return Claim(f"the number {question.number}", ("number",))
    given = question.ask + (question.trace.code if question.trace else "")
    for path, text in _statements(question):
        if found := _find_in(text, given):
            return Claim(found, path)
    return None


def _statements(question: Question) -> Iterator[tuple[FieldPath, str]]:
    if question.answer:
        yield ("answer",), question.answer
    for index, text in enumerate(question.answers or ()):
        yield ("answers", index), text
    for index, text in enumerate(question.order or ()):
        yield ("order", index), text
    for left, text in (question.match or {}).items():
        yield ("match", left), f"{left}\n{text}"
    if question.trace:
        yield ("trace", "prints"), question.trace.prints
    if question.talk:
        yield ("talk", "say"), question.talk.say
    if question.explain:
        yield ("explain",), question.explain


def _find_in(text: str, given: str) -> str:
    known = {_normalize(match[0]) for match in _QUANTITY.finditer(given)}
    text = drop_quotes(text)
    for match in _QUANTITY.finditer(text):
        if match[0] not in _EVERYTHING and _normalize(match[0]) not in known:
            return f'"{match[0]}"'
    if (version := _VERSION.search(text)) and version["version"] not in given:
        return f"the version {version['version']}"
    return "a default" if _DEFAULT.search(strip_code(text)) else ""


def _normalize(quantity: str) -> str:
    return re.sub(r"[\s,-]", "", quantity).lower()
