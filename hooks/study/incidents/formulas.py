"""A formula of an incident -> a tree that the browser works, and a text with values in it -> its parts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

Tree: TypeAlias = "float | str | list[Any]"
"""A number, a name, or a list of an operation and the trees that it works on."""

Part: TypeAlias = "str | list[Any]"
"""Of a text: words, or a list of a tree and how its value is written."""

_ARITHMETIC: Mapping[type, str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS: Mapping[type, str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_FUNCTIONS = ("min", "max", "ceil", "floor")
_ROUNDING = ("ceil", "floor")
MEMORIES = ("seen", "done", "since")
"""What a formula asks of signals and actions."""

_HOLE = re.compile(r"\{\{|\}\}|\{([^{}:]*)(?::([a-z]+|\d))?\}")
_STYLES = ("", "d", "clock", *map(str, range(4)))


class FormulaError(Exception):
    """A formula that cannot be worked; the message says why in an author's words."""


def parse_formula(written: str | float) -> Tree:
    """Return the tree of a formula; raise FormulaError for what is none."""
    if not isinstance(written, str):
        return float(written)
    try:
        return _read(ast.parse(written.strip(), mode="eval").body)
    except SyntaxError as error:
        raise FormulaError(f"`{written}` is no formula. Write one such as `lag > 1000 and not done(stop)`.") from error


def _read(node: ast.expr) -> Tree:
    match node:
        case ast.Constant(value=bool() as word):
            raise FormulaError(f"`{word}` is no number. Write 1 or 0.")
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name():
            return node.id
        case ast.UnaryOp(op=ast.USub()):
            return ["-", 0.0, _read(node.operand)]
        case ast.UnaryOp(op=ast.Not()):
            return ["not", _read(node.operand)]
        case ast.BinOp() if type(node.op) in _ARITHMETIC:
            return [_ARITHMETIC[type(node.op)], _read(node.left), _read(node.right)]
        case ast.BoolOp():
            return ["and" if isinstance(node.op, ast.And) else "or", *map(_read, node.values)]
        case ast.Compare(ops=[operation], comparators=[right]) if type(operation) in _COMPARISONS:
            return [_COMPARISONS[type(operation)], _read(node.left), _read(right)]
        case ast.IfExp():
            return ["if", _read(node.test), _read(node.body), _read(node.orelse)]
        case ast.Call(func=ast.Name(id=name), keywords=[]):
            return _read_call(name, node)
    raise FormulaError(
        f"`{ast.unparse(node)}` cannot be worked here. Use names, numbers, + - * /, one comparison at a time, "
        "and, or, not, `a if b else c`, min, max, ceil, floor, seen, done and since."
    )


def _read_call(name: str, node: ast.Call) -> Tree:
    if name in MEMORIES:
        if len(node.args) == 1 and isinstance(node.args[0], ast.Name):
            return f"{name} {node.args[0].id}"
        raise FormulaError(f"`{ast.unparse(node)}` names no signal and no action. Write `{name}(name)`.")
    if name in _FUNCTIONS and node.args and (name not in _ROUNDING or len(node.args) == 1):
        return [name, *map(_read, node.args)]
    raise FormulaError(f"`{ast.unparse(node)}` cannot be worked here. Known: {', '.join((*_FUNCTIONS, *MEMORIES))}.")


def find_names(tree: Tree) -> Iterator[str]:
    """Yield each name of the formula as often as it stands there; `seen lag_graph` is one."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list):
        for part in tree[1:]:
            yield from find_names(part)


def parse_text(text: str) -> list[Part]:
    """Return the parts of a text; raise FormulaError for a value in it that cannot be worked."""
    parts: list[Part] = []
    end = 0
    for hole in _HOLE.finditer(text):
        parts.append(text[end : hole.start()])
        end = hole.end()
        if hole[0] in ("{{", "}}"):
            parts.append(hole[0][0])
            continue
        style = hole[2] or ""
        if style not in _STYLES:
            raise FormulaError(f"`{hole[0]}` ends in no known form. Write `:0` to `:3`, `:d` or `:clock`, or nothing.")
        parts.append([parse_formula(hole[1]), style])
    parts.append(text[end:])
    return _join(parts)


def _join(parts: list[Part]) -> list[Part]:
    joined: list[Part] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part:
            joined.append(part)
    return joined
