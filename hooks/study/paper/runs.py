"""HTML of a line as runs of text, each alike throughout: what paper sets and what nobody can read as code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

_LEFT_OUT = ("button[popover]", "[popover]", ".headerlink", "sup[id^=fnref]", "script", "style", "template")
_CODE, _STRONG, _EM = ("code", "samp", "kbd"), ("strong", "b"), ("em", "i")


@dataclass(frozen=True)
class Run:
    """A piece of a line."""

    text: str
    code: bool = False
    strong: bool = False
    em: bool = False


Line = tuple[Run, ...]


def read_line(html: str) -> Line:
    """Return the HTML of a line as runs; what only a page can show is left out."""
    return join_runs(_read_all(BeautifulSoup(html, "html.parser").contents, Run("")))


def read_nodes(nodes: Iterable[PageElement]) -> Line:
    """Return nodes of a page as runs."""
    return join_runs(_read_all(nodes, Run("")))


def join_runs(runs: Iterable[Run]) -> Line:
    """Return the runs with neighbours that are alike joined and spaces folded."""
    joined = []
    for look, group in groupby(runs, key=lambda run: replace(run, text="")):
        joined.append(replace(look, text="".join(run.text for run in group)))
    folded: list[Run] = []
    for run in joined:
        text = _fold(run.text)
        if not folded or folded[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            folded.append(replace(run, text=text))
    if folded:
        folded[-1] = replace(folded[-1], text=folded[-1].text.rstrip(" "))
    return tuple(run for run in folded if run.text)


def plain(line: Line) -> str:
    """Return the line without its looks."""
    return "".join(run.text for run in line)


def _fold(text: str) -> str:
    """Return the text with breakable space as single spaces."""
    words = text.replace("\t", " ").replace("\r", " ").replace("\n", " ").split(" ")
    inner = " ".join(word for word in words if word)
    return f"{' ' if not words[0] else ''}{inner}{' ' if inner and not words[-1] else ''}"


def _read_all(nodes: Iterable[PageElement], look: Run) -> Iterator[Run]:
    for node in nodes:
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):
                yield replace(look, text=str(node))
        elif isinstance(node, Tag) and not _is_left_out(node):
            name = node.name
            inside = replace(
                look, code=look.code or name in _CODE, strong=look.strong or name in _STRONG, em=look.em or name in _EM
            )
            yield from _read_all(node.contents, inside)


def _is_left_out(node: Tag) -> bool:
    return any(node.css.match(selector) for selector in _LEFT_OUT)
