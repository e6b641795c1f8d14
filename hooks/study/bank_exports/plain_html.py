"""HTML of a field reduced to what every reader of banks takes: blocks, lists, tables, code, emphasis and links."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement, tostring

from study.pages.markdown.units import split_units

_TAKEN = frozenset(
    (
        *("blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong", "sub", "sup"),
        *("table", "tbody", "td", "th", "thead", "tr", "ul"),
    )
)
_EMPTY = frozenset(("br", "hr"))
_LEFT_OUT = frozenset(("script", "style", "template"))
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML does not hold, or no reader takes."""

_SAFE = ("https://", "http://", "mailto:")


def reduce_html(html: str) -> Element:
    """Return a `div` with the HTML in it as XML: unknown elements give way to what is in them, links are whole."""
    reducer = _Reducer()
    reducer.feed(html)
    reducer.close()
    return reducer.root


def write_html(html: str) -> str:
    """Return the reduced HTML as text."""
    return tostring(reduce_html(html), encoding="unicode", method="html")[len("<div>") : -len("</div>")].strip()


def clean_text(text: str) -> str:
    """Return the text without what no XML may hold."""
    return _UNFIT.sub("", split_units(text))


def append_text(parent: Element, text: str) -> None:
    """Add text at the end of an element; what no XML may hold is left out."""
    clean = clean_text(text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + clean
    else:
        parent.text = (parent.text or "") + clean


class _Reducer(HTMLParser):
    """Builds the reduced tree; `_open` holds each open element and where its content goes."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("div")
        self._open: list[tuple[str, Element]] = [("", self.root)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        parent = target = self._open[-1][1]
        href = (dict(attrs).get("href") or "") if tag == "a" else ""
        if href.startswith(_SAFE):
            target = SubElement(parent, "a", {"href": clean_text(href)})
        elif tag in _TAKEN:
            target = SubElement(parent, tag)
        if tag not in _EMPTY:
            self._open.append((tag, target))

    def handle_endtag(self, tag: str) -> None:
        """Close the element of that name with all in it, if one is open."""
        names = [name for name, _ in self._open]
        if tag in names[1:]:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Take the text, unless no reader sees it."""
        if self._open[-1][0] not in _LEFT_OUT:
            append_text(self._open[-1][1], data)
