"""The schema of an incident: a small world that runs by itself, what a lead may look at and do, and what counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from study.bank.model import Day, Entry, Identifier, Markdown

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=40)]
"""Lower case with underscores: formulas name it, and links to a run hang on it."""

Formula = str | float
"""Names of variables, numbers, `+ - * /`, comparisons, `and or not`, `a if b else c`, `min max ceil floor`, and
`seen(signal)`, `done(action)`: how often, `since(name)`: seconds since the last time, `time`: seconds of the run."""

Text = Annotated[str, Field(min_length=1)]
"""Plain text with `code` in backticks; `{formula}` puts a value in, `{formula:1}` with one decimal."""

Seconds = Annotated[int, Field(ge=0)]
Verdict = Literal["right", "harmless", "early", "harmful"]


class Range(Entry):
    """A number that differs from run to run: the seed chooses one from `from` to `to`, in steps."""

    low: Annotated[float, Field(alias="from")]
    high: Annotated[float, Field(alias="to")]
    step: Annotated[float, Field(gt=0)] = 1


class Rule(Entry):
    """What the world does by itself in each tick of ten seconds, in the order written."""

    when: Formula = 1
    """Only while this holds."""

    rate: Mapping[Name, Formula] = {}
    """What is added to variables in each second."""

    set: Mapping[Name, Formula] = {}
    """What variables become: a bound, a sum of others, a state."""

    do: str = ""
    """An action of the model that somebody takes: stop, start, restart, pause, resume, reconnect."""

    once: bool = False
    """Whether it happens only the first time that `when` holds."""


class World(Entry):
    """What runs: variables of its own, or the drain model of the simulators and variables beside it."""

    model: Literal["", "drain"] = ""
    settings: Mapping[str, float | str | Range] = {}
    """Settings of the model that differ from those of its simulator, such as `outage: 120`."""

    begins: Seconds = 0
    """Second of the model at which the lead takes over."""

    start: Mapping[Name, float | Range] = {}
    """Every variable of its own, with the value that it begins with."""

    rules: tuple[Rule, ...] = ()


class Variant(Entry):
    """A text for the case that something holds; the first that does is taken."""

    when: Formula = 1
    says: Text


Texts = Text | Annotated[tuple[Variant, ...], Field(min_length=1)]


class Graph(Entry):
    """A curve since the incident began."""

    label: Text
    value: Formula
    unit: str = ""


class Signal(Entry):
    """Something to be seen: looked at for some seconds, or told by somebody when a condition holds."""

    kind: Literal["alert", "chat", "graph", "command"]
    by: Name = "lead"
    """The role that it comes from; what the lead looks at alone is nobody's."""

    ask: Text = ""
    """The choice that looks at it; without it the signal only comes by itself."""

    takes: Seconds = 30
    when: Formula = 1
    """Only then can it be looked at."""

    pushed: Formula = 0
    """It comes by itself once this holds, and again when it holds anew."""

    types: str = ""
    """The command or query that is typed, shown above what it gives."""

    says: Texts
    graph: tuple[Graph, ...] = ()
    tells: Annotated[int, Field(ge=0, le=3)] = 0
    """How much it tells of the cause: 3 decides it, 0 is noise."""

    reads: Text = ""
    """What an expert reads from it: for the debrief, and needed where it can be looked at."""

    see: str = ""
    """Section that teaches it, `#signals` or `the-pager#alerts`."""

    card: Identifier | None = None
    """Id of the question that asks for it."""


class Effect(Entry):
    """What an action changes, at once or later."""

    after: Seconds = 0
    when: Formula = 1
    set: Mapping[str, Formula | str] = {}
    """Variables, or settings of the model."""

    do: str = ""
    """An action of the model: stop, start, restart, pause, resume, reconnect, shed, admit, skip."""


class Judgement(Entry):
    """What an expert says of an action in the state in which it was chosen; the first that holds is said."""

    when: Formula = 1
    verdict: Verdict
    says: Text


class Action(Entry):
    """Something the lead may do, ask somebody to do, or say."""

    kind: Literal["act", "tell"] = "act"
    """`tell` is for words: an update for customers, a call for help, an estimate."""

    label: Annotated[Text, Field(max_length=120)]
    takes: Seconds = 60
    """Seconds that the lead is busy with it; its effects begin when they are over."""

    when: Formula = 1
    """Only then is it offered."""

    effects: tuple[Effect, ...] = ()
    says: Texts
    """What is heard of it when it is done; values are those after its immediate effects."""

    judged: Annotated[tuple[Judgement, ...], Field(min_length=1)]
    """In the state before it: the last should need no condition."""

    see: str = ""
    card: Identifier | None = None


class Goals(Entry):
    """When the incident counts as understood, as harmless to customers, and as over."""

    detected: Formula
    """Usually `seen(a) or seen(b)`, the signals that decide."""

    mitigated: Formula
    recovered: Formula


class Fail(Entry):
    """What ends the incident as lost."""

    when: Formula
    says: Text


class Hint(Entry):
    """What the level with hints says while a condition holds; the first that does."""

    when: Formula = 1
    says: Text


class Step(Entry):
    """One step of the expert path: exactly one of `look`, `do`, `wait`, `until`."""

    look: Name | None = None
    do: Name | None = None
    wait: Annotated[int, Field(gt=0)] | None = None
    """Seconds."""

    until: Formula | None = None
    """Wait until this holds; a path that waits in vain is a problem."""

    why: Text
    """What an expert thinks, aloud, before the step."""


class Incident(Entry):
    """The front matter of `docs/incidents/<name>.md`."""

    title: Annotated[str, Field(min_length=5, max_length=60)]
    description: Annotated[str, Field(min_length=70, max_length=160)]
    chapter: Identifier
    """The chapter whose sections `see` names by `#anchor` alone."""

    checked: Day
    """Day on which numbers, names and commands were checked."""

    clock: Annotated[str, Field(pattern=r"^\d\d:\d\d$")]
    """Time of day at which the lead takes over, in quotes."""

    ends: Annotated[int, Field(gt=0)]
    """Second at which the incident counts as lost if nothing else ended it."""

    customers: Annotated[int, Field(gt=0)]
    who: Text
    """What the customers are called, such as `shoppers`."""

    harm: Formula
    """The part of the customers that suffers now, from 0 to 1."""

    situation: Text
    """What the lead is told when taking over."""

    roles: Mapping[Name, Text]
    """Who takes part: `database: "Owner of the database"`."""

    world: World
    signals: Annotated[Mapping[Name, Signal], Field(min_length=5)]
    actions: Annotated[Mapping[Name, Action], Field(min_length=5)]
    goals: Goals
    fails: tuple[Fail, ...] = ()
    hints: Annotated[tuple[Hint, ...], Field(min_length=1)]
    expert: Annotated[tuple[Step, ...], Field(min_length=3)]
    rubric: Annotated[tuple[Markdown, ...], Field(min_length=4, max_length=8)]
    """What an interviewer ticks."""


@dataclass(frozen=True)
class LoadedIncident:
    """An incident and the page that it is played on."""

    src_uri: str
    incident: Incident
