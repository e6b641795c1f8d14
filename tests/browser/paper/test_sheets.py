"""Cheat sheets as a browser prints them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page


def count_pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_sheet_is_one_printed_page(page: Page, real_site: Path, real_url: str, paper: str) -> None:
    printed = {}
    for sheet in sorted((real_site / "chapters").glob("*/sheet/")):
        chapter = sheet.parent.name
        page.goto(f"{real_url}chapters/{chapter}/sheet/")
        page.evaluate("document.fonts.ready")
        printed[chapter] = count_pages(page.pdf(format=paper))
    assert printed
    assert printed == dict.fromkeys(printed, 1)


def test_no_letter_on_paper_is_smaller_than_promised(page: Page, real_site: Path, real_url: str) -> None:
    page.emulate_media(media="print")
    for sheet in sorted((real_site / "chapters").glob("*/sheet/")):
        page.goto(f"{real_url}chapters/{sheet.parent.name}/sheet/")
        smallest = page.evaluate(
            "Math.min(...[...document.querySelectorAll('.study-sheet :is(p, h1, h2, dt, dd, b)')]"
            ".filter(node => node.checkVisibility()).map(node => parseFloat(getComputedStyle(node).fontSize)))"
        )
        assert smallest >= 8.5 * 96 / 72 - 0.01
