"""Quotes of figures in prose: a link `receipt:name#figure` becomes one to the page of the receipt, and is marked."""

from __future__ import annotations

from posixpath import dirname, relpath
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from study.bank.urls import QUOTE, receipt_src

QUOTE_CLASS = "study-quote"
"""Of a link to a figure: it carries the mark, and a script opens the figure in place."""


class QuoteExtension(Extension):
    """Turns quotes into links that MkDocs resolves like any other."""

    def __init__(self) -> None:
        super().__init__()
        self._src_uri = ""

    def enter(self, src_uri: str) -> None:
        """Note the page that is converted next."""
        self._src_uri = src_uri

    def extendMarkdown(self, md: Markdown) -> None:
        # Behind the inline patterns (20), which make the links, and before MkDocs resolves them (0).
        md.treeprocessors.register(_Quotes(md, self), "study_quotes", 4)

    def resolve(self, href: str) -> str:
        """Return a quote's address as a link between pages."""
        name, hash_mark, figure = href.removeprefix(QUOTE).partition("#")
        return f"{relpath(receipt_src(name), dirname(self._src_uri) or '.')}{hash_mark}{figure}"


class _Quotes(Treeprocessor):
    def __init__(self, markdown: Markdown, extension: QuoteExtension) -> None:
        super().__init__(markdown)
        self._extension = extension

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if (href := link.get("href", "")).startswith(QUOTE):
                link.set("href", self._extension.resolve(href))
                link.set("class", QUOTE_CLASS)
