"""What an author writes in a diagram block: checked, and turned into what is drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from study.diagrams.problems import DiagramError, NumberedLine
from study.diagrams.timelines.model import Timeline
from study.diagrams.timelines.source import parse_timeline

KINDS = {
    "flowchart": "flowchart",
    "graph": "flowchart",
    "sequenceDiagram": "sequence",
    "gantt": "gantt",
    "xychart": "xychart",
    "xychart-beta": "xychart",
    "stateDiagram": "state",
    "stateDiagram-v2": "state",
}
"""First word of a block -> the kind of diagram, as the stylesheet calls it."""

NODE_CLASSES = ("hot", "good", "bad", "muted", "kernel", "user", "device")
"""What `:::` may be followed by."""

OPTIONS = {
    "axis": "axis: 0 to 90",
    "unit": "unit: s",
    "totals": "totals: stopped",
    "displayMode": "displayMode: compact",
}
"""What may stand between `---` lines above a timeline: name -> an example. All timelines are compact."""

_TITLE = re.compile(r"\s*accTitle\s*:\s*(?P<text>.*?)\s*$")
_DESCRIPTION = re.compile(r"\s*accDescr\s*:\s*(?P<text>.*?)\s*$")
_DESCRIPTION_BLOCK = re.compile(r"\s*accDescr\s*\{(?P<text>[^}]*)(?P<end>\}?)")
_COLORING = re.compile(r"\s*(?P<word>style|linkStyle|classDef)\s")
_CLASS = re.compile(r":::(?P<name>[\w-]+)")
_SERIES = re.compile(r'\s*(?P<mark>line|bar)\b\s*(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s\["]+))?\s*\[')
_OPTION = re.compile(r"(?P<name>\w+):\s*(?P<text>.+)")


@dataclass(frozen=True)
class Series:
    """One line or one set of bars of a chart."""

    mark: str
    """`line` or `bar`."""

    name: str
    """As written before the values; empty if none was."""


@dataclass(frozen=True)
class DiagramSource:
    """A checked diagram block."""

    kind: str
    """One of the values of KINDS."""

    title: str
    """What the picture shows, in a few words."""

    description: str
    """The same as the picture, in sentences."""

    code: str
    """What Mermaid is given, from the line that names the kind; each line of it was one the author wrote."""

    lines_above: int = 0
    """How many lines the author wrote above it."""

    series: tuple[Series, ...] = ()
    """Of a chart, in the order written."""

    timeline: Timeline | None = None
    """Of a timeline, which Mermaid is not asked to draw."""


def parse_diagram(source: str) -> DiagramSource:
    """Return the block's parts; raise DiagramError for what Mermaid or the site's stylesheet could not deal with."""
    lines = ["" if _is_comment(line) else line for line in source.splitlines()]
    first, options = _find_first_line(lines)
    kind = _find_kind(lines, first)
    if kind != "gantt":
        _refuse_options(options)
    title, description, lines = _take_texts(lines, first)
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if number >= first]
    if kind in ("flowchart", "state"):
        _check_classes(numbered)
    series = tuple(_find_series(numbered)) if kind == "xychart" else ()
    timeline = parse_timeline(numbered, options) if kind == "gantt" else None
    code = "".join(f"{line}\n" for _, line in numbered)
    return DiagramSource(kind, title, description, code, first - 1, series, timeline)


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("%%") and not line.lstrip().startswith("%%{")


def _find_first_line(lines: list[str]) -> tuple[int, Mapping[str, NumberedLine]]:
    """Return the line that names the kind of diagram, and the options in the front matter above it."""
    front_matter = False
    options: dict[str, NumberedLine] = {}
    for number, line in enumerate(lines, start=1):
        option = _OPTION.fullmatch(line.strip()) if front_matter else None
        if line.strip() == "---":
            front_matter = not front_matter
        elif option and option["name"] in OPTIONS:
            options[option["name"]] = (number, option["text"])
        elif line.lstrip().startswith("%%{") or (front_matter and line.strip()):
            _refuse_configuration(line, number)
        elif line.strip() and not front_matter:
            return number, options
    raise DiagramError("the diagram is empty. Write `flowchart TB` and what follows, or remove the block.", 1)


def _refuse_options(options: Mapping[str, NumberedLine]) -> None:
    for name, (number, text) in options.items():
        _refuse_configuration(f"{name}: {text}", number)


def _refuse_configuration(line: str, number: int) -> None:
    *others, last = (f"`{example}`" for example in OPTIONS.values())
    raise DiagramError(
        f"`{line.strip()}` configures this diagram alone. Remove it: the site has one look for all; "
        f"only {', '.join(others)} and {last} may stand between `---` lines above a timeline.",
        number,
    )


def _find_kind(lines: list[str], first: int) -> str:
    word = lines[first - 1].split()[0].rstrip(";")
    if word not in KINDS:
        near = get_close_matches(word, KINDS, n=1)
        mend = f"Did you mean `{near[0]}`?" if near else f"Use one of {', '.join(f'`{name}`' for name in KINDS)}."
        raise DiagramError(f"unknown kind of diagram `{word}`. {mend}", first)
    return KINDS[word]


def _take_texts(lines: list[str], first: int) -> tuple[str, str, list[str]]:
    """Return title, description and the lines without them: the caption shows them, Mermaid need not."""
    title = description = ""
    rest: list[str] = []
    in_block = False
    for line in lines:
        if in_block:
            text, closed, _ = line.partition("}")
            description, in_block, line = f"{description} {text.strip()}", not closed, ""
        elif match := _TITLE.match(line):
            title, line = match["text"], ""
        elif match := _DESCRIPTION.match(line):
            description, line = match["text"], ""
        elif match := _DESCRIPTION_BLOCK.match(line):
            description, in_block, line = match["text"].strip(), not match["end"], ""
        rest.append(line)
    title, description = " ".join(title.split()), " ".join(description.split())
    if in_block:
        raise DiagramError("`accDescr {` is never closed. Put `}` on a line of its own after the text.", first)
    if not title:
        raise DiagramError("the diagram has no title. Add `accTitle: …`, a few words; it becomes the caption.", first)
    if not description:
        raise DiagramError(
            "the diagram has no description. Add `accDescr: …` that says in words what the picture shows.", first
        )
    return title, description, rest


def _check_classes(lines: list[NumberedLine]) -> None:
    for number, line in lines:
        if match := _COLORING.match(line):
            raise DiagramError(
                f"`{match['word']}` has no effect: colors come from the site. Remove it and mark nodes with `:::hot`, "
                f"or another of {', '.join(NODE_CLASSES[1:])}.",
                number,
            )
        for match in _CLASS.finditer(line):
            if match["name"] not in NODE_CLASSES:
                near = get_close_matches(match["name"], NODE_CLASSES, n=1)
                mend = f"Did you mean `:::{near[0]}`?" if near else f"Use one of {', '.join(NODE_CLASSES)}."
                raise DiagramError(f"unknown class `:::{match['name']}`. {mend}", number)


def _find_series(lines: list[NumberedLine]) -> list[Series]:
    """Return the series of a chart; several need names, because color alone tells nobody which is which."""
    found = [(number, match) for number, line in lines if (match := _SERIES.match(line))]
    series = [Series(match["mark"], match["quoted"] or match["bare"] or "") for _, match in found]
    for (number, _), one in zip(found, series, strict=True):
        if len(series) > 1 and not one.name:
            raise DiagramError(f'one of several series has no name. Write `{one.mark} "Name" [...]`.', number)
    return series
