"""Markdown in a question's fields, converted on its own so that a question looks the same wherever it is shown."""

from __future__ import annotations

import re
from functools import cached_property
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from study.authoring.attribute_lists import AttributeListExtension
from study.bank.urls import QUOTE, resolve_link
from study.cache.store import Cache, make_key
from study.pages.markdown.quotes import QUOTE_CLASS
from study.pages.markdown.units import join_units, split_units

ROOT_MARK = "study-root:"
"""Stands in converted links for the way from the page shown to the site's root; see `place_links`."""

_EXTENSIONS = ("sane_lists", "tables", "pymdownx.highlight", "pymdownx.superfences")
_ONE_PARAGRAPH = re.compile(r"<p>(.*)</p>", re.DOTALL)


class _Links(Treeprocessor):
    def __init__(self, markdown: Markdown, src_uri: str) -> None:
        super().__init__(markdown)
        self._src_uri = src_uri

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            href = link.get("href", "")
            resolved = resolve_link(href, self._src_uri)
            if href.startswith(QUOTE):
                link.set("class", QUOTE_CLASS)
            link.set("href", f"{ROOT_MARK}{resolved}" if resolved != href else href)


class _LinkExtension(Extension):
    def __init__(self, src_uri: str) -> None:
        super().__init__()
        self._src_uri = src_uri

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Links(md, self._src_uri), "study_links", 0)


class FieldMarkdown:
    """Converts the fields of one chapter's questions; every text is converted once."""

    def __init__(self, src_uri: str, cache: Cache | None = None) -> None:
        self._src_uri = src_uri
        self._cache = cache or Cache()

    @cached_property
    def _markdown(self) -> Markdown:
        return Markdown(
            extensions=[AttributeListExtension(), *_EXTENSIONS, _LinkExtension(self._src_uri)],
            extension_configs={
                "pymdownx.highlight": {"auto_title": False, "guess_lang": False},
                "tables": {"use_align_attribute": True},  # The site's policy forbids style attributes.
            },
        )

    def _convert(self, text: str) -> str:
        key = make_key("field", self._src_uri, text)
        return self._cache.get(key, lambda: join_units(self._markdown.reset().convert(text)))

    def block(self, text: str) -> Markup:
        """Return the text as HTML paragraphs, lists and code blocks."""
        return Markup(self._convert(text))

    def inline(self, text: str) -> Markup:
        """Return the text as HTML for the inside of a line: one paragraph loses its `<p>`."""
        html = self._convert(text.strip())
        paragraph = _ONE_PARAGRAPH.fullmatch(html)
        return Markup(paragraph[1] if paragraph and "<p>" not in paragraph[1] else html)

    def code(self, code: str, lang: str) -> Markup:
        """Return the code as a highlighted block."""
        fence = "~" * (8 + max(map(len, re.findall("~+", code)), default=0))
        return Markup(self._convert(f"{fence}{lang}\n{code.rstrip()}\n{fence}"))


def plain_text(html: str) -> str:
    """Return what a reader sees of a short piece of HTML, without tags and with entities resolved."""
    return split_units(Markup(html).striptags())


def place_links(html: str, root: str) -> str:
    """Return HTML whose links to other pages start from a page that reaches the site's root by `root`."""
    return html.replace(ROOT_MARK, root)
