"""Whether a CSS selector can meet anything that a vocabulary knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import tinycss2
from tinycss2.ast import FunctionBlock, HashToken, IdentToken, LiteralToken, Node, SquareBracketsBlock

from study.publishing.assets.vocabulary import Vocabulary

_ANY_OF = ("is", "where", "has", "-webkit-any", "-moz-any")
"""Functions that want one of their selectors to match. What others want, such as `:not()`, excludes nothing here."""


def split_selectors(prelude: Sequence[Node]) -> list[list[Node]]:
    """Return the selectors of a list that stands before a rule."""
    selectors: list[list[Node]] = [[]]
    for token in prelude:
        if token == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def render_selector(selector: Sequence[Node]) -> str:
    """Return a selector as text."""
    return str(tinycss2.serialize(selector)).strip()


def can_match(selector: Sequence[Node], known: Vocabulary) -> bool:
    """Return whether there may be elements that a selector matches, in any state that pages or scripts can bring."""
    return all(_is_known(before, token, known) for before, token in _with_before(selector))


def _with_before(selector: Sequence[Node]) -> Iterator[tuple[str, Node]]:
    before = ""
    for token in selector:
        yield before, token
        before = token.value if isinstance(token, LiteralToken) else ""


def _is_known(before: str, token: Node, known: Vocabulary) -> bool:
    if isinstance(token, HashToken):
        return known.has_attribute("id", "=", token.value)
    if isinstance(token, SquareBracketsBlock):
        return _has_attribute(token, known)
    if isinstance(token, FunctionBlock):
        parts = split_selectors(token.arguments)
        return token.lower_name not in _ANY_OF or any(can_match(part, known) for part in parts)
    if not isinstance(token, IdentToken) or before == ":":
        return True
    return token.value in known.classes if before == "." else known.has_tag(token.lower_value)


def _has_attribute(block: SquareBracketsBlock, known: Vocabulary) -> bool:
    name, *rest = [token for token in block.content if token.type != "whitespace"]
    if not rest:
        return known.has_attribute(name.lower_value)
    return known.has_attribute(name.lower_value, rest[0].value, rest[1].value)
