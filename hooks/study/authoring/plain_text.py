"""Text as it is compared and counted: without Markdown, case and spacing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_FENCED = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?^\1[`~]*[ \t]*$", re.MULTILINE | re.DOTALL)
_CODE_SPAN = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_EMPHASIS = re.compile(r"[*`~]|(?<!\w)_+|_+(?!\w)")
_WORD = re.compile(r"[^\W_](?:[\w.'’/=-]*\w)?")


def strip_code(text: str) -> str:
    """Return the text with code blocks and code spans blanked, every other character where it was."""
    return _CODE_SPAN.sub(_blank, _FENCED.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


@lru_cache(maxsize=16384)
def plain_words(text: str) -> str:
    """Return the text as read: Markdown's signs gone, links as their words, spaces folded."""
    return " ".join(_EMPHASIS.sub("", _LINK.sub(r"\1", text)).split())


def fold(text: str) -> str:
    """Return the text for comparison: as read, without case and without the full stop at its end."""
    return plain_words(text).casefold().rstrip(".! ")


def count_words(text: str) -> int:
    """Return how many words a reader reads or speaks."""
    return sum(1 for word in plain_words(text).split() if any(map(str.isalnum, word)))


def find_words(text: str) -> frozenset[str]:
    """Return the different words of the text, folded."""
    return frozenset(_WORD.findall(fold(text)))


def contains_words(text: str, part: str) -> bool:
    """Whether the part stands in the text as whole words, whatever the case and Markdown."""
    sought, folded = fold(part), fold(text)
    if not sought or sought not in folded:
        return False
    return re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", folded) is not None


def suggest(typed: str, known: Iterable[str]) -> str:
    """Return `Did you mean …?` for the nearest known name, else nothing."""
    nearest = get_close_matches(typed.lower(), sorted(known), n=1, cutoff=0.6)
    return f"Did you mean `{nearest[0]}`?" if nearest else ""


def shorten(text: str, limit: int = 60) -> str:
    """Return the start of the text on one line, for quoting it in a message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"
