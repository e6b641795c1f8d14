"""The page of files to take along, as a reader without script gets it."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from bs4 import BeautifulSoup, Tag
from study.pages.take_away import FILES, describe_size


@pytest.fixture(scope="module")
def listed(fixture_site: Path) -> dict[str, Tag]:
    """The rows of the page by the paths of their files."""
    page = BeautifulSoup((fixture_site / "take-away" / "index.html").read_text(encoding="utf-8"), "html.parser")
    rows = page.select(".study-files > li")
    return {unquote(str(row.select("a[download]")[0]["href"])).removeprefix("../"): row for row in rows}


@pytest.fixture(scope="module")
def sheets(fixture_site: Path) -> dict[str, Tag]:
    """The links to cheat sheets as files by their paths."""
    page = BeautifulSoup((fixture_site / "take-away" / "index.html").read_text(encoding="utf-8"), "html.parser")
    links = page.select(".study-sheets a[download]")
    return {unquote(str(link["href"])).removeprefix("../"): link for link in links}


def test_page_lists_every_file_with_its_size(
    fixture_site: Path, listed: dict[str, Tag], sheets: dict[str, Tag]
) -> None:
    assert list(listed) == [one.path for one in FILES]
    assert sheets.keys() == {
        f"take-away/sheets/{name}-{paper}.pdf" for name in ("log", "groups", "all") for paper in ("a4", "letter")
    }
    for path, row in {**listed, **sheets}.items():
        assert describe_size((fixture_site / path).stat().st_size) in row.get_text()


def test_every_file_taken_along_is_listed(fixture_site: Path, listed: dict[str, Tag], sheets: dict[str, Tag]) -> None:
    made = {
        path.relative_to(fixture_site).as_posix()
        for path in (fixture_site / "take-away").rglob("*")
        if path.is_file() and path.suffix not in (".br", ".gz") and path.name != "index.html"
    }
    assert made <= listed.keys() | sheets.keys()


@pytest.mark.parametrize(("chapter", "title"), [("log", "The log"), ("groups", "Groups")])
def test_sheet_has_its_page(fixture_site: Path, chapter: str, title: str) -> None:
    page = BeautifulSoup(
        (fixture_site / "chapters" / chapter / "sheet" / "index.html").read_text("utf-8"), "html.parser"
    )
    sheet = page.select("article.study-sheet")[0]
    assert sheet.select("h1")[0].get_text() == title
    assert sheet.select(".study-say p")
    links = [str(link["href"]) for link in sheet.select("a")]
    assert links == [
        f"../../{chapter}/",
        *(f"../../../take-away/sheets/{chapter}-{one}.pdf" for one in ("a4", "letter")),
    ]
    assert all((fixture_site / "chapters" / chapter / "sheet" / link).resolve().exists() for link in links)


def test_browsers_neither_store_nor_prefetch_the_files(fixture_site: Path, listed: dict[str, Tag]) -> None:
    worker = (fixture_site / "sw.js").read_text(encoding="utf-8")
    assert '"take-away/"' in worker
    assert [path for path in listed if f'"{path}"' in worker] == []
    rules = BeautifulSoup((fixture_site / "index.html").read_text(encoding="utf-8"), "html.parser").find(
        "script", type="speculationrules"
    )
    assert rules
    (rule,) = json.loads(rules.get_text())["prefetch"]
    pattern = rule["where"]["and"][1]["not"]["href_matches"]
    endings = pattern.removeprefix("/*.(").removesuffix(")").split("|")
    assert {path.rpartition(".")[2] for path in listed} <= set(endings)


def test_bank_of_the_site_holds_to_its_schema(fixture_site: Path) -> None:
    folder = fixture_site / "take-away"
    bank = json.loads((folder / "kafka-deep-dive.json").read_text(encoding="utf-8"))
    schema = json.loads((folder / bank["$schema"]).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(bank)


def test_page_says_when_its_content_was_checked(fixture_site: Path) -> None:
    page = BeautifulSoup((fixture_site / "take-away" / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert "Newest check of the content: 2026-11-20." in page.get_text()
