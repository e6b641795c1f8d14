"""Marks in a page's HTML that tell search to pass over parts of it."""

from __future__ import annotations

import re

_MARK = re.compile(r'\s?data-search-\w+="[^"]+"')


def drop_marks(html: str) -> str:
    """Return the HTML without them, as readers get it."""
    return _MARK.sub("", html)
