"""Text made shorter that means the same to a browser."""

from __future__ import annotations

import re

import minifyjs

_AS_IT_STANDS = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")


def shorten_script(text: str) -> str:
    """Return a module shortened, names within it too; esbuild does it."""
    return minifyjs.optimize(text, target="es2022", format="esm", legal_comments="none").code.strip()


def shorten_page(html: str) -> str:
    """Return a page with its indentation gone; where there was space between words there still is."""
    kept = [(number, part) for number, part in enumerate(_AS_IT_STANDS.split(html)) if number % 3 < 2]
    return "".join(_SPACE.sub("\n", part) if number % 3 == 0 else part for number, part in kept)
