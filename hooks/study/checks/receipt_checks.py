"""Quotes of measured figures on a page: each must say what its receipt says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from study.authoring.plain_text import shorten
from study.authoring.problems import Problem
from study.checks.drafts import Page
from study.checks.html.unsafe_markdown import find_html, find_links
from study.receipts.quotes import check_quotes
from study.receipts.reading import FOLDER, Receipts


def check_receipt_texts(receipts: Receipts, root: str) -> Iterator[Problem]:
    """Yield raw HTML and links that the texts of a receipt may not hold: they become a page as they are."""
    for name, receipt in receipts.by_name.items():
        for text in _find_texts(receipt.model_dump()):
            for _, message in (*find_html(text), *find_links(text)):
                yield Problem(f"{root}/{FOLDER}/{name}.json", 1, f"`{shorten(text)}`: {message}")


def _find_texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(_find_texts, value.values()))
    elif isinstance(value, tuple):
        yield from chain.from_iterable(map(_find_texts, value))


def check_receipts(page: Page, receipts: Receipts) -> Iterator[Problem]:
    """Yield every quote that disagrees with its receipt, in the whole file: no field and no block is left out."""
    for line, message in check_quotes(page.text.replace("\r\n", "\n"), receipts.by_name, receipts.unreadable):
        yield Problem(page.file, line, message)
