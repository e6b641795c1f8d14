"""What is wrong with a field of an incident, in the words of its author."""

from __future__ import annotations

from typing import Any, TypeAlias, get_args

from study.authoring.plain_text import shorten, suggest
from study.authoring.yaml_reader import FieldPath
from study.incidents import model
from study.incidents.model import Verdict

Detail: TypeAlias = Any
"""One error as pydantic describes it."""

_PARTS = (
    model.Incident,
    model.World,
    model.Rule,
    model.Range,
    model.Signal,
    model.Action,
    model.Effect,
    model.Judgement,
    model.Variant,
    model.Graph,
    model.Goals,
    model.Fail,
    model.Hint,
    model.Step,
)
_FIELDS = tuple(dict.fromkeys(field.alias or name for part in _PARTS for name, field in part.model_fields.items()))
_CHOICES = {
    "verdict": get_args(Verdict),
    "kind": ("alert", "chat", "graph", "command", "act", "tell"),
    "model": ("drain",),
}
_WANTED = {
    "string": "a text in quotes",
    "float": "a number without quotes",
    "int": "a whole number without quotes",
    "bool": "`true` or `false`",
    "tuple": "a list, one `- …` a line below it",
    "mapping": "one `name: …` a line below it",
    "dict": "one `name: …` a line below it",
    "model": "its fields, one a line below it",
}


def explain_mistake(path: FieldPath, detail: Detail) -> str:
    """Return what is wrong with the field at the path, and how to mend it."""
    key, where, context = f"`{_last_name(path)}`", _tell_where(path), detail.get("ctx", {})
    match detail["type"].removesuffix("_type"):
        case "missing":
            return f"the incident has no {key}{where}. Add it; `incidents/model.py` says what it means."
        case "extra_forbidden":
            mend = suggest(_last_name(path), _FIELDS) or "`incidents/model.py` has the fields that there are."
            return f"unknown key {key}{where}. {mend}"
        case "too_short" | "string_too_short":
            return f"{key}{where} is too short. At least {context['min_length']} are needed."
        case "too_long" | "string_too_long":
            return f"{key}{where} is too long. At most {context['max_length']} are allowed."
        case "literal_error":
            names = ", ".join(f"`{name}`" for name in _CHOICES.get(_last_name(path), ()))
            return f"{key}{where} is `{shorten(str(detail['input']))}`. Write one of {names}."
        case "string_pattern_mismatch":
            return f"{key}{where} is `{shorten(str(detail['input']))}`. {_explain_pattern(path)}"
        case "greater_than" | "greater_than_equal":
            return f"{key}{where} is {detail['input']}. Write a greater number."
        case kind:
            wanted = _WANTED.get(kind, f"what the model asks for ({detail['msg'].lower()})")
            return f"{key}{where} is `{shorten(str(detail['input']), 30)}`. Write {wanted}."


def _explain_pattern(path: FieldPath) -> str:
    match _last_name(path):
        case "clock":
            return 'Write a time of day in quotes: `clock: "14:05"`.'
        case "checked":
            return 'Write a day in quotes: `checked: "2026-11-30"`.'
        case "card" | "chapter":
            return "Write an id in lower case with dashes."
        case _:
            return "Write a name in lower case with underscores, such as `stop_all`: formulas use it."


def _last_name(path: FieldPath) -> str:
    return str(next((step for step in reversed(path) if isinstance(step, str) and step != "[key]"), "incident"))


def _tell_where(path: FieldPath) -> str:
    """Return the names around a field."""
    names = [str(step + 1) if isinstance(step, int) else step for step in path if step != "[key]"]
    return f" in `{' '.join(names[:-1])}`" if len(names) > 1 else ""
