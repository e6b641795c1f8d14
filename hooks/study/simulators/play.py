"""The story of a simulator, played step by step."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from study.authoring.plain_text import suggest
from study.authoring.problems import Problem
from study.authoring.yaml_block import BlockReader
from study.cache.store import Cache, make_key
from study.scripts.deno_script import run_script
from study.simulators.source import Simulator

SCRIPT = Path(__file__).with_name("play_story.mjs")


@dataclass(frozen=True)
class Passed:
    """A step of the engine."""

    time: float
    """Virtual milliseconds."""

    said: str
    kind: str


@dataclass(frozen=True)
class PlayedStep:
    """What came of one step of a story."""

    end: int
    """How many steps of the engine there were at its end."""

    facts: Mapping[str, str]
    """The state at its end, by the name of each fact."""

    passed: tuple[Passed, ...]


@dataclass(frozen=True)
class Played:
    """A story as every browser will play it."""

    begun: Mapping[str, Any]
    """Settings, seed and actions, which give the run whole."""

    steps: tuple[PlayedStep, ...]
    settings: tuple[tuple[str, str], ...]
    """Label and value of each at the beginning."""

    leaves_out: str


def play_simulator(simulator: Simulator, cache: Cache, places: BlockReader | None = None) -> Played | Problem:
    """Return what the story of a simulator comes to, or what its author has to mend in it."""
    story = {key: value for key, value in asdict(simulator).items() if key not in ("id", "title")}
    key = make_key("simulator", json.dumps(story, sort_keys=True))
    played = json.loads(cache.get(key, lambda: json.dumps(run_script(SCRIPT, {"stories": [story]})[0])))
    if mistake := played.get("mistake"):
        message = _explain(mistake["what"], mistake["typed"], mistake["known"])
        path = tuple(mistake["path"])
        return places.make_problem(path, message) if places else Problem("simulator", 1, message)
    steps = (
        PlayedStep(one["end"], one["facts"], tuple(Passed(**passed) for passed in one["passed"]))
        for one in played["steps"]
    )
    settings = tuple((label, value) for label, value in played["settings"])
    return Played(played["begun"], tuple(steps), settings, played["leavesOut"])


def _explain(what: str, typed: str, known: Sequence[str]) -> str:
    """Return what is wrong, in an author's words, and what to write instead."""
    names = ", ".join(f"`{one}`" for one in known)
    if what == "never":
        return f"`{typed}` never comes true: it is still {names} when nothing more happens. Mend `do` or `until`."
    if what == "end":
        return f"the run has not {typed} steps more: nothing happens by itself after {known[0]}. Write fewer."
    if what == "action":
        return f"`{typed}` cannot be done at this point. {suggest(typed, known)} Possible now: {names}.".replace(
            "  ", " "
        )
    noun = {"scene": "scene", "setting": "setting", "fact": "fact of the scene", "value": "value of the setting"}[what]
    return f"`{typed}` is no {noun}. {suggest(typed, known) or f'Known here: {names}.'}"
