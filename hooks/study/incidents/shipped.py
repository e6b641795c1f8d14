"""An incident as the browser and the build play it: formulas and texts parsed, everything else as it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from study.incidents.formulas import Part, Tree, parse_formula, parse_text
from study.incidents.model import Action, Incident, Range, Rule, Signal, Step, Texts

Shipped = dict[str, Any]
FindSection = Callable[[str], "Mapping[str, str] | None"]
FindCard = Callable[[str], "Mapping[str, str] | None"]

QUOTED = "="
"""Begins the value of a setting that is a word, where a formula would stand."""


def find_nothing(_: str) -> None:
    """Return no link: for an incident that is only played."""


def ship_incident(
    name: str, incident: Incident, find_section: FindSection = find_nothing, find_card: FindCard = find_nothing
) -> Shipped:
    """Return the incident in plain values; raise FormulaError for one whose formulas were not checked."""

    def find_links(part: Signal | Action) -> Shipped:
        see = find_section(part.see) if part.see else None
        return {"see": see, "card": find_card(part.card) if part.card else None}

    return {
        "name": name,
        **{key: getattr(incident, key) for key in ("title", "clock", "ends", "customers", "who", "situation")},
        "roles": dict(incident.roles),
        "harm": parse_formula(incident.harm),
        "world": _ship_world(incident),
        "signals": {one: {**_ship_signal(part), **find_links(part)} for one, part in incident.signals.items()},
        "actions": {one: {**_ship_action(part), **find_links(part)} for one, part in incident.actions.items()},
        "goals": {key: parse_formula(getattr(incident.goals, key)) for key in ("detected", "mitigated", "recovered")},
        "fails": _ship_sayings(incident.fails),
        "hints": _ship_sayings(incident.hints),
        "expert": [_ship_step(step) for step in incident.expert],
        "rubric": list(incident.rubric),
    }


def _ship_world(incident: Incident) -> Shipped:
    world = incident.world
    return {
        "model": world.model,
        "begins": world.begins,
        "settings": {name: _ship_value(value) for name, value in world.settings.items()},
        "start": {name: _ship_value(value) for name, value in world.start.items()},
        "rules": [_ship_rule(rule) for rule in world.rules],
    }


def _ship_value(value: float | str | Range) -> Any:
    return [value.low, value.high, value.step] if isinstance(value, Range) else value


def _ship_rule(rule: Rule) -> Shipped:
    rates, sets = _ship_formulas(rule.rate), _ship_formulas(rule.set)
    return {"when": parse_formula(rule.when), "rate": rates, "set": sets, "do": rule.do, "once": rule.once}


def _ship_formulas(formulas: Mapping[str, str | float]) -> dict[str, Tree]:
    return {name: ship_value(written) for name, written in formulas.items()}


def ship_value(written: str | float) -> Tree:
    """Return the tree of what is set; a word behind `=` stays one."""
    return written if isinstance(written, str) and written.startswith(QUOTED) else parse_formula(written)


def _ship_texts(texts: Texts) -> list[list[Tree | list[Part]]]:
    if isinstance(texts, str):
        return [[1.0, parse_text(texts)]]
    return [[parse_formula(one.when), parse_text(one.says)] for one in texts]


def _ship_signal(signal: Signal) -> Shipped:
    plain = {key: getattr(signal, key) for key in ("kind", "by", "ask", "takes", "types", "tells", "reads")}
    return {
        **plain,
        "when": parse_formula(signal.when),
        "pushed": parse_formula(signal.pushed),
        "says": _ship_texts(signal.says),
        "graph": [{"label": one.label, "unit": one.unit, "value": parse_formula(one.value)} for one in signal.graph],
    }


def _ship_action(action: Action) -> Shipped:
    effects = [
        {"after": one.after, "when": parse_formula(one.when), "set": _ship_formulas(one.set), "do": one.do}
        for one in action.effects
    ]
    judged = [
        {"when": parse_formula(one.when), "verdict": one.verdict, "says": one.says.strip()} for one in action.judged
    ]
    plain = {key: getattr(action, key) for key in ("kind", "label", "takes")}
    return {
        **plain,
        "when": parse_formula(action.when),
        "effects": effects,
        "says": _ship_texts(action.says),
        "judged": judged,
    }


def _ship_sayings(parts: Iterable[Any]) -> list[Shipped]:
    return [{"when": parse_formula(one.when), "says": one.says.strip()} for one in parts]


def _ship_step(step: Step) -> Shipped:
    taken = {key: value for key in ("look", "do", "wait") if (value := getattr(step, key)) is not None}
    until = {} if step.until is None else {"until": parse_formula(step.until)}
    return {**taken, **until, "why": step.why.strip()}
