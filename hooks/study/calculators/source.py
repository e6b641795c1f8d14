"""What an author writes in a calculator block: checked, and worked for each of its cases."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from study.authoring.plain_text import suggest
from study.authoring.problems import Problem
from study.authoring.yaml_block import BlockReader
from study.authoring.yaml_reader import FieldPath, UnreadableYaml, read_yaml
from study.calculators.formula import FormulaError, Tree, find_names, parse_formula, work
from study.calculators.units import NO_UNIT, UnitError, convert, make_quantity

_KEYS = ("id", "title", "cases", "inputs", "results")
_INPUT_KEYS = ("label", "values", "unit", "from", "to")
_RESULT_KEYS = ("label", "formula", "unit")
_MOST = 1e12
"""What a reader may write where no bound is named."""

_NAME = re.compile(r"[a-z][a-z_]*")
_ID = re.compile(r"[a-z][a-z-]*")


@dataclass(frozen=True)
class Input:
    """A number that a reader may change."""

    name: str
    label: str
    unit: str
    """One of those that `units` knows; empty for a plain number."""

    values: tuple[float, ...]
    """One for each case, in the unit."""

    low: float
    high: float
    """Bounds of what a reader may write, in the unit."""


@dataclass(frozen=True)
class Result:
    """A number that follows from others."""

    name: str
    label: str
    unit: str
    formula: str
    tree: Tree
    values: tuple[float, ...]
    """One for each case, in the unit."""


@dataclass(frozen=True)
class Calculator:
    """A checked block."""

    id: str
    title: str
    cases: tuple[str, ...]
    inputs: tuple[Input, ...]
    results: tuple[Result, ...]


def read_calculator(source: str, file: str, first_line: int) -> tuple[Calculator | None, list[Problem]]:
    """Return the calculator, or None, and everything its author has to mend; the block begins on the given line."""
    try:
        read = read_yaml(source, file, first_line)
    except UnreadableYaml as error:
        return None, [error.problem]
    reader = _Reader(read, file, first_line)
    calculator = reader.read()
    return (None if reader.problems else calculator), reader.problems


class _Reader(BlockReader):
    def read(self) -> Calculator:
        values = self.values
        self.check_keys(values, _KEYS, ())
        id_, title = self.text(values, "id", ()), self.text(values, "title", ())
        if id_ and not _ID.fullmatch(id_):
            self.tell(("id",), f"`{id_}` is no id. Use lower-case letters and dashes.")
        cases = values.get("cases")
        if not isinstance(cases, tuple) or not cases or not all(isinstance(case, str) for case in cases):
            self.tell(("cases",), "`cases` has to name the cases that are worked. Write `cases: [Small, Large]`.")
            cases = ("?",)
        count = len(cases)
        inputs = tuple(self._read_input(name, written, count) for name, written in self._entries("inputs"))
        # Where an input is wrong no sum is worked, but each is read.
        quantities = [self._quantities(inputs, case) for case in range(count)] if not self.problems else []
        known = {one.name for one in inputs}
        results = []
        for name, written in self._entries("results"):
            if name in known:
                self.tell(("results", name), f"`{name}` is the name of an input. Give the result another one.")
            results.append(self._read_result(name, written, quantities, known))
            known.add(name)
        return Calculator(id_, title, tuple(map(str, cases)), inputs, tuple(results))

    def _entries(self, part: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        entries = self.values.get(part)
        if not isinstance(entries, dict) or not entries:
            self.tell((part,), f"`{part}` has to hold one entry a line. Write `name: {{label: …, unit: …}}` below it.")
            return
        for name, written in entries.items():
            if not _NAME.fullmatch(name):
                self.tell((part, name), f"`{name}` is no name. Use lower-case letters and underscores.")
            if not isinstance(written, dict):
                self.tell(
                    (part, name), f"`{name}` has nothing that can be read. Write `{{label: …, unit: …}}` behind it."
                )
                continue
            yield name, written

    def _read_input(self, name: str, written: Mapping[str, Any], count: int) -> Input:
        path = ("inputs", name)
        self.check_keys(written, _INPUT_KEYS, path)
        values = written.get("values")
        if not isinstance(values, tuple) or len(values) != count or not all(map(_is_number, values)):
            self.tell(path, f"`values` of `{name}` has to hold a number for each of the {count} cases, in their order.")
            values = (1,) * count
        low, high = written.get("from", 0), written.get("to", _MOST)
        if not _is_number(low) or not _is_number(high):
            self.tell(path, f"`from` and `to` of `{name}` have to be numbers. Write them with digits, such as `1000`.")
            low, high = min(values), max(values)
        if not all(low <= value <= high for value in values):
            self.tell(path, f"a value of `{name}` lies outside `from` and `to`. Widen them, or mend the value.")
        unit = self._unit(written, path)
        return Input(name, self.text(written, "label", path), unit, tuple(map(float, values)), float(low), float(high))

    def _read_result(
        self, name: str, written: Mapping[str, Any], quantities: Sequence[dict[str, Any]], known: Collection[str]
    ) -> Result:
        path = ("results", name)
        self.check_keys(written, _RESULT_KEYS, path)
        formula, unit = str(written.get("formula", "")), self._unit(written, path)
        tree: Tree = 0.0
        worked: list[float] = []
        try:
            tree = parse_formula(formula)
            if unknown := next((one for one in find_names(tree) if one not in known), None):
                mend = suggest(unknown, known) or "Only inputs and the results above it may be named."
                raise FormulaError(f"nothing is called `{unknown}` here. {mend}")
            for values in quantities:
                values[name] = work(tree, values)
                worked.append(convert(values[name], unit))
        except (FormulaError, UnitError) as error:
            self.tell(path, f"`{name}`: {error}")
            for values in quantities:
                values.setdefault(name, make_quantity(1, NO_UNIT))
        return Result(name, self.text(written, "label", path), unit, formula, tree, tuple(worked))

    def _quantities(self, inputs: Sequence[Input], case: int) -> dict[str, Any]:
        return {one.name: make_quantity(one.values[case], one.unit) for one in inputs}

    def _unit(self, written: Mapping[str, Any], path: FieldPath) -> str:
        unit = str(written.get("unit", NO_UNIT))
        try:
            make_quantity(1, unit)
        except UnitError as error:
            self.tell(path, str(error))
            return NO_UNIT
        return unit


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
