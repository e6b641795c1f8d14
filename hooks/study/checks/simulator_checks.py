"""Simulators of a page: each must be playable, ask what the bank can mark, and have an id of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from study.authoring.plain_text import suggest
from study.authoring.problems import Problem
from study.cache.store import Cache
from study.checks.drafts import Page
from study.simulators.play import play_simulator
from study.simulators.source import read_simulator


def check_simulators(page: Page, choices: Collection[str], cache: Cache) -> Iterator[Problem]:
    """Yield what an author has to mend in the simulators of a page; `choices` are ids of questions with options."""
    seen: dict[str, int] = {}
    for block in page.body.simulators:
        simulator, places, problems = read_simulator(block.source, page.file, block.line + 1)
        yield from problems
        if not simulator or not places:
            continue
        if simulator.id in seen:
            message = f"the simulator `{simulator.id}` stands in line {seen[simulator.id]} too. Give one another id."
            yield places.make_problem(("id",), message)
        seen[simulator.id] = block.line + 1
        for index, step in enumerate(simulator.story):
            if step.ask and step.ask not in choices:
                mend = suggest(step.ask, choices) or "Write the id of a question with `answer` and `wrong`."
                yield places.make_problem(("story", index, "ask"), f"no question with options is `{step.ask}`. {mend}")
        played = play_simulator(simulator, cache, places)
        if isinstance(played, Problem):
            yield played
