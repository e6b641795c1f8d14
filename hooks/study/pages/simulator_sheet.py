"""A simulator -> its story as text, complete without script, with the run as data for the browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from markdown import Markdown
from markupsafe import Markup
from pymdownx.superfences import SuperFencesException

from study.cache.store import Cache
from study.pages.template_environment import load_template
from study.simulators.play import Played, play_simulator
from study.simulators.source import Simulator, read_simulator

MARKER = "predict"
"""Of the question that is asked before a step; the build puts it there as it does in `[[try-first]]`."""

STAGE_SHEET = "assets/study/simulators/stage.css"
"""The stylesheet of the stage, which a script asks for."""


def make_simulator_fence(cache: Cache) -> Callable[..., str]:
    """Return what gives a block as HTML, for `pymdownx.superfences`; what is wrong with it was told by the checks."""

    def format_simulator(source: str, *_: object, **__: object) -> str:
        simulator, _places, problems = read_simulator(source, "simulator", 1)
        played = play_simulator(simulator, cache) if simulator else None
        if not simulator or not isinstance(played, Played):
            raise SuperFencesException("; ".join(map(str, [*problems, *([played] if played else [])])))
        return render_simulator(simulator, played)

    return format_simulator


def render_simulator(simulator: Simulator, played: Played) -> str:
    """Return the story with what happens in each step and what is different after it."""
    run = {"scene": simulator.scene, **played.begun, "ends": [step.end for step in played.steps]}
    template = load_template("simulator.html")
    steps = zip(simulator.story, played.steps, _find_changes(played), strict=True)
    return template.render(
        simulator=simulator,
        played=played,
        steps=list(steps),
        run=json.dumps(run, separators=(",", ":")),
        marker=MARKER,
        render_says=_render_says,
        show_time=show_time,
    ).strip()


def show_time(milliseconds: float) -> str:
    """Return a virtual time as a reader sees it; the browser shows it alike."""
    if milliseconds < 1000:
        return f"{milliseconds:.1f} ms"
    if milliseconds < 600_000:
        return f"{milliseconds / 1000:.1f} s"
    if milliseconds < 10_800_000:
        return f"{milliseconds / 60_000:.1f} min"
    return f"{milliseconds / 3_600_000:.1f} h"


def _find_changes(played: Played) -> Iterator[Mapping[str, str]]:
    """Yield the facts that each step changed; all of them after the first."""
    before: Mapping[str, str] = {}
    for step in played.steps:
        yield {name: value for name, value in step.facts.items() if before.get(name) != value}
        before = step.facts


def _render_says(text: str) -> Markup:
    return Markup(Markdown().convert(text))
