"""Attribute lists, `{#anchor .class name="value"}`: what is one is read as such, every other brace stays text."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions.attr_list import AttrListExtension, AttrListTreeprocessor

_KNOWN = (
    r"class|id|title|lang|dir|alt|width|height|loading|rel|type|start|reversed|download|was|data-[\w-]+|aria-[\w-]+"
)
_WORDS = r"download|reversed"
_VALUE = r"\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}=]+"


def _pattern(names: str) -> str:
    entry = rf"(?:[#.][\w:-]+|(?:{names})=(?:{_VALUE})|(?:{_WORDS})(?![\w=-]))"
    return rf"\{{:?[ ]*({entry}(?:[ ]+{entry})*)[ ]*\}}"


AT_END = re.compile(rf"[ \t]+{_pattern(_KNOWN)}[ \t]*$")
"""The list at the end of a heading, a term or a table's cell; group 1 holds its entries."""

ALONE = re.compile(rf"(?:^|[ \t]+){_pattern(_KNOWN)}[ \t]*$")
"""The list at the end of a line, or alone on it."""

_MISREAD = re.compile(r"\{:?\s*#(?:[^{}\n]*\})?|\{:[^{}\n]*\}")


def find_misread(text: str) -> str:
    """Return what looks like a list with an anchor in a text from which lists and code are taken, or nothing."""
    found = _MISREAD.search(text)
    return found[0] if found else ""


class AttributeListExtension(AttrListExtension):
    """Reads attribute lists where Markdown's own extension takes any text in braces for one."""

    def __init__(self, names: str = _KNOWN) -> None:
        """Take the attributes that may be set, as a regular expression."""
        super().__init__()
        self._names = names

    def extendMarkdown(self, md: Markdown) -> None:
        """Register under the name of Markdown's own extension, which others ask for."""
        md.treeprocessors.register(_AttributeLists(md, self._names), "attr_list", 8)
        md.registerExtension(self)


class _AttributeLists(AttrListTreeprocessor):
    def __init__(self, markdown: Markdown, names: str) -> None:
        super().__init__(markdown)
        # What is final in the types is an attribute like any other, read at each use.
        vars(self).update(
            HEADER_RE=re.compile(rf"[ ]+{_pattern(names)}[ ]*$"),
            BLOCK_RE=re.compile(rf"\n[ ]*{_pattern(names)}[ ]*$"),
            INLINE_RE=re.compile(f"^{_pattern(names)}"),
        )
