"""Tables that a phone can show: every cell knows its column's name, so that rows can be stacked."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}


class TableExtension(Extension):
    """Gives tables a class, their roles in words, and each cell the name of its column."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register behind the inline patterns, which turn the cells' Markdown into elements."""
        md.treeprocessors.register(_Tables(md), "study_tables", 5)


class _Tables(Treeprocessor):
    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            _label_cells(table)


def _label_cells(table: Element) -> None:
    table.set("class", "study-table")
    names = ["".join(header.itertext()).strip() for header in table.iter("th")]
    for element in table.iter():
        # A table whose rows are shown as blocks keeps its meaning only if the roles are written down.
        if element.tag in _ROLES:
            element.set("role", _ROLES[element.tag])
    for row in table.iter("tr"):
        for name, cell in zip(names, row.findall("td"), strict=False):
            cell.set("data-label", name)
