"""Quotes of measured figures on a page: each must say what its receipt says."""

from __future__ import annotations

from collections.abc import Iterator

from study.authoring.problems import Problem
from study.checks.drafts import Page
from study.receipts.quotes import check_quotes
from study.receipts.reading import Receipts


def check_receipts(page: Page, receipts: Receipts) -> Iterator[Problem]:
    """Yield every quote that disagrees with its receipt, in the whole file: no field and no block is left out."""
    for line, message in check_quotes(page.text.replace("\r\n", "\n"), receipts.by_name, receipts.unreadable):
        yield Problem(page.file, line, message)
