"""Calculators of a page: each must be readable, its units must fit, and its id must be its own."""

from __future__ import annotations

from collections.abc import Iterator

from study.authoring.problems import Problem
from study.calculators.source import read_calculator
from study.checks.drafts import Page


def check_calculators(page: Page) -> Iterator[Problem]:
    """Yield what an author has to mend in the calculators of a page."""
    seen: dict[str, int] = {}
    for block in page.body.calculators:
        calculator, problems = read_calculator(block.source, page.file, block.line + 1)
        yield from problems
        if calculator and calculator.id in seen:
            message = f"the calculator `{calculator.id}` stands in line {seen[calculator.id]} too. Give one another id."
            yield Problem(page.file, block.line + 1, message)
        if calculator:
            seen[calculator.id] = block.line + 1
