"""The glossary page's Markdown -> its terms, and what its author has to mend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from study.authoring.attribute_lists import AT_END
from study.authoring.front_matter import parse_front_matter
from study.authoring.plain_text import count_words
from study.authoring.problems import Problem

FILE_NAME = "glossary.md"
MAX_WORDS = 30
"""Words of a definition that still fit two short lines of a phone's sheet."""

_DEFINITION = re.compile(r":[ \t]+(?P<text>.*)")
_ANCHOR = re.compile(r"(?:^|\s)#(?P<anchor>[\w-]+)")
_VALUE = re.compile(r'data-(?P<key>\w+)="(?P<value>[^"]*)"')
_ALIASES = re.compile(r"\s*\((?P<aliases>[^()]*)\)$")
_LINK = re.compile(r"\s*\[[^\[\]]+\]\((?P<target>[^()\s]+)\)$")


@dataclass(frozen=True)
class Term:
    """A word of the field with what it means."""

    name: str
    """As the page shows it, without the aliases behind it; Markdown."""

    aliases: tuple[str, ...]
    """Other names that the page shows in brackets."""

    forms: tuple[str, ...]
    """Further spellings that prose uses: `data-forms="one, another"`."""

    anchor: str
    definition: str
    """Markdown, without the link at its end."""

    teaches: str
    """Link to the section that teaches it, as in the file."""

    line: int
    marked: bool = True
    """Whether chapters show the definition beside the word; `data-mark="off"` says no."""

    @property
    def title(self) -> str:
        """The term as the page shows it."""
        return f"{self.name} ({', '.join(self.aliases)})" if self.aliases else self.name

    @property
    def spellings(self) -> tuple[str, ...]:
        """What stands for the term in prose; a name in code stays code and is no word of the text."""
        names = () if "`" in self.name else (self.name,)
        return tuple(spelling for spelling in (*names, *self.aliases, *self.forms) if "`" not in spelling)


@dataclass(frozen=True)
class Glossary:
    """The terms of the page in its order."""

    terms: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass
class _Entry:
    line: int
    head: str
    definition: list[str] = field(default_factory=list)


def parse_glossary(text: str, file: str) -> Glossary:
    """Return the terms of a glossary page; a term with a mistake is left out and told as a problem."""
    front = parse_front_matter(text, file)
    terms: list[Term] = []
    problems: list[Problem] = []
    for entry in _find_entries(front.body, front.body_line):
        term = _read_entry(entry)
        mistakes = list(_check_entry(entry, term))
        problems += [Problem(file, entry.line, mistake) for mistake in mistakes]
        if not mistakes:
            terms.append(term)
    problems += [Problem(file, line, message) for line, message in _find_repeats(terms)]
    return Glossary(tuple(terms), tuple(sorted(problems)))


def read_glossary(path: Path) -> Glossary:
    """Return the glossary in a file; an empty one if there is no such file."""
    if not path.is_file():
        return Glossary()
    return parse_glossary(path.read_text(encoding="utf-8"), f"{path.parent.name}/{path.name}")


def _find_entries(body: str, first_line: int) -> Iterator[_Entry]:
    """Yield each term with the lines that define it; a line with an anchor is a term even if nothing follows."""
    entry: _Entry | None = None
    above = _Entry(first_line, "")
    for line, text in enumerate(body.replace("\r\n", "\n").split("\n"), start=first_line):
        definition = _DEFINITION.fullmatch(text)
        if definition and entry is None:
            entry = above
        if definition and entry:
            entry.definition.append(definition["text"].strip())
        elif entry and entry.definition and text.startswith(" ") and text.strip():
            entry.definition.append(text.strip())
        elif text.strip():
            if entry:
                yield entry
            above = _Entry(line, text.strip())
            entry = above if _is_term(text) else None
    if entry:
        yield entry


def _is_term(text: str) -> bool:
    attributes = AT_END.search(text)
    return bool(attributes and _ANCHOR.search(attributes[1])) and not text.startswith("#")


def _read_entry(entry: _Entry) -> Term:
    attributes = AT_END.search(entry.head)
    written = attributes[1] if attributes else ""
    title = entry.head[: attributes.start()] if attributes else entry.head
    values = {match["key"]: match["value"] for match in _VALUE.finditer(written)}
    aliases = _ALIASES.search(title)
    anchor = _ANCHOR.search(_VALUE.sub("", written))
    text = " ".join(entry.definition)
    link = _LINK.search(text)
    return Term(
        name=title[: aliases.start()] if aliases else title,
        aliases=_split(aliases["aliases"]) if aliases else (),
        forms=_split(values.get("forms", "")),
        anchor=anchor["anchor"] if anchor else "",
        definition=text[: link.start()] if link else text,
        teaches=link["target"] if link else "",
        line=entry.line,
        marked=values.get("mark") != "off",
    )


def _split(listed: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in listed.split(",") if part.strip())


def _check_entry(entry: _Entry, term: Term) -> Iterator[str]:
    if not entry.head:
        yield "a definition has no term above it. Write the term on the line before."
        return
    if not term.anchor:
        yield f'the term "{term.name}" has no anchor. Add `{{#its-name}}` behind it.'
    if not term.definition:
        yield f'the term "{term.name}" has no definition. Write `:   ` and the text on the next line.'
        return
    if ".md#" not in term.teaches:
        mend = "End it with `[Chapter](chapters/name.md#anchor)`."
        yield f'the definition of "{term.name}" does not end with a link to the section that teaches it. {mend}'
    words = count_words(term.definition)
    if words > MAX_WORDS:
        yield f'the definition of "{term.name}" has {words} words, at most {MAX_WORDS} fit. Shorten it.'


def _find_repeats(terms: Iterable[Term]) -> Iterator[tuple[int, str]]:
    """Yield every name, alias, spelling and anchor that an earlier term has, once for each pair of terms."""
    lines: dict[str, int] = {}
    for term in terms:
        names = {name.casefold(): name for name in (term.name, *term.aliases, *term.forms)}
        taken = next((name for name in names if name in lines), None)
        if taken:
            message = f'"{names[taken]}" is explained twice, first in line {lines[taken]}. Keep it at one term.'
            yield term.line, message
        elif f"#{term.anchor}" in lines:
            first = lines[f"#{term.anchor}"]
            yield term.line, f'the anchor "{term.anchor}" is used twice, first in line {first}. Change this one.'
        for name in (*names, f"#{term.anchor}"):
            lines.setdefault(name, term.line)
