"""What the build needs to know of a chapter's prose: headings, anchors, markers and blocks, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from study.authoring.attribute_lists import AT_END, find_misread

MARKERS = ("say", "try-first", "check-yourself", "sources")
"""What an author may put alone on a line, in `[[…]]`; the build puts the thing itself there."""

_FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})\s*(?P<info>[^`]*)$")
_HEADING = re.compile(r"^(?P<marks>#{1,6})(?P<text>.*?)#*$")
_UNDERLINE = re.compile(r"^(?:=+|-+) *$")
_MARKER = re.compile(r"\[\[\s*(?P<name>[\w-]+)\s*(?::(?P<arguments>[^\[\]]*))?\]\]")
_FORMER = re.compile(r'(?:^|\s)was="(?P<anchors>[^"]*)"')
_NOTE = re.compile(r" {0,3}\[\^(?P<name>[^\]]*)\]:")
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")


@dataclass(frozen=True)
class Heading:
    """A heading of the page."""

    line: int
    level: int
    text: str
    anchor: str | None
    """The id its author gave it, `## Text {#anchor}`."""

    was: tuple[str, ...] = ()
    """Ids it had before, `## Text {#anchor was="former older"}`: links to them still lead here."""

    misread: str = ""
    """What stands in it like an attribute list and is none, so that readers see it."""

    words: int = field(default=0, compare=False)
    """Words of prose below it, up to the next heading of its level or above."""

    @property
    def anchors(self) -> tuple[str, ...]:
        """Every id that leads here, former ones too."""
        return (self.anchor, *self.was) if self.anchor else self.was


@dataclass(frozen=True)
class Marker:
    """A line `[[name]]` or `[[name: argument argument]]`, for the build to replace."""

    line: int
    name: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """A fenced block that the build turns into something else."""

    line: int
    """Line of the opening fence."""

    source: str
    """What stands between the fences, without the indentation of the fence."""


@dataclass(frozen=True)
class Body:
    """The prose of a page as far as the build looks into it."""

    headings: tuple[Heading, ...] = ()
    markers: tuple[Marker, ...] = ()
    """Markers alone on their line: those that are replaced."""

    stray_markers: tuple[Marker, ...] = ()
    """Markers with other text around them, or indented: they would be printed as they are."""

    diagrams: tuple[Block, ...] = ()
    calculators: tuple[Block, ...] = ()
    simulators: tuple[Block, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    """Line and name of each footnote's definition, `[^name]: text`."""

    words: int = 0
    """Words of prose, without code, diagrams and the definitions of footnotes."""

    @property
    def anchors(self) -> frozenset[str]:
        """Every id that an author gave to a heading."""
        return frozenset(heading.anchor for heading in self.headings if heading.anchor)


@dataclass
class _Found:
    headings: list[Heading] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    stray_markers: list[Marker] = field(default_factory=list)
    diagrams: list[Block] = field(default_factory=list)
    calculators: list[Block] = field(default_factory=list)
    simulators: list[Block] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    words: list[int] = field(default_factory=lambda: [0])
    """Words before the first heading, then below each heading up to the next."""

    def add_heading(self, heading: Heading) -> None:
        self.headings.append(heading)
        self.words.append(0)


def parse_body(body: str, first_line: int) -> Body:
    """Return what stands in the body; lines are those of the file, code blocks are not looked into."""
    found = _Found()
    lines = body.replace("\r\n", "\n").split("\n")
    number = 0
    while number < len(lines):
        opening = _FENCE.match(lines[number])
        if opening:
            end = _find_fence_end(lines, number, opening["fence"])
            blocks = {
                "mermaid": found.diagrams,
                "calculator": found.calculators,
                "simulator": found.simulators,
            }
            if (kind := opening["info"].partition(" ")[0].strip()) in blocks:
                source = _dedent(lines[number + 1 : end], len(opening["indent"]))
                blocks[kind].append(Block(first_line + number, source))
            number = end + 1
            continue
        _read_line(found, lines, number, first_line + number)
        number += 1
    return Body(
        headings=tuple(_count_below(found.headings, found.words[1:])),
        markers=tuple(found.markers),
        stray_markers=tuple(found.stray_markers),
        diagrams=tuple(found.diagrams),
        calculators=tuple(found.calculators),
        simulators=tuple(found.simulators),
        notes=tuple(found.notes),
        words=sum(found.words),
    )


def _read_line(found: _Found, lines: list[str], number: int, line: int) -> None:
    text = lines[number]
    bare = _CODE_SPAN.sub("", text)
    for match in _MARKER.finditer(bare):
        marker = Marker(line, match["name"], tuple((match["arguments"] or "").split()))
        (found.markers if match[0] == text.rstrip() else found.stray_markers).append(marker)
    if heading := _HEADING.match(text):
        found.add_heading(_make_heading(line, len(heading["marks"]), heading["text"]))
    elif _is_underlined(lines, number):
        found.add_heading(_make_heading(line - 1, 1 if text.startswith("=") else 2, lines[number - 1]))
    elif note := _NOTE.match(text):
        found.notes.append((line, note["name"]))
    elif not text.startswith("[^"):
        found.words[-1] += len(text.split())


def _count_below(headings: list[Heading], words: list[int]) -> Iterator[Heading]:
    for index, heading in enumerate(headings):
        end = index + 1
        while end < len(headings) and headings[end].level > heading.level:
            end += 1
        yield replace(heading, words=sum(words[index:end]))


def _make_heading(line: int, level: int, text: str) -> Heading:
    attributes = AT_END.search(text)
    written = attributes[1] if attributes else ""
    former = _FORMER.search(written)
    anchor = next((word[1:] for word in _FORMER.sub("", written).split() if word.startswith("#")), None)
    was = tuple(former["anchors"].split()) if former else ()
    seen = text[: attributes.start()] if attributes else text
    return Heading(line, level, seen.strip(), anchor, was, find_misread(_CODE_SPAN.sub("", seen)))


def _is_underlined(lines: list[str], number: int) -> bool:
    """Whether the line makes a heading of the single line above it, as in Python-Markdown."""
    if not number or not _UNDERLINE.match(lines[number]) or not lines[number - 1].strip():
        return False
    return (number == 1 or not lines[number - 2].strip()) and not lines[number - 1].startswith(("#", "    ", "|"))


def _find_fence_end(lines: list[str], start: int, fence: str) -> int:
    for number in range(start + 1, len(lines)):
        stripped = lines[number].strip()
        if stripped.startswith(fence) and not stripped.strip(fence[0]):
            return number
    return len(lines)


def _dedent(lines: list[str], width: int) -> str:
    return "\n".join(line[width:] if not line[:width].strip() else line.lstrip() for line in lines)
