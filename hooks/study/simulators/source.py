"""What an author writes in a simulator block: checked for its form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from study.authoring.plain_text import suggest
from study.authoring.problems import Problem
from study.authoring.yaml_reader import FieldPath, UnreadableYaml, YamlValues, read_yaml

_KEYS = ("id", "title", "scene", "settings", "seed", "story")
_STEP_KEYS = ("says", "ask", "do", "until", "steps")
_ID = re.compile(r"[a-z][a-z-]*")


@dataclass(frozen=True)
class StoryStep:
    """One step of a story, as its author wrote it."""

    says: str
    ask: str
    """Id of the question that is asked before it, or nothing."""

    do: tuple[str, ...]
    until: Mapping[str, str]
    """The run goes on until these facts hold."""

    steps: int
    """So many steps of the engine, where nothing is waited for."""


@dataclass(frozen=True)
class Simulator:
    """A block whose form is right."""

    id: str
    title: str
    scene: str
    settings: Mapping[str, Any]
    seed: int
    story: tuple[StoryStep, ...]


class BlockPlaces:
    """Where each part of a block stands in its file."""

    def __init__(self, read: YamlValues, file: str, first_line: int) -> None:
        self._read = read
        self.file = file
        self._first_line = first_line

    def make_problem(self, path: FieldPath, message: str) -> Problem:
        """Return a problem at the nearest place that the author wrote."""
        while path and path not in self._read.places:
            path = path[:-1]
        return Problem(self.file, self._read.places[path].line if path else self._first_line, message)


def read_simulator(
    source: str, file: str, first_line: int
) -> tuple[Simulator | None, BlockPlaces | None, list[Problem]]:
    """Return the simulator and its places, or None, and what its author has to mend; the block begins on the line."""
    try:
        read = read_yaml(source, file, first_line)
    except UnreadableYaml as error:
        return None, None, [error.problem]
    reader = _Reader(read, BlockPlaces(read, file, first_line))
    simulator = reader.read()
    return (None if reader.problems else simulator), reader.places, reader.problems


class _Reader:
    def __init__(self, read: YamlValues, places: BlockPlaces) -> None:
        self.problems = list(read.problems)
        self.places = places
        self._values = read.values

    def read(self) -> Simulator:
        self._check_keys(self._values, _KEYS, ())
        id_ = self._text(self._values, "id", ())
        if id_ and not _ID.fullmatch(id_):
            self._tell(("id",), f"`{id_}` is no id. Use lower-case letters and dashes.")
        settings = self._values.get("settings", {})
        if not isinstance(settings, dict):
            self._tell(("settings",), "`settings` has to hold `name: value` lines. Write one a line below it.")
            settings = {}
        seed = self._values.get("seed", 1)
        if not isinstance(seed, int) or isinstance(seed, bool):
            self._tell(("seed",), "`seed` has to be a whole number. Write one with digits, such as `7`.")
            seed = 1
        title, scene = self._text(self._values, "title", ()), self._text(self._values, "scene", ())
        return Simulator(id_, title, scene, settings, seed, tuple(self._read_story()))

    def _read_story(self) -> Iterator[StoryStep]:
        story = self._values.get("story", ())
        if not isinstance(story, tuple):
            self._tell(("story",), "`story` has to be a list of steps. Begin each with `- says: …`.")
            return
        for index, written in enumerate(story):
            path = ("story", index)
            if not isinstance(written, dict):
                self._tell(path, "a step of a story holds `says`, and what happens. Write `- says: …`.")
                continue
            yield self._read_step(written, path)

    def _read_step(self, written: Mapping[str, Any], path: FieldPath) -> StoryStep:
        self._check_keys(written, _STEP_KEYS, path)
        do, until, steps = written.get("do", ()), written.get("until", {}), written.get("steps", 0)
        do = do if isinstance(do, tuple) else (do,)
        if not all(isinstance(one, str) and one.strip() for one in do):
            self._tell((*path, "do"), "`do` holds actions, such as `[send, kill 1]`. Write each as text.")
        if not isinstance(until, dict):
            self._tell((*path, "until"), "`until` holds facts, such as `{Leader: broker 2}`. Write `name: value`.")
            until = {}
        if not isinstance(steps, int) or steps < 0:
            self._tell((*path, "steps"), "`steps` has to be a whole number. Write how many steps the run goes on.")
            steps = 0
        ask = written.get("ask", "")
        expected = {name: str(value) for name, value in until.items()}
        return StoryStep(self._text(written, "says", path), str(ask), tuple(map(str, do)), expected, steps)

    def _text(self, written: Mapping[str, Any], key: str, path: FieldPath) -> str:
        text = written.get(key)
        if isinstance(text, str) and text.strip():
            return text.strip()
        self._tell((*path, key), f"`{key}` is missing. Write what a reader should see there.")
        return ""

    def _check_keys(self, written: Mapping[str, Any], known: Sequence[str], path: FieldPath) -> None:
        for key in written:
            if key not in known:
                mend = suggest(key, known) or f"Known here: {', '.join(f'`{one}`' for one in known)}."
                self._tell((*path, key), f"unknown key `{key}`. {mend}")

    def _tell(self, path: FieldPath, message: str) -> None:
        self.problems.append(self.places.make_problem(path, message))
