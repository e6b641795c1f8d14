"""Statements of a page about settings: what is the default of one, and since which version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from study.checks.settings.values import QUANTITY, WORDS, read_value

Aspect = Literal["default", "since", "before"]


@dataclass(frozen=True)
class Statement:
    """What one place says of one setting."""

    file: str
    line: int
    name: str

    aspect: Aspect
    """Whether it is the default, the version since which it holds, or the default before."""

    said: str
    """As the author wrote it."""

    meanings: frozenset[str]
    """Everything that this may mean."""

    scope: str = ""
    """Whose setting it is, where the place says so: `librdkafka`, `topic`."""

    listed: bool = False
    """Whether it stands in a table of settings."""


_FILES = "md|sh|log|java|go|py|rs|scala|yml|yaml|properties|index|timeindex|snapshot|json|jar|html|class|checkpoint"
_HOSTS = "org|com|io|net"
_NAME = rf"[a-z][a-z0-9]*(?:\.(?!(?:{_FILES}|{_HOSTS})\b)[a-z][a-z0-9-]*)+"
_ANY = re.compile(r"default|since|from|\(in|, in")
_MARKED = re.compile(r"⟦([^⟧]+)⟧")
_CODE = re.compile(r"`(?P<name>[A-Za-z][\w.-]*)(?:=(?P<value>[^`]*))?`")
_BARE = re.compile(rf"(?<![\w.`/⟦-])(?P<name>{_NAME})(?:=(?P<value>[\w.-]+))?(?![\w`⟧-]|\.\w)")
_DOTTED = re.compile(_NAME)
_NOTE = re.compile(r"\s*\[\^[^\]]+\](?!:)")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)")
_EMPHASIS = re.compile(r"\*+|(?<![\w`])_+(?=\w)|(?<=\w)_+(?![\w`])")

_C = r"(?<!twice )(?<!half )(?<!double )(?<!times )⟦(?P<name>[^⟧]+)⟧(?:=`[^`]*`)?"
_V = rf"(?P<value>`[^`⟦]+`|{QUANTITY}|(?:{WORDS})\b|[a-z]+(?:_[a-z0-9]+)+)"
_IS = r"(?:[\s,(:]|\b(?:is|are|which|that|has|have|stays|still|at|of|its|whose|the|a|an|Java|client's|is set to)\b)*"
_VERSION = r"(?P<version>\d\.\d{1,2}(?:\.\d+)?)"
_SINCE = rf"(?:since|from)\s+(?:Kafka\s+|version\s+)?{_VERSION}"
_DEFAULTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_C}{_IS}\bdefault(?:s to|\s+is|\s+of|\s+value\s+is|:)?\s+{_V}",
        rf"{_C}{_IS}{_V},?\s+by\s+default",
        rf"[Bb]y\s+default,?\s+{_C}{_IS}{_V}",
        rf"{_V},?\s+by\s+default,?\s+\({_C}\)",
        rf"{_C}[^⟦.;]{{0,80}}\b(?:its|whose)\s+(?:Java\s+)?default\s+(?:is|stays|of)\s+{_V}",
        rf"{_V}\)?,?\s+the\s+default\s+(?:of|for)\s+{_C}",
        rf"\bdefault\s+{_C}\s+of\s+{_V}",
        rf"\bdefault\s+(?:value\s+)?(?:of|for)\s+{_C}\s+(?:is|stays|=)\s+{_V}",
        rf"⟦(?P<name>[^⟧]+)⟧(?:=|{_IS}){_V}(?:,?\s+\(?the\s+default\b|\s+\((?:the\s+|Java\s+)?default\))",
    )
)
_CHANGED = re.compile(rf"{_C}{_IS}(?:\bdefault\s+)?{_V}\s+{_SINCE}")
_DEFAULT_SINCE = re.compile(rf"{_C}(?:(?!\.\s)[^⟦]){{0,160}}\b(?:default|by\s+default)\s+{_SINCE}")
_ADDED = re.compile(
    rf"{_C}\s*[(,]\s*(?:new\s+|added\s+|introduced\s+)?(?:since|in)\s+(?:Kafka\s+)?{_VERSION}(?![\d.]*\d|\s+the\b)"
)
_BEHIND = re.compile(rf"\)?,?\s*(?:by\s+default\s*)?,?\s*\(?{_SINCE}")
_BEFORE = re.compile(rf"[,;]?\s+\(?(?:and\s+|it\s+was\s+)?(?P<before>`[^`⟦]+`|{QUANTITY})\s+before\b")
_OF_TERM = (
    re.compile(
        rf"(?:^|[\s,(:]){_V}(?:,?\s+by\s+default|,?\s+the\s+default\b|\s+\((?:the\s+|Java\s+)?default\))",
    ),
)
_OF_SUBJECT = (
    re.compile(rf"(?:^|[.;:]\s+)It\s+(?:is|has\s+been|stays)\s+(?:still\s+)?{_V}\s+by\s+default"),
    re.compile(
        rf"(?:^|[.;:]\s+)(?:The|Its)\s+default\s+(?:is|stays|became)\s+(?:still\s+)?{_V}(?:\s+in\s+{_VERSION})?",
    ),
)
_PAST = re.compile(
    r"\b(?:before|until|used to|former|formerly|earlier|older|were|would|if|unless|not|without it)\b", re.IGNORECASE
)
_CLIENTS = re.compile(r"\b(librdkafka|Streams|Connect|MirrorMaker|Sarama|franz-go|Spring|Python|Java)\b")
_OWN = "Java"
"""The client whose defaults are meant where none is named."""

_CLAUSE = re.compile(r"[;.!?]\s|,\s+(?:but|while|and)\s|\s(?:but|while|whereas)\s")


def find_statements(
    text: str, file: str, line: int, known: Iterable[str], term: str = "", subject: str = ""
) -> Iterator[Statement]:
    """Yield what a paragraph says; `line` is where it starts, `known` are settings whose names have no dot.

    `term` is the setting that a definition explains, `subject` the one that a question asks of: what follows may call
    it "it".
    """
    marked = mark_names(text, frozenset(known))
    if not _ANY.search(marked):
        return
    spoken = find_names(marked)
    patterns = [*_DEFAULTS, _CHANGED]
    for pattern in patterns:
        for found in pattern.finditer(marked):
            yield from _describe(found, marked, file, line)
    for pattern in (_ADDED, _DEFAULT_SINCE):
        for found in pattern.finditer(marked):
            yield from _describe_version(found, marked, file, line)
    for name, patterns in ((term, [*_OF_TERM]), (subject, [*_OF_SUBJECT])):
        for pattern in patterns if name and spoken <= {name} else ():
            for found in pattern.finditer(marked):
                yield from _describe(found, marked, file, line, name)


def find_names(marked: str) -> frozenset[str]:
    """Return the settings that a marked text names."""
    return frozenset(_MARKED.findall(marked))


def mark_names(text: str, known: frozenset[str]) -> str:
    """Return the text with every name of a setting in `⟦⟧`, its lines kept, without notes, links and emphasis."""

    def mark(code: re.Match[str]) -> str:
        name, value = code["name"], code["value"]
        if name not in known and not _DOTTED.fullmatch(name):
            return code[0]
        return f"⟦{name}⟧" if value is None else f"⟦{name}⟧=`{value}`"

    bare = _EMPHASIS.sub("", _LINK.sub(r"\1", _NOTE.sub("", text)))
    return _BARE.sub(mark, _CODE.sub(mark, bare))


def _describe(found: re.Match[str], marked: str, file: str, line: int, subject: str = "") -> Iterator[Statement]:
    name, version, end = subject or found["name"], found.groupdict().get("version"), found.end()
    if version is None and (behind := _BEHIND.match(marked, end)):
        version, end = behind["version"], behind.end()
    before = _BEFORE.match(marked, end)
    meanings = read_value(found["value"], name)
    if not meanings or _PAST.search(_cut_clause(marked, found.start(), before.end() if before else end)):
        return
    place, scope = line + marked.count("\n", 0, found.start("value")), _find_scope(marked, found)
    yield Statement(file, place, name, "default", found["value"], meanings, scope)
    if version:
        yield Statement(file, place, name, "since", version, frozenset((version,)), scope)
    if before:
        yield Statement(file, place, name, "before", before["before"], read_value(before["before"], name), scope)


def _describe_version(found: re.Match[str], marked: str, file: str, line: int) -> Iterator[Statement]:
    if not _PAST.search(_cut_clause(marked, found.start(), found.end())):
        place, said = line + marked.count("\n", 0, found.start("version")), found["version"]
        yield Statement(file, place, found["name"], "since", said, frozenset((said,)), _find_scope(marked, found))


def _cut_clause(text: str, start: int, end: int) -> str:
    """Return what stands around a statement up to the ends of its clause."""
    before = max((cut.end() for cut in _CLAUSE.finditer(text, 0, start)), default=0)
    behind = _CLAUSE.search(text, end)
    return f"{text[before:start]} {text[end : behind.start() if behind else len(text)]}"


def _find_scope(text: str, found: re.Match[str]) -> str:
    """Return the client that the line named last, or that its clause names."""
    line_start = text.rfind("\n", 0, found.start()) + 1
    behind = _CLAUSE.search(text, found.end())
    named = _CLIENTS.findall(text[line_start : found.start()]) or _CLIENTS.findall(
        text[found.start() : behind.start() if behind else len(text)]
    )
    return named[-1].replace(_OWN, "") if named else ""
