"""What a build of eighteen chapters with 600 questions takes, and how long its author waits for an edit."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.projects import Cost, Project, make_project
from tests.bench.serving import time_edit, time_start
from tests.bench.tables import Row, figure, limit, middle, say_spread
from tests.bench.workshop import Workshop

SITE, TWICE = (18, 600), (36, 1200)
WORDS = 1600
COLD_MOST, EDIT_MOST, START_MOST = 40, 3, 3
GROWTH_MOST = 2.2
"""Twice the site in twice the time, and a tenth for what the machine does besides."""

ROUNDS = 3
GB = 1e9


def measure(workshop: Workshop) -> Iterator[Row]:
    """Yield cost of a cold build, of a second start of the server and of an edit, and that of twice the site."""
    rounds = range(min(workshop.runs, ROUNDS))
    project = _make(workshop, *SITE)
    cold = [_build_cold(workshop, project) for _ in rounds]
    seconds = [cost.seconds for cost in cold]
    note = f"{say_spread(seconds, 1)}; {middle(cost.processor for cost in cold):.1f} s of processor time"
    yield limit("cold build", middle(seconds), COLD_MOST, "s", 1, note)
    yield limit("memory", max(cost.memory for cost in cold) / GB, 1, "GB", 2)
    workshop.say("starting the server and editing a chapter")
    time_start(project.serve_command, project.root)
    starts = [time_start(project.serve_command, project.root) for _ in rounds]
    yield limit("`mkdocs serve` answers, second start", middle(starts), START_MOST, "s", 1, say_spread(starts, 1))
    edits = time_edit(project, "chapters/c-7.md", len(rounds))
    yield limit("an edit of a chapter shows", middle(edits), EDIT_MOST, "s", 1, say_spread(edits, 1))
    twice = _build_cold(workshop, _make(workshop, *TWICE))
    yield figure("twice the site, cold", twice.seconds, "s", 1, f"{twice.processor:.1f} s of processor time")
    growth = twice.processor / middle(cost.processor for cost in cold)
    yield limit("twice the site, in processor time", growth, GROWTH_MOST, "times", 2)


def _make(workshop: Workshop, chapters: int, questions: int) -> Project:
    return make_project(workshop.folder / f"made-up-{chapters}", chapters, questions, words=WORDS)


def _build_cold(workshop: Workshop, project: Project) -> Cost:
    workshop.say(f"building {project.root.name}")
    project.forget()
    return project.build()
