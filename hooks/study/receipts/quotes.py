"""Quotes of figures in a text, `[45.8 s](receipt:name#figure)`, each with what its author has to mend."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from study.authoring.plain_text import shorten, suggest
from study.receipts.model import Receipt
from study.receipts.numbers import find_mistake

_OPENING = re.compile(r"(?:\]\(\s*<?|<|\]:\s*<?)receipt:")
_QUOTE = re.compile(r"\[(?P<text>[^\[\]]*)\](?P<link>\(receipt:(?P<receipt>[^()\s<>#]*)(?:#(?P<figure>[^()\s<>]*))?\))")
_FORM = "`[45.8 s](receipt:name#figure)`"


@dataclass(frozen=True)
class Quote:
    """A figure of a receipt in somebody's text."""

    line: int
    """Counted from 1 in the text."""

    text: str
    """As written, on one line."""

    receipt: str
    figure: str


def find_quotes(text: str) -> Iterator[Quote]:
    """Yield every quote that has the form of one, in the order of the text."""
    for match in _QUOTE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Quote(line, " ".join(match["text"].split()), match["receipt"], match["figure"] or "")


def drop_quotes(text: str) -> str:
    """Return the text without its quotes, whose numbers have their source with them."""
    return _QUOTE.sub("", text)


def check_quotes(
    text: str, receipts: Mapping[str, Receipt], unreadable: Collection[str] = ()
) -> Iterator[tuple[int, str]]:
    """Yield line and message for every quote that is not what its receipt says, or has not the form of a quote."""
    whole = {match.start("link") for match in _QUOTE.finditer(text)}
    for opening in _OPENING.finditer(text):
        if not opening[0].startswith("](") or opening.start() + 1 not in whole:
            line = text.count("\n", 0, opening.start()) + 1
            yield line, f"a link to `receipt:` stands here that quotes nothing. Write it as {_FORM}."
    for quote in find_quotes(text):
        if quote.receipt not in unreadable and (message := _check_quote(quote, receipts)):
            yield quote.line, message


def _check_quote(quote: Quote, receipts: Mapping[str, Receipt]) -> str:
    said = f"`{shorten(quote.text)}`"
    if quote.receipt not in receipts:
        mend = suggest(quote.receipt, receipts) or _list("Receipts are", receipts) or "Run its experiment first."
        return f"{said} quotes the receipt `{quote.receipt}`, which is not there. {mend}"
    figures = receipts[quote.receipt].figures
    if not quote.figure:
        return f"{said} names no figure of `{quote.receipt}`. {_list('Add `#` and one of', figures)}"
    if quote.figure not in figures:
        mend = suggest(quote.figure, figures) or _list("It has", figures)
        return f"{said} quotes `{quote.figure}`, which is no figure of `{quote.receipt}`. {mend}"
    mistake = find_mistake(quote.text, figures[quote.figure])
    return f"{said} quotes `{quote.figure}` of `{quote.receipt}`, {mistake}" if mistake else ""


def _list(words: str, names: Collection[str]) -> str:
    return f"{words} {', '.join(f'`{name}`' for name in sorted(names))}." if names else ""
