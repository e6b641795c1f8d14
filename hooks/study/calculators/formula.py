"""A formula as an author writes it -> a tree that Python and the browser work alike."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from study.calculators.units import NO_UNIT, make_quantity

Tree: TypeAlias = "float | str | tuple[Any, ...]"
"""A number, a name, or an operation followed by the trees that it works on."""

_OPERATORS: Mapping[type, str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_NOISE = 1e-9
"""What adding fractions may leave of a whole number."""

_ROUNDING: Mapping[str, Callable[[float], float]] = {
    "ceil": lambda value: math.ceil(value - _NOISE),
    "floor": lambda value: math.floor(value + _NOISE),
}
_ARITHMETIC: Mapping[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_MEASURED = frozenset({"[data]", "[time]", "[money]"})
"""Dimensions of what is measured; everything else is counted."""

_CHOOSING: Mapping[str, Callable[..., Any]] = {"max": max, "min": min}
FUNCTIONS = (*_ROUNDING, *_CHOOSING)
"""What a formula may call."""


class FormulaError(Exception):
    """A formula that cannot be worked; the message says why in an author's words."""


def parse_formula(text: str) -> Tree:
    """Return the tree of a formula; raise FormulaError for what is no sum."""
    try:
        return _read(ast.parse(text.strip(), mode="eval").body)
    except SyntaxError as error:
        raise FormulaError(f"`{text}` is no formula. Write one such as `records * size / 2`.") from error


def _read(node: ast.expr) -> Tree:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return float(node.value)
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return ("*", -1.0, _read(node.operand))
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return (_OPERATORS[type(node.op)], _read(node.left), _read(node.right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS and node.args:
        if node.func.id in _ROUNDING and len(node.args) != 1:
            raise FormulaError(f"`{node.func.id}` takes one value. Write `{node.func.id}(…)` round the whole sum.")
        return (node.func.id, *map(_read, node.args))
    known = ", ".join(f"`{name}`" for name in FUNCTIONS)
    raise FormulaError(f"`{ast.unparse(node)}` cannot be worked here. Use names, numbers, + - * / and {known}.")


def find_names(tree: Tree) -> Iterator[str]:
    """Yield each name of the formula as often as it stands there."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, tuple):
        for part in tree[1:]:
            yield from find_names(part)


def work(tree: Tree, values: Mapping[str, Any]) -> Any:
    """Return the quantity that the formula gives; raise FormulaError where units or numbers do not allow it."""
    from pint.errors import DimensionalityError

    try:
        return _work(tree, values)
    except DimensionalityError as error:
        raise FormulaError(f"the units do not fit: {error}.") from error
    except (ZeroDivisionError, OverflowError) as error:
        raise FormulaError("one of the cases divides by nothing.") from error


def _work(tree: Tree, values: Mapping[str, Any]) -> Any:
    if isinstance(tree, float):
        return make_quantity(tree, NO_UNIT)
    if isinstance(tree, str):
        return values[tree]
    name, *parts = tree[0], *(_work(part, values) for part in tree[1:])
    if name in _ROUNDING:
        return _round(name, parts[0])
    if name in _CHOOSING:
        return _CHOOSING[name](parts)
    return _ARITHMETIC[name](*parts)


def _round(name: str, value: Any) -> Any:
    """Return a number of things made whole: half a broker is none, but half a second is a time."""
    base = value.to_base_units()
    if _MEASURED & set(base.dimensionality):
        raise FormulaError(f"`{name}` makes things whole, not `{base.units:~}`. Divide by a size or a time first.")
    return base.__class__(float(_ROUNDING[name](base.magnitude)), base.units)
