"""Pages made shorter that mean the same to a browser."""

from __future__ import annotations

import re

try:
    import minify
except ImportError:  # Its authors publish nothing to install for Apple's processors: there, files stay as they are.
    minify = None

_SCRIPT = re.compile(r"<script[ >].*?</script>", re.DOTALL)
_PLACE = re.compile(r"<script-(\d+)></script-\d+>")
_HTML_KEEPS = ("default-attr-vals", "document-tags", "end-tags", "quotes", "whitespace")
"""Selectors and readers of the site's HTML ask for these; between words at least one space stays."""


def shorten_page(html: str) -> str:
    """Return a page shortened; scripts in it stay as they are."""
    scripts: list[str] = []

    def put_aside(script: re.Match[str]) -> str:
        scripts.append(script[0])
        return "<script-{0}></script-{0}>".format(len(scripts) - 1)

    short = _minify(_SCRIPT.sub(put_aside, html))
    return _PLACE.sub(lambda place: scripts[int(place[1])], short)


def _minify(html: str) -> str:
    if not minify:
        return html
    minify.config({f"html-keep-{name}": True for name in _HTML_KEEPS})
    return str(minify.string("text/html", html))
