"""The bars of a timeline: what stands behind the colon, and the times that follow from other bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from study.diagrams.problems import DiagramError
from study.diagrams.timelines.model import Bar
from study.diagrams.timelines.times import SECONDS, counts_numbers, parse_duration, parse_time

_STATES = ("crit", "done", "active")
_MARKS = ("milestone", "vert")


@dataclass(frozen=True)
class Task:
    """A bar as it is written."""

    line: int
    label: str
    state: str
    mark: str
    name: str
    """Empty if no other bar can refer to it."""

    start: str
    """Empty for the end of the bar above it."""

    end: str


def parse_task(line: str, number: int) -> Task:
    """Return the bar on this line, `Label :state, name, start, end`, of which all but the end may be missing."""
    label, _, data = line.partition(":")
    items = [item.strip() for item in data.split(",")]
    words = []
    while items and items[0] in (*_STATES, *_MARKS):
        words.append(items.pop(0))
    if not 1 <= len(items) <= 3 or not items[-1]:
        raise DiagramError(
            f"`{label.strip()}` needs a start and an end. Write `{label.strip()} :active, 0, 10`.", number
        )
    name, start, end = ["", "", *items][-3:]
    state = next((word for word in _STATES if word in words), "")
    mark = next((word for word in _MARKS if word in words), "")
    return Task(number, label.strip(), state, mark, name, start, end)


def resolve_times(tasks: Sequence[Task], date_format: str) -> list[Bar]:
    """Return the bars with their times, those after and until others included."""
    return [_Resolver(tasks, date_format).resolve(place) for place in range(len(tasks))]


class _Resolver:
    def __init__(self, tasks: Sequence[Task], date_format: str) -> None:
        self._tasks = tasks
        self._format = date_format
        self._begun: set[int] = set()

    def resolve(self, place: int) -> Bar:
        task = self._tasks[place]
        if place in self._begun:
            raise DiagramError(f"`{task.label}` waits for itself. Give one of the bars a time.", task.line)
        self._begun.add(place)
        start = self._find_start(place)
        end = self._find_end(task, start)
        self._begun.remove(place)
        if end < start:
            hint = "in seconds" if self._format == SECONDS else f"as `dateFormat {self._format}` says"
            raise DiagramError(
                f"`{task.label}` ends at {task.end}, before it starts. Write start and end {hint}.", task.line
            )
        if task.mark:
            # A milestone stands in the middle of its time, a line at its start, as Mermaid has it.
            start = end = start + (end - start) // 2 if task.mark == "milestone" else start
        return Bar(task.label, start, end, task.state, task.mark)

    def _find_start(self, place: int) -> int:
        task = self._tasks[place]
        if task.start.startswith("after "):
            return max(self.resolve(other).end for other in self._find(task.start, task))
        if task.start:
            return self._parse(task.start, task)
        if place:
            return self.resolve(place - 1).end
        raise DiagramError(f"`{task.label}` is the first bar and has no start. Write start and end.", task.line)

    def _find_end(self, task: Task, start: int) -> int:
        if task.end.startswith("until "):
            return min(self.resolve(other).start for other in self._find(task.end, task))
        duration = parse_duration(task.end)
        return self._parse(task.end, task) if duration is None else start + duration

    def _find(self, text: str, task: Task) -> list[int]:
        names = text.split()[1:]
        found = [place for place, other in enumerate(self._tasks) if other.name in names]
        if len(found) < len(names):
            raise DiagramError(f"`{text}` names no bar. Give that bar a name before its start.", task.line)
        return found

    def _parse(self, text: str, task: Task) -> int:
        time = parse_time(text, self._format)
        if time is not None:
            return time
        example = "10" if counts_numbers(self._format) else self._format
        raise DiagramError(
            f"`{text}` of `{task.label}` is no time in `dateFormat {self._format}`. Write it like `{example}`.",
            task.line,
        )
