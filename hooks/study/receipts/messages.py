"""What is wrong with a value of a receipt, in the words of whoever writes an experiment."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from study.authoring.plain_text import shorten, suggest
from study.receipts.model import Chart, Event, Figure, Receipt, Series, Span, Table, Timeline

Detail: TypeAlias = Any
"""One error as pydantic describes it."""

_FIELDS = tuple(
    dict.fromkeys(
        field for part in (Receipt, Figure, Timeline, Span, Event, Chart, Series, Table) for field in part.model_fields
    )
)
_LINE = re.compile(r" at line (\d+) column \d+$")
_NAME = "lower case with dashes, such as `eager-unread`"
_WANTED = {
    "string": "a text in quotes",
    "float": "a number without quotes",
    "bool": "`true` or `false`",
    "tuple": "a list in `[…]`",
    "dict": "`{…}` with a name for each value",
    "mapping": "`{…}` with a name for each value",
    "model": "`{…}` with its fields",
}


def find_json_line(message: str) -> int:
    """Return the line that a message about broken JSON names."""
    line = _LINE.search(message)
    return int(line[1]) if line else 1


def explain_mistake(detail: Detail) -> str:
    """Return what is wrong with one value and how to mend it."""
    path, context = detail["loc"], detail.get("ctx", {})
    key, where = f"`{_last_name(path)}`", _tell_where(path)
    match detail["type"].removesuffix("_type"):
        case "missing":
            return f"{key} is missing{where}. Let the experiment write it."
        case "extra_forbidden":
            mend = suggest(str(path[-1]), _FIELDS) or "Remove it, or add it to the schema of receipts."
            return f"unknown key {key}{where}. {mend}"
        case "string_too_short" | "too_short":
            return f"{key}{where} is too short. At least {_count(context['min_length'], detail)} needed."
        case "string_too_long" | "too_long":
            return f"{key}{where} is too long. At most {_count(context['max_length'], detail)} allowed."
        case "string_pattern_mismatch":
            wanted = "a day such as `2026-11-30`" if path[-1] == "date" else _NAME
            return f"{key}{where} is `{shorten(str(detail['input']))}`. Write {wanted}."
        case "greater_than_equal":
            return f"{key}{where} is {detail['input']}. Count from the start of the run, from 0 up."
        case "value_error":
            return f"{key}{where}: {str(context['error']).rstrip('.')}. Mend the experiment and run it again."
        case kind:
            wanted = _WANTED.get(kind, f"what the schema asks for ({detail['msg'].lower()})")
            return f"{key}{where} is `{shorten(str(detail['input']), 30)}`. Write {wanted}."


def _count(number: int, detail: Detail) -> str:
    noun = "character" if detail["type"].startswith("string") else "entry"
    words = f"{number} {noun}" if number == 1 else f"{number} {noun.replace('entry', 'entrie')}s"
    return f"{words} {'is' if number == 1 else 'are'}"


def _last_name(path: tuple[str | int, ...]) -> str:
    return str(next((step for step in reversed(path) if isinstance(step, str) and step != "[key]"), "receipt"))


def _tell_where(path: tuple[str | int, ...]) -> str:
    """Return where a value stands: the names around it, entries of lists by their number."""
    path = path[:-2] if path[-1:] == ("[key]",) else path
    last = max((place for place, step in enumerate(path) if isinstance(step, str)), default=0)
    around = [f"{step}" if isinstance(step, str) else f"{step + 1}" for step in path[:last]]
    number = [f", entry {step + 1}" for step in path[last + 1 :] if isinstance(step, int)]
    return "".join([*number[:1], f" in `{' '.join(around)}`" if around else ""])
