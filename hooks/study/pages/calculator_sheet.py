"""A calculator -> the table of its cases, with the sums as data for the browser."""

from __future__ import annotations

import json
import math
import re
from decimal import ROUND_HALF_UP, Context
from typing import Any

from pymdownx.superfences import SuperFencesException

from study.calculators.source import Calculator, read_calculator
from study.calculators.units import find_factor
from study.pages.template_environment import load_template


def format_calculator(source: str, *_: object, **__: object) -> str:
    """Return the block as HTML, for `pymdownx.superfences`; what is wrong with it was told by the checks."""
    calculator, problems = read_calculator(source, "calculator", 1)
    if not calculator:
        raise SuperFencesException("; ".join(map(str, problems)))
    return render_calculator(calculator)


def render_calculator(calculator: Calculator) -> str:
    """Return a table that is complete without script, and beside it the form that a script shows in its place."""
    sums = json.dumps(_describe(calculator), separators=(",", ":"))
    template = load_template("calculator.html")
    return template.render(
        calculator=calculator, sums=sums, show_number=show_number, show_signs=_show_signs, show_unit=_show_unit
    ).strip()


def show_number(value: float, figures: int = 3) -> str:
    """Return a number as a reader sees it, whole from a thousand up if it is rounded; the browser shows it alike."""
    if abs(value) >= 999.5 and figures == 3:
        return f"{math.floor(value + 0.5):,}"
    text = format(Context(figures, ROUND_HALF_UP).create_decimal_from_float(value), ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _show_signs(formula: str) -> str:
    """Return the formula with the signs of arithmetic."""
    return re.sub(r"\s*([*/-])\s*", lambda found: f" {'×÷−'['*/-'.index(found[1])]} ", formula)


def _show_unit(unit: str) -> str:
    """Return the sign of a unit where it has one."""
    return "%" if unit == "percent" else unit


def _describe(calculator: Calculator) -> dict[str, Any]:
    """Return what the browser works with; `factor` is how many base units one of the unit is."""
    inputs = {
        one.name: {"factor": find_factor(one.unit), "from": one.low, "to": one.high, "values": one.values}
        for one in calculator.inputs
    }
    results = {one.name: {"factor": find_factor(one.unit), "sum": one.tree} for one in calculator.results}
    return {"cases": calculator.cases, "inputs": inputs, "results": results}
