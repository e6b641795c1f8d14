"""Blocks of code that a phone shows in part: the keyboard has to reach them to scroll them."""

from __future__ import annotations

import re
from html import unescape

NARROWEST = 34
"""Signs of a line that fits every screen: a block of such lines needs no stop of the Tab key."""

_BLOCK = re.compile(r"(?<=<pre><span></span>)<code>(.*?)</code>|(?<=<pre>)<code>(.*?)</code>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def add_stops(html: str) -> str:
    """Return the HTML of a page with a stop of the Tab key at every block of code that may have to be scrolled."""
    return _BLOCK.sub(_add_stop, html)


def _add_stop(block: re.Match[str]) -> str:
    text = unescape(_TAG.sub("", block[1] or block[2] or ""))
    if max(map(len, text.splitlines()), default=0) <= NARROWEST:
        return block[0]
    return block[0].replace("<code>", '<code tabindex="0">', 1)
