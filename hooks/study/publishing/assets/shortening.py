"""Pages made shorter that mean the same to a browser."""

from __future__ import annotations

import re

try:
    import minify
except ImportError:  # Its authors publish nothing to install for Apple's processors: there, files stay as they are.
    minify = None

_KEPT = re.compile(r"<script[ >].*?</script>|<text[ >].*?</text>", re.DOTALL)
"""Scripts, and words of pictures: there the minifier drops the space between a word and an element beside it."""

_PLACE = re.compile(r"<kept-(\d+)(?:/>|></kept-\d+>)")
_HTML_KEEPS = ("default-attr-vals", "document-tags", "end-tags", "quotes", "whitespace")
"""Selectors and readers of the site's HTML ask for these; between words at least one space stays."""


def shorten_page(html: str) -> str:
    """Return a page shortened; scripts and the words of its pictures stay as they are."""
    kept: list[str] = []

    def put_aside(part: re.Match[str]) -> str:
        kept.append(part[0])
        return "<kept-{0}></kept-{0}>".format(len(kept) - 1)

    short = _minify(_KEPT.sub(put_aside, html))
    return _PLACE.sub(lambda place: kept[int(place[1])], short)


def _minify(html: str) -> str:
    if not minify:
        return html
    minify.config({f"html-keep-{name}": True for name in _HTML_KEEPS})
    return str(minify.string("text/html", html))
