"""What a stylesheet can meet: the names that stand in the finished pages and those that scripts bring."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

_TAG = re.compile(r"""<([a-zA-Z][\w-]*)((?:[^"'>]+|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'=/]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_WORD = re.compile(r"[\w-]+")
_PROPERTY = re.compile(r"--[\w-]+(?=[\s,)])")
_DATASET = re.compile(r"\bdataset\.(\w+)")
_CAPITAL = re.compile(r"[A-Z]")


@dataclass(frozen=True)
class Words:
    """What stands on pages and is of interest to a stylesheet; most of it is the same on many pages."""

    tags: frozenset[tuple[str, str]] = frozenset()
    """Name and attributes of each, as written."""

    properties: frozenset[str] = frozenset()
    """Custom properties that are read outside of stylesheets."""


@dataclass
class Vocabulary:
    """Names that a selector may ask for. A name too many costs bytes, one too few the look of something."""

    tags: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    attributes: dict[str, set[str]] = field(default_factory=dict)
    """Values by name."""

    words: set[str] = field(default_factory=set)
    """Every word of the scripts: tags, attributes and values that they may set."""

    properties: set[str] = field(default_factory=set)
    """Custom properties that pages read outside of stylesheets."""

    def add_pages(self, words: Words) -> None:
        """Take in everything that stands on pages."""
        for tag, attributes in words.tags:
            self.tags.add(tag.lower())
            for name, *values in _ATTRIBUTE.findall(attributes):
                self.attributes.setdefault(name.lower(), set()).add("".join(values))
        self.properties |= words.properties
        self.classes |= {name for value in self.attributes.get("class", ()) for name in value.split()}

    def add_scripts(self, texts: Iterable[str]) -> None:
        """Take in every class that scripts of the site may name."""
        for text in texts:
            words = _WORD.findall(text)
            self.words.update(words)
            self.words.update(f"data-{_CAPITAL.sub(_dash, name)}" for name in _DATASET.findall(text))
            self.classes.update(word for word in words if word.startswith(("study-", "md-")))

    def has_tag(self, name: str) -> bool:
        """Return whether there can be an element of this name."""
        return name in self.tags or name in self.words

    def has_attribute(self, name: str, test: str = "", value: str = "") -> bool:
        """Return whether an attribute can pass the test of a selector such as `[name^=value]`."""
        values = self.attributes.get(name, set())
        if not test:
            return bool(values) or name in self.words
        if any(_TESTS[test](there, value) for there in values):
            return True
        return name in self.words and all(word in self.words for word in _WORD.findall(value))


def _dash(capital: re.Match[str]) -> str:
    return f"-{capital[0].lower()}"


_TESTS: dict[str, Callable[[str, str], bool]] = {
    "=": lambda there, value: there == value,
    "~=": lambda there, value: value in there.split(),
    "|=": lambda there, value: there == value or there.startswith(f"{value}-"),
    "^=": lambda there, value: there.startswith(value),
    "$=": lambda there, value: there.endswith(value),
    "*=": lambda there, value: value in there,
}


def find_words(html: str) -> Words:
    """Return what stands on a page."""
    return Words(frozenset(_TAG.findall(html)), frozenset(_PROPERTY.findall(html)))


def read_vocabulary(pages: Iterable[Words], scripts: Iterable[str]) -> Vocabulary:
    """Return the names of pages and scripts."""
    every = list(pages)
    vocabulary = Vocabulary()
    vocabulary.add_pages(
        Words(
            frozenset().union(*(page.tags for page in every)),
            frozenset().union(*(page.properties for page in every)),
        )
    )
    vocabulary.add_scripts(scripts)
    return vocabulary
