"""Incidents: fields, formulas, names and links must be right, and each must be playable to its end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from study.authoring.plain_text import suggest
from study.authoring.problems import Problem
from study.authoring.yaml_reader import FieldPath
from study.bank.urls import INCIDENTS, file_stem
from study.cache.store import Cache
from study.checks.drafts import Page
from study.checks.page_checks import PAGE_KEYS
from study.incidents.formulas import MEMORIES, FormulaError, find_names, parse_formula, parse_text
from study.incidents.messages import explain_mistake
from study.incidents.model import Action, Effect, Incident, Signal, Texts
from study.incidents.play import play_incident
from study.incidents.shipped import QUOTED, ship_incident
from study.incidents.worlds import MODEL_ACTIONS, MODEL_NAMES, MODEL_SETTINGS

_PAGE_ONLY = tuple(key for key in PAGE_KEYS if key not in ("title", "description"))


def is_incident(src_uri: str) -> bool:
    """Return whether a page is an incident, by its folder."""
    return src_uri.startswith(INCIDENTS) and src_uri != f"{INCIDENTS}index.md"


def read_incident(page: Page) -> tuple[Incident | None, list[Problem]]:
    """Return the incident of a page, or None and what its author has to mend in its fields."""
    written = {key: value for key, value in page.front.values.items() if key not in _PAGE_ONLY}
    try:
        return Incident.model_validate(written), []
    except ValidationError as error:
        return None, _explain(error, page)


def _explain(error: ValidationError, page: Page) -> list[Problem]:
    problems: dict[FieldPath, Problem] = {}
    for detail in error.errors(include_url=False):
        path: FieldPath = ()
        for step in detail["loc"]:
            if (*path, step) in page.front.places:
                path = (*path, step)
        named = (*path, detail["loc"][-1]) if detail["type"] == "missing" else path or detail["loc"]
        problems.setdefault(named, Problem(page.file, page.front.line_of(*path), explain_mistake(named, detail)))
    return list(problems.values())


def check_incident(page: Page, targets: Mapping[str, Collection[str]], cache: Cache) -> list[Problem]:
    """Return what an author has to mend; `targets` are questions and sections that there are."""
    incident, problems = read_incident(page)
    if not incident:
        return problems
    check = _Check(page, incident, targets)
    problems += check.find_all()
    if not problems:
        played = play_incident(ship_incident(file_stem(page.src_uri), incident), cache)
        problems += [Problem(page.file, page.front.line_of(*path), message) for path, message in played.mistakes]
    return problems


class _Check:
    def __init__(self, page: Page, incident: Incident, targets: Mapping[str, Collection[str]]) -> None:
        self._page = page
        self._incident = incident
        self._targets = targets
        self._own = set(incident.world.start)
        self._known = {"time", "harm", *self._own, *(MODEL_NAMES if incident.world.model else ())}
        self._ids = {*incident.signals, *incident.actions}

    def find_all(self) -> Iterator[Problem]:
        incident = self._incident
        path: FieldPath
        yield from self._check_names()
        for path, formula in self._list_formulas():
            yield from self._check_formula(path, formula)
        if isinstance(incident.harm, str) and "harm" in incident.harm:
            yield self._tell(("harm",), "`harm` cannot name itself. Write it with variables.")
        for path, text in self._list_texts():
            yield from self._check_text(path, text)
        for name, signal in incident.signals.items():
            yield from self._check_signal(("signals", name), signal)
        for name, action in incident.actions.items():
            yield from self._check_part(("actions", name), action)
            for index, effect in enumerate(action.effects):
                yield from self._check_effect(("actions", name, "effects", index), effect)
        for index, rule in enumerate(incident.world.rules):
            path = ("world", "rules", index)
            yield from self._check_changed((*path, "rate"), rule.rate, self._own)
            yield from self._check_changed((*path, "set"), rule.set, self._own | self._settings)
            yield from self._check_deed((*path, "do"), rule.do)
        yield from self._check_path()

    @property
    def _settings(self) -> set[str]:
        return set(MODEL_SETTINGS) if self._incident.world.model else set()

    def _tell(self, path: FieldPath, message: str) -> Problem:
        return Problem(self._page.file, self._page.front.line_of(*path), message)

    def _check_names(self) -> Iterator[Problem]:
        incident = self._incident
        for name in incident.actions:
            if name in incident.signals:
                yield self._tell(("actions", name), f"`{name}` is the name of a signal too. Give one another name.")
        for name in sorted(self._own & {"time", "harm", *(MODEL_NAMES if incident.world.model else ())}):
            yield self._tell(
                ("world", "start", name), f"`{name}` has a meaning already. Give the variable another name."
            )
        for name in incident.world.settings:
            if name not in self._settings:
                mend = suggest(name, MODEL_SETTINGS) or "Settings belong to `model: drain`."
                yield self._tell(("world", "settings", name), f"`{name}` is no setting of the model. {mend}")
        chapters = {section.partition("#")[0] for section in self._targets["section"]}
        if incident.chapter not in chapters:
            mend = suggest(incident.chapter, chapters) or "Write the name of its file without `.md`."
            yield self._tell(("chapter",), f"there is no chapter `{incident.chapter}`. {mend}")

    def _list_formulas(self) -> Iterator[tuple[FieldPath, Any]]:
        incident = self._incident
        yield ("harm",), incident.harm
        for key in ("detected", "mitigated", "recovered"):
            yield ("goals", key), getattr(incident.goals, key)
        for index, rule in enumerate(incident.world.rules):
            path: FieldPath = ("world", "rules", index)
            yield (*path, "when"), rule.when
            yield from (((*path, "rate", name), one) for name, one in rule.rate.items())
            yield from (((*path, "set", name), one) for name, one in rule.set.items())
        for name, signal in incident.signals.items():
            yield ("signals", name, "when"), signal.when
            yield ("signals", name, "pushed"), signal.pushed
            yield from ((("signals", name, "graph", at), one.value) for at, one in enumerate(signal.graph))
            yield from _list_conditions(("signals", name), signal.says)
        for name, action in incident.actions.items():
            yield from self._list_of_action(name, action)
        yield from ((("fails", index, "when"), one.when) for index, one in enumerate(incident.fails))
        yield from ((("hints", index, "when"), one.when) for index, one in enumerate(incident.hints))
        yield from ((("expert", at, "until"), one.until) for at, one in enumerate(incident.expert) if one.until)

    def _list_of_action(self, name: str, action: Action) -> Iterator[tuple[FieldPath, Any]]:
        path: FieldPath = ("actions", name)
        yield (*path, "when"), action.when
        yield from _list_conditions(path, action.says)
        yield from (((*path, "judged", at, "when"), one.when) for at, one in enumerate(action.judged))
        for index, effect in enumerate(action.effects):
            yield (*path, "effects", index, "when"), effect.when
            for target, written in effect.set.items():
                yield (*path, "effects", index, "set", target), written

    def _list_texts(self) -> Iterator[tuple[FieldPath, str]]:
        parts: list[tuple[FieldPath, Signal | Action]] = [
            *((("signals", name), one) for name, one in self._incident.signals.items()),
            *((("actions", name), one) for name, one in self._incident.actions.items()),
        ]
        for path, part in parts:
            texts = part.says
            if isinstance(texts, str):
                yield (*path, "says"), texts
            else:
                yield from (((*path, "says", index), one.says) for index, one in enumerate(texts))

    def _check_formula(self, path: FieldPath, formula: str | float) -> Iterator[Problem]:
        if isinstance(formula, str) and formula.startswith(QUOTED) and path[-1] in self._settings:
            return
        try:
            yield from self._check_known(path, list(find_names(parse_formula(formula))))
        except FormulaError as error:
            yield self._tell(path, str(error))

    def _check_text(self, path: FieldPath, text: str) -> Iterator[Problem]:
        try:
            for part in parse_text(text):
                if isinstance(part, list):
                    yield from self._check_known(path, list(find_names(part[0])))
        except FormulaError as error:
            yield self._tell(path, str(error))

    def _check_known(self, path: FieldPath, names: Collection[str]) -> Iterator[Problem]:
        for name in dict.fromkeys(names):
            memory, _, target = name.partition(" ")
            if target and memory in MEMORIES:
                wanted = {"seen": self._incident.signals, "done": self._incident.actions}.get(memory, self._ids)
                if target not in wanted:
                    yield self._tell(path, f"`{memory}({target})` names nothing. {suggest(target, wanted)}".rstrip())
            elif name not in self._known:
                mend = suggest(name, self._known) or "Add it to `world: start:`."
                yield self._tell(path, f"nothing is called `{name}` here. {mend}")

    def _check_signal(self, path: FieldPath, signal: Signal) -> Iterator[Problem]:
        yield from self._check_part(path, signal)
        if signal.by != "lead" and signal.by not in self._incident.roles:
            mend = suggest(signal.by, self._incident.roles) or "Add the role to `roles:`."
            yield self._tell((*path, "by"), f"nobody is called `{signal.by}`. {mend}")
        if signal.ask and not signal.reads:
            yield self._tell(path, "what can be looked at needs `reads:`. Write what an expert reads from it.")
        if not signal.ask and signal.pushed == 0:
            yield self._tell(path, "nobody ever sees this. Write `ask:` to offer it, or `pushed:` for when it comes.")

    def _check_part(self, path: FieldPath, part: Signal | Action) -> Iterator[Problem]:
        questions, sections = self._targets["question"], self._targets["section"]
        if part.card and part.card not in questions:
            yield self._tell((*path, "card"), f"no question is called `{part.card}`. {suggest(part.card, questions)}")
        if part.see and (section := resolve_section(part.see, self._incident)) not in sections:
            yield self._tell((*path, "see"), f"there is no section `{section}`. {suggest(section, sections)}".rstrip())

    def _check_effect(self, path: FieldPath, effect: Effect) -> Iterator[Problem]:
        yield from self._check_changed((*path, "set"), effect.set, self._own | self._settings)
        yield from self._check_deed((*path, "do"), effect.do)

    def _check_changed(self, path: FieldPath, changed: Mapping[str, Any], known: set[str]) -> Iterator[Problem]:
        for name in changed:
            if name not in known:
                mend = suggest(name, known) or "Add it to `world: start:`."
                yield self._tell((*path, name), f"no variable is called `{name}`. {mend}")

    def _check_deed(self, path: FieldPath, deed: str) -> Iterator[Problem]:
        known = MODEL_ACTIONS if self._incident.world.model else ()
        if deed and deed not in known:
            mend = suggest(deed, known) or "Only `model: drain` has actions: use `set:`."
            yield self._tell(path, f"`{deed}` is no action of the model. {mend}")

    def _check_path(self) -> Iterator[Problem]:
        incident = self._incident
        for index, step in enumerate(incident.expert):
            chosen = [key for key in ("look", "do", "wait", "until") if getattr(step, key) is not None]
            if len(chosen) != 1:
                message = "a step is exactly one of `look`, `do`, `wait` and `until`. Split it, or add what is missing."
                yield self._tell(("expert", index), message)
            if step.look is not None and not getattr(incident.signals.get(step.look), "ask", ""):
                yield self._tell(
                    ("expert", index), f"`{step.look}` is no signal to look at. {suggest(step.look, self._ids)}"
                )
            if step.do is not None and step.do not in incident.actions:
                yield self._tell(("expert", index), f"`{step.do}` is no action. {suggest(step.do, incident.actions)}")


def _list_conditions(path: FieldPath, texts: Texts) -> Iterator[tuple[FieldPath, Any]]:
    if not isinstance(texts, str):
        yield from (((*path, "says", index, "when"), one.when) for index, one in enumerate(texts))


def resolve_section(see: str, incident: Incident) -> str:
    """Return the section in whole, with its chapter."""
    return f"{incident.chapter}{see}" if see.startswith("#") else see
