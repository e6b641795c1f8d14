"""Numbers and their units in HTML: no line may end between them."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
"""The space between a number and its unit; what is read by programs has a plain one, see `split_units`."""

_TIME = r"[mµμun]s|s|sec|min|h|hrs?|d|(?:milli|micro|nano)?seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?"
_SIZE = r"[kKMGTP]i?B|B|bytes?|[kKMGT]?bits?|[kKMGT]bps|[kMG]?Hz"
_UNIT = rf"(?:(?:{_TIME}|{_SIZE}|%|‰|percent|°C)(?:/\w+)?|\w+/(?:s|sec|min|h|d|day|hour))(?![\w-])"
_NUMBER = r"(?<![\w.,/#-])(?:\d{1,3}(?:[ ,\u00a0]\d{3})+|\d+)(?:\.\d+)?"
_QUANTITY = re.compile(rf"({_NUMBER})\s({_UNIT})(\s/\s(?:s|min|h|d)(?!\w))?|({_NUMBER})(\s/\s(?:s|min|h|d)(?!\w))")
_GROUPED = re.compile(r"(?<=\d)[ ](?=\d{3}(?!\d))")
_ENDS_WITH_NUMBER = re.compile(rf"{_NUMBER}\s*$")
_BEGINS_WITH_UNIT = re.compile(rf"\s(?={_UNIT})")
_PIECE = re.compile(
    r"<(?P<left>pre|script|style|svg|textarea|template)\b.*?</(?P=left)\s*>"
    r"|<(?P<code>code|samp|kbd)\b[^>]*>(?P<inside>.*?)</(?P=code)\s*>"
    r"|</?(?P<tag>[A-Za-z][\w-]*)[^>]*>|<[^>]*>|(?P<text>[^<]+)",
    re.DOTALL,
)
_INLINE = frozenset(("a", "abbr", "b", "button", "data", "em", "i", "mark", "span", "strong", "study-term", "time"))


def join_units(html: str) -> str:
    """Return the HTML with a space that does not break between each number and its unit; code stays as it is."""
    joined: list[str] = []
    before = ""
    for piece in _PIECE.finditer(html):
        text = piece["text"]
        if text is not None:
            if _ENDS_WITH_NUMBER.search(before):
                text = _BEGINS_WITH_UNIT.sub(NO_BREAK, text, count=1) if _BEGINS_WITH_UNIT.match(text) else text
            text = _QUANTITY.sub(_join, text)
            before = text
        elif piece["code"]:
            before = piece["inside"]
        elif piece["tag"] not in _INLINE:
            before = ""
        joined.append(piece[0] if text is None else text)
    return "".join(joined)


def split_units(text: str) -> str:
    """Return a text for programs, search and exports: with a plain space between numbers and units."""
    return text.replace(NO_BREAK, " ")


def _join(quantity: re.Match[str]) -> str:
    number = _GROUPED.sub(NO_BREAK, quantity[1] or quantity[4])
    rate = re.sub(r"\s", NO_BREAK, quantity[3] or quantity[5] or "")
    return f"{number}{NO_BREAK}{quantity[2]}{rate}" if quantity[2] else f"{number}{rate}"
