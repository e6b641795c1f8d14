"""What to tell an author about one field with a mistake."""

from __future__ import annotations

from typing import Any, TypeAlias

from pydantic import BaseModel

from study.authoring.front_matter import FrontMatter
from study.authoring.plain_text import shorten, suggest
from study.authoring.yaml_reader import FieldPath
from study.authoring.yaml_scalars import Misread
from study.bank.model import LEVELS, Card, Chapter, FollowUp, Question, Talk, Trace, WrongOption

Detail: TypeAlias = Any
"""One error as pydantic describes it."""

PARTS: dict[str, tuple[type[BaseModel], str]] = {
    "wrong": (WrongOption, "wrong option {number} of {owner}"),
    "followups": (FollowUp, "follow-up {number} of {owner}"),
    "talk": (Talk, "`talk` of {owner}"),
    "trace": (Trace, "`trace` of {owner}"),
    "card": (Card, "`card` of {owner}"),
}

_ADVICE = {
    "id": "Add `id: lower-case-with-dashes`; it never changes later.",
    "ask": "Add `ask:` and the question.",
    "say": "Add `say:` and the text to be spoken.",
    "why": "Add `why:` and the reason why it is wrong.",
    "rubric": "Add `rubric:` and two to five points an answer must make.",
    "code": "Add `code: |` and the code below it.",
    "lang": "Add `lang:` and the language of the code, such as `java`, `properties` or `text`.",
    "prints": "Add `prints:` and the exact outcome.",
    "front": "Add `front:` and what is shown first.",
    "back": "Add `back:` and what the reader should recall.",
    "title": "Add `title:` and the chapter's name, up to 60 characters.",
    "description": "Add `description:` and one sentence of 70 to 160 characters.",
    "kafka": 'Add `kafka: "4.0 - 4.4"`, the versions it was checked against.',
    "checked": 'Add `checked: "2026-11-20"`, the day it was checked.',
    "questions": "Add `questions:` and a list of questions below it.",
}

_NUMBERS = ("number", "tolerance")
_LISTS = ["was", "answers", "wrong", "accept", "order", "topics", "near", "rubric", "followups", "traps", "questions"]


class FieldMistake:
    """One field with a mistake: what is wrong with it and how to mend it."""

    def __init__(self, front: FrontMatter, path: FieldPath, detail: Detail, owner: str) -> None:
        self._front = front
        self._detail = detail
        self._owner = owner
        self._path = path
        self._in_list = isinstance(path[-1], int)
        self._key = str(next((step for step in reversed(path) if isinstance(step, str)), ""))
        place = front.places.get(path)
        self._typed = place.typed if place else ""
        self._comment = place.comment if place else ""
        self._value = detail["input"]

    def explain(self) -> str:
        match self._detail["type"]:
            case "missing":
                return f"{self._owner} has no `{self._key}`. {_ADVICE[self._key]}"
            case "extra_forbidden":
                return self._explain_unknown()
            case "became_map":
                return self._explain_map()
            case "string_too_short":
                return self._explain_short()
            case "too_short" | "too_long":
                return self._explain_count()
            case "string_too_long":
                return self._explain_length()
            case "string_pattern_mismatch":
                return self._explain_pattern()
            case "literal_error" if self._key == "level":
                return self._explain_level()
            case "greater_than_equal":
                return f"{self._subject()} is {self._value}. Write a number from 0 up."
            case _:
                return self._explain_type()

    def _subject(self) -> str:
        if self._in_list and self._key in PARTS:
            return PARTS[self._key][1].format(number=int(self._path[-1]) + 1, owner=self._owner)
        item = f"item {int(self._path[-1]) + 1} of " if self._in_list else ""
        return f"{item}`{self._key}` of {self._owner}"

    def _explain_unknown(self) -> str:
        if self._key == "type":
            return f"unknown key `type` in {self._owner}. Remove it: the kind follows from the other fields."
        known = self._known_keys()
        nearest = suggest(self._key, known) or f"Known here: {', '.join(f'`{key}`' for key in known)}."
        return f"unknown key `{self._key}` in {self._owner}. {nearest}"

    def _known_keys(self) -> tuple[str, ...]:
        for step in reversed(self._path[:-1]):
            if step in PARTS:
                return tuple(PARTS[str(step)][0].model_fields)
        return tuple((Question if self._path[0] == "questions" else Chapter).model_fields)

    def _explain_map(self) -> str:
        cure = f"Put quotes round the text: `{self._quoted_item()}`."
        if self._key in ("wrong", "followups"):
            keys = "`say:` and `why:`" if self._key == "wrong" else "`ask:` and `say:`"
            cure = f"Write {keys} below one `-`, with the text in quotes."
        return f"{self._subject()} became a map, because its text has `: ` in it. {cure}"

    def _quoted_item(self) -> str:
        text = self._value
        if isinstance(text, dict) and len(text) == 1:
            key, value = next(iter(text.items()))
            place = self._front.places[(*self._path, key)]
            return f'- "{key}: {place.typed or value}"'
        return '- "…"'

    def _explain_count(self) -> str:
        context = self._detail["ctx"]
        actual = context["actual_length"]
        limits = _find_limits(Question, self._key) or _find_limits(Talk, self._key) or (1, None)
        low, high = limits
        wanted = f"{low} to {high}" if high else f"at least {low}"
        mend = "Remove some." if self._detail["type"] == "too_long" else "Add some."
        if not actual:
            return f"{self._subject()} is empty. Add {wanted if high or low > 1 else 'at least one'}."
        have = f"has {actual} {'entry' if actual == 1 else 'entries'}"
        return f"{self._subject()} {have}, {wanted} are needed. {mend}"

    def _explain_short(self) -> str:
        low = self._detail["ctx"]["min_length"]
        if not self._value:
            return f"{self._subject()} is empty. Write its text, or remove it."
        return f"{self._subject()} has {len(self._value)} characters, at least {low} are needed. Write more."

    def _explain_length(self) -> str:
        limit = self._detail["ctx"]["max_length"]
        return f"{self._subject()} has {len(str(self._value))} characters, {limit} are allowed. Shorten it."

    def _explain_pattern(self) -> str:
        shown = f'{self._subject()} is "{shorten(str(self._value))}".'
        match self._key:
            case "id" | "was" | "near":
                return f"{shown} Write an id in lower case with dashes, such as `one-owner-a-partition`."
            case "lang":
                return f"{shown} Write one word such as `java`, `properties` or `text`."
            case "kafka":
                return f'{shown} Write a version or a range in quotes: `kafka: "4.0 - 4.4"`.'
            case _:
                return f'{shown} Write the day as year, month and day in quotes: `{self._key}: "2026-11-20"`.'

    def _explain_level(self) -> str:
        typed = self._typed or str(self._value)
        nearest = suggest(typed, LEVELS) or f"Write one of {', '.join(f'`{level}`' for level in LEVELS)}."
        return f"{self._subject()} is `{typed}`, which is no level. {nearest}"

    def _explain_type(self) -> str:
        value = self._value
        if isinstance(value, Misread) and value.becomes == "nothing":
            return self._explain_nothing()
        if self._key in _NUMBERS:
            return f"{self._subject()} is `{self._shown()}`, no plain number. Write digits, such as `{self._key}: 168`."
        if self._key == "fixed":
            return f"`fixed` of {self._owner} is `{self._shown()}`. Write `fixed: true`, or remove it."
        if self._key == "source" and not isinstance(value, dict):
            return f"`source` of {self._owner} is `{self._shown()}`. Write `https://…`, `KIP-848` or a list of them."
        if self._key == "card" and not isinstance(value, dict):
            return (
                f"`card` of {self._owner} is `{self._shown()}`. Write `front:` and `back:` below it, or `card: false`."
            )
        if not self._in_list and self._key in _LISTS:
            return self._explain_no_list()
        if self._key in PARTS or self._key == "match":
            return self._explain_no_map()
        return self._explain_no_text()

    def _explain_nothing(self) -> str:
        if self._comment:
            return (
                f"{self._subject()} is empty: YAML takes `{shorten(self._comment)}` for a comment. "
                f"Put quotes round the text: `{self._in_place(self._comment)}`."
            )
        typed = f"`{self._typed}` is nothing in YAML" if self._typed else f"{self._subject()} has nothing after it"
        if self._typed:
            return f"{self._subject()} is empty: {typed}. Write the text in quotes, or remove it."
        return f"{typed}. Write its text, or remove it."

    def _in_place(self, text: str) -> str:
        quoted = f"'{text}'" if '"' in text else f'"{text}"'
        return f"- {quoted}" if self._in_list else f"{self._key}: {quoted}"

    def _shown(self) -> str:
        return self._typed or (shorten(self._value) if isinstance(self._value, str) else "…")

    def _explain_no_list(self) -> str:
        shown = self._shown()
        if self._key in ("wrong", "followups", "questions"):
            return f"{self._subject()} is not a list. Start each of its entries with `- ` on a line of its own."
        return f"{self._subject()} is not a list. Write `{self._key}: [{shown}]`, or one `- …` a line below it."

    def _explain_no_map(self) -> str:
        if self._key == "match":
            return f"{self._subject()} is not made of pairs. Write one `left side: right side` a line below it."
        keys = [f"`{key}:`" for key, field in PARTS[self._key][0].model_fields.items() if field.is_required()]
        return f"{self._subject()} is no map of fields. Write {' and '.join(keys)} below it."

    def _explain_no_text(self) -> str:
        value = self._value
        if isinstance(value, dict) and not self._typed:
            return self._explain_map()
        if isinstance(value, tuple) and not self._typed:
            return f"{self._subject()} is a list, but one text is expected. Write it without `- `."
        becomes = (
            "a map"
            if isinstance(value, dict)
            else "a list"
            if isinstance(value, tuple)
            else value.becomes
            if isinstance(value, Misread)
            else f"{value}".lower()
            if isinstance(value, bool)
            else f"the number {value}"
        )
        return f"YAML reads `{self._typed}` as {becomes}. Put quotes round it: `{self._in_place(self._typed)}`."


def _find_limits(model: type[BaseModel], key: str) -> tuple[int, int | None] | None:
    field = model.model_fields.get(key)
    if field is None:
        return None
    # `Annotated[...] | None` hides the limits from the field, so they are read from the schema.
    schema = model.model_json_schema()["properties"].get(key, {})
    for option in [schema, *schema.get("anyOf", [])]:
        low = option.get("minItems", option.get("minProperties"))
        high = option.get("maxItems", option.get("maxProperties"))
        if low is not None:
            return low, high
    return None
