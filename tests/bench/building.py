"""What building takes: cold, warm and after an edit beside plain MkDocs, and how that grows with the site."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.projects import Cost, Project, copy_as_plain, copy_project, find_chapters, make_project
from tests.bench.tables import Row, figure, limit, middle
from tests.bench.workshop import Workshop

COLD_MOST, EDIT_MOST = 10, 1.5
GROWTH_MOST = 2.2
"""Twice the site in twice the time, and a tenth for what the machine does besides."""

LARGE, SMALL = (50, 1500), (25, 750)
WORDS = 1600
ROUNDS = 3
GB = 1e9


def measure(workshop: Workshop) -> Iterator[Row]:
    """Yield our builds and plain ones by turns, then the two made-up sites."""
    ours = copy_project(workshop.folder / "ours")
    plain = copy_as_plain(ours)
    pages = copy_as_plain(ours, with_questions=True)
    chapter = f"chapters/{find_chapters(ours.docs)[0].name}"
    cold, warm, edited = [], [], []
    beside_cold, beside_warm, beside_edited, beside_pages = [], [], [], []
    for number in range(min(workshop.runs, ROUNDS)):
        workshop.say(f"building by turns, round {number + 1}")
        ours.forget()
        cold.append(ours.build())
        beside_cold.append(plain.build())
        warm.append(ours.build())
        beside_warm.append(plain.build())
        for project in (ours, plain, pages):
            project.edit(chapter, f"round {number + 1}")
        edited.append(ours.build())
        beside_edited.append(plain.build())
        beside_pages.append(pages.build())
    yield figure("plain MkDocs", middle(cost.seconds for cost in beside_cold), "s", 1, "median, elapsed")
    yield _compare("cold", cold, beside_cold, COLD_MOST)
    yield _compare("warm", warm, beside_warm)
    yield _compare("warm, one chapter edited", edited, beside_edited, EDIT_MOST)
    yield _compare("the same beside plain with a page for each question", edited, beside_pages)
    yield figure("memory, cold", max(cost.memory for cost in cold) / 1e6, "MB")
    yield from measure_growth(workshop)


def measure_growth(workshop: Workshop) -> Iterator[Row]:
    """Yield cost of a large made-up site and of one of half its size, both cold."""
    small = _build_made_up(workshop, *SMALL)
    large = _build_made_up(workshop, *LARGE)
    for (chapters, questions), cost in ((SMALL, small), (LARGE, large)):
        name = f"{chapters} chapters, {questions:,} questions"
        yield figure(f"{name}: cold", cost.seconds, "s", 1, f"{cost.processor:.1f} s of processor time")
        yield limit(f"{name}: memory", cost.memory / GB, 2, "GB", 2)
    growth = large.processor / small.processor
    yield limit("twice the site, in processor time", growth, GROWTH_MOST, "times", 2)


def _build_made_up(workshop: Workshop, chapters: int, questions: int) -> Cost:
    workshop.say(f"building {chapters} chapters and {questions} questions")
    project: Project = make_project(workshop.folder / f"made-up-{chapters}", chapters, questions, words=WORDS)
    return project.build()


def _compare(name: str, ours: list[Cost], plain: list[Cost], most: float = 0) -> Row:
    seconds = middle(cost.seconds for cost in ours)
    ratio = seconds / middle(cost.seconds for cost in plain)
    processor = middle(cost.processor for cost in ours) / middle(cost.processor for cost in plain)
    note = f"{seconds:.1f} s; processor time {processor:.1f} times"
    return limit(name, ratio, most, "times plain", 1, note) if most else figure(name, ratio, "times plain", 1, note)
