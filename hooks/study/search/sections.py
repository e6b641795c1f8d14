"""The HTML of a page -> its sections, as text that readers search in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from study.cache.store import Cache, make_key

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    {"a", "abbr", "b", "button", "code", "em", "i", "kbd", "mark", "s", "samp", "span", "strong", "study-term", "sub"}
    | {"sup", "time"}
)
_VOID = frozenset({"br", "col", "hr", "img", "input", "wbr"})
_SKIPPED_TAGS = frozenset({"script", "style", "svg", "template"})
_SKIPPED_CLASSES = frozenset(
    {
        "footnote-backref",
        "headerlink",
        "study-calculator__acts",
        "study-choose",
        "study-diagram__legend",
        "study-diagram__open",
        "study-diagram__scroll",
        "study-facts",
        "study-lines__ground",
        "study-list",
        "study-log",
        "study-picture",
        "study-question",
        "study-simulator__facts",
        "study-simulator__passed",
        "study-simulator__settings",
        "study-sound__facts",
        "study-spoken",
        "study-term__definition",
        "study-today",
    }
)
"""Parts of a page that say what another entry says, or nothing that anybody looks for."""


@dataclass(frozen=True)
class Section:
    """A heading and the text below it, up to the next heading."""

    anchor: str
    """Of the heading; empty for the first section, which is the page."""

    title: str
    """Text, with code between backticks."""

    text: str


def split_sections(html: str, cache: Cache | None = None) -> tuple[Section, ...]:
    """Return the page and those of its sections that have text of their own, from the HTML of its content."""
    cache = cache or Cache()
    stored = cache.get(make_key("sections", html), lambda: json.dumps(_split(html)))
    return tuple(Section(*values) for values in json.loads(stored))


def read_title(html: str) -> str:
    """Return the text of a piece of HTML that stands in a line, with code between backticks."""
    return _split(f"<h1>{html}</h1>")[0][1]


def _split(html: str) -> list[tuple[str, str, str]]:
    splitter = _Splitter()
    splitter.feed(html)
    splitter.close()
    sections = [(one.anchor, _join(one.title), _join(one.text)) for one in splitter.sections]
    return [section for section in sections if section[2] or not section[0]]


@dataclass
class _Draft:
    anchor: str
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


class _Splitter(HTMLParser):
    """Collects text by headings; what stands in a skipped element is passed over with all that is in it."""

    def __init__(self) -> None:
        super().__init__()
        self.sections = [_Draft("")]
        self._heading = ""
        self._skipped_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_data(" ")
        elif self._skipped_depth:
            self._skipped_depth += 1
        elif _is_skipped(tag, attributes := dict(attrs)):
            self._skipped_depth = 1
        elif tag in _HEADINGS and (tag == "h1" or attributes.get("id")):
            self._heading = tag
            if tag != "h1":
                self.sections.append(_Draft(attributes["id"] or ""))
        else:
            self._separate(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self._skipped_depth:
            self._skipped_depth -= 1
        elif tag == self._heading:
            self._heading = ""
        else:
            self._separate(tag)

    def handle_data(self, data: str) -> None:
        if not self._skipped_depth:
            section = self.sections[-1]
            (section.title if self._heading else section.text).append(data)

    def _separate(self, tag: str) -> None:
        """Note where code begins and ends in a title, and that no word goes on behind a block."""
        if self._heading and tag == "code":
            self.handle_data("`")
        elif tag not in _INLINE:
            self.handle_data(" ")


def _is_skipped(tag: str, attributes: Mapping[str, str | None]) -> bool:
    if tag in _SKIPPED_TAGS or (tag == "sup" and (attributes.get("id") or "").startswith("fnref")):
        return True
    return not _SKIPPED_CLASSES.isdisjoint((attributes.get("class") or "").split())


def _join(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
