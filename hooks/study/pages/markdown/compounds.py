"""Compounds in titles, such as “zero-copy”: no line ends inside one, so that a title breaks between its words."""

from __future__ import annotations

import re

LONGEST = 16
"""Signs of a compound that fits every screen in the size of a title."""

_TITLE = re.compile(r"(<h[1-3]\b[^>]*>|<span class=\"study-log__title\">)(.*?)(</h[1-3]>|</span>)", re.DOTALL)
_PIECE = re.compile(r"<(code|svg)\b.*?</\1>|<[^>]*>|[^<]+", re.DOTALL)
_COMPOUND = re.compile(r"(?<![\w&;.-])[A-Za-z]\w*(?:-\w+)+(?![\w-])")


def join_compounds(html: str) -> str:
    """Return the HTML of a page with each short compound of its titles kept on one line; code stays as it is."""
    return _TITLE.sub(lambda title: f"{title[1]}{_PIECE.sub(_join_piece, title[2])}{title[3]}", html)


def _join_piece(piece: re.Match[str]) -> str:
    return piece[0] if piece[0].startswith("<") else _COMPOUND.sub(_join, piece[0])


def _join(compound: re.Match[str]) -> str:
    return f'<span class="study-unbroken">{compound[0]}</span>' if len(compound[0]) <= LONGEST else compound[0]
