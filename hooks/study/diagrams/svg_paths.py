"""Paths of an SVG: numbers with one decimal, straight lines where curves are straight, shapes recognized."""

from __future__ import annotations

import re
from math import hypot

NUMBER = re.compile(r"-?\d*\.\d+(?:e-?\d+)?|-?\d+(?:e-?\d+)?")

Point = tuple[float, float]

_COMMAND = re.compile(r"([MLC])([^A-Za-z]*)")


def round_numbers(text: str) -> str:
    """Return the text with every number in it rounded to one decimal."""
    return NUMBER.sub(lambda match: _write(float(match.group())), text)


def _write(number: float) -> str:
    return "0" if abs(number) < 0.05 else f"{number:.1f}".removesuffix(".0")


def _find_points(path: str) -> list[Point]:
    numbers = [float(number) for number in NUMBER.findall(path)]
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def find_stadium(path: str) -> tuple[float, float] | None:
    """Return width and height if every point of the path is as far from a level line through the origin."""
    points = _find_points(path)
    if not points or "C" not in path:
        return None
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    half = right - bottom
    distances = [hypot(max(abs(x) - half, 0), y) for x, y in points]
    if half < -0.5 or max(abs(distance - bottom) for distance in distances) > 0.5:
        return None
    return 2 * right, 2 * bottom


def is_bar(path: str) -> bool:
    """Whether all corners of the path are its outermost points: an upright rectangle."""
    points = _find_points(path)
    return "C" not in path and len({x for x, _ in points}) == len({y for _, y in points}) == 2


def straighten(path: str) -> str:
    """Return the path with straight lines for curves that are straight, and one line for several in one direction."""
    if set(re.findall(r"[A-Za-z]", path)) - set("MLCZ") or path.count("M") != 1:
        return path
    steps: list[list[Point]] = []
    for command, numbers in _COMMAND.findall(path):
        points = _find_points(numbers)
        size = 3 if command == "C" else 1
        for start in range(0, len(points), size):
            _append_step(steps, points[start : start + size])
    drawn = [_draw_step(step, "L" if place else "M") for place, step in enumerate(steps)]
    return "".join(drawn) + ("Z" if path.endswith("Z") else "")


def _append_step(steps: list[list[Point]], step: list[Point]) -> None:
    here = steps[-1][-1] if steps else step[0]
    if len(step) == 3 and _is_between(here, step[0], step[2]) and _is_between(here, step[1], step[2]):
        step = step[2:]
    if steps and step[-1] == here:
        return
    if len(steps) > 1 and len(step) == len(steps[-1]) == 1 and _is_between(steps[-2][-1], here, step[0]):
        steps.pop()
    steps.append(step)


def _is_between(start: Point, point: Point, end: Point) -> bool:
    """Whether the way over the point is no longer than the straight one."""
    return hypot(point[0] - start[0], point[1] - start[1]) + hypot(end[0] - point[0], end[1] - point[1]) < (
        hypot(end[0] - start[0], end[1] - start[1]) + 0.02
    )


def _draw_step(step: list[Point], line: str) -> str:
    return ("C" if len(step) == 3 else line) + " ".join(f"{_write(x)},{_write(y)}" for x, y in step)
