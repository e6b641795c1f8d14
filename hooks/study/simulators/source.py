"""What an author writes in a simulator block: checked for its form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from study.authoring.problems import Problem
from study.authoring.yaml_block import BlockReader
from study.authoring.yaml_reader import FieldPath, UnreadableYaml, read_yaml

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


def read_simulator(
    source: str, file: str, first_line: int
) -> tuple[Simulator | None, BlockReader | None, list[Problem]]:
    """Return the simulator and its places, or None, and what its author has to mend; the block begins on the line."""
    try:
        read = read_yaml(source, file, first_line)
    except UnreadableYaml as error:
        return None, None, [error.problem]
    reader = _Reader(read, file, first_line)
    simulator = reader.read()
    return (None if reader.problems else simulator), reader, reader.problems


class _Reader(BlockReader):
    def read(self) -> Simulator:
        self.check_keys(self.values, _KEYS, ())
        id_ = self.text(self.values, "id", ())
        if id_ and not _ID.fullmatch(id_):
            self.tell(("id",), f"`{id_}` is no id. Use lower-case letters and dashes.")
        settings = self.values.get("settings", {})
        if not isinstance(settings, dict):
            self.tell(("settings",), "`settings` has to hold `name: value` lines. Write one a line below it.")
            settings = {}
        seed = self.values.get("seed", 1)
        if not isinstance(seed, int) or isinstance(seed, bool):
            self.tell(("seed",), "`seed` has to be a whole number. Write one with digits, such as `7`.")
            seed = 1
        title, scene = self.text(self.values, "title", ()), self.text(self.values, "scene", ())
        return Simulator(id_, title, scene, settings, seed, tuple(self._read_story()))

    def _read_story(self) -> Iterator[StoryStep]:
        story = self.values.get("story", ())
        if not isinstance(story, tuple):
            self.tell(("story",), "`story` has to be a list of steps. Begin each with `- says: …`.")
            return
        for index, written in enumerate(story):
            path = ("story", index)
            if not isinstance(written, dict):
                self.tell(path, "a step of a story holds `says`, and what happens. Write `- says: …`.")
                continue
            yield self._read_step(written, path)

    def _read_step(self, written: Mapping[str, Any], path: FieldPath) -> StoryStep:
        self.check_keys(written, _STEP_KEYS, path)
        do, until, steps = written.get("do", ()), written.get("until", {}), written.get("steps", 0)
        do = do if isinstance(do, tuple) else (do,)
        if not all(isinstance(one, str) and one.strip() for one in do):
            self.tell((*path, "do"), "`do` holds actions, such as `[send, kill 1]`. Write each as text.")
        if not isinstance(until, dict):
            self.tell((*path, "until"), "`until` holds facts, such as `{Leader: broker 2}`. Write `name: value`.")
            until = {}
        if not isinstance(steps, int) or steps < 0:
            self.tell((*path, "steps"), "`steps` has to be a whole number. Write how many steps the run goes on.")
            steps = 0
        ask = written.get("ask", "")
        expected = {name: str(value) for name, value in until.items()}
        return StoryStep(self.text(written, "says", path), str(ask), tuple(map(str, do)), expected, steps)
