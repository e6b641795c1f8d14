"""A number and its unit stay on one line wherever readers meet them; programs and exports get plain spaces."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

QUANTITY = re.compile(r"(?<![\w.-])\d+\s(?:ms|s|min|minutes|seconds|hours|days|[KMG]i?B|bytes|%)(?![\w-])")
CODE = ["pre", "code", "samp", "script", "style", "svg", "textarea", "template", "title"]


def find_parted(html: str) -> list[str]:
    page = LexborHTMLParser(html)
    page.strip_tags(CODE)
    content = page.css_first("article") or page
    return [found for found in QUANTITY.findall(content.text()) if "\u00a0" not in found]


@pytest.mark.parametrize("site_name", ["fixture_site", "real_site"])
def test_no_line_ends_between_a_number_and_its_unit(site_name: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(site_name)
    texts = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    assert {path: parted for path, text in texts.items() if (parted := find_parted(text))} == {}
    assert any("\u00a0min" in text for text in texts.values())


def test_search_and_exports_have_plain_spaces(fixture_site: Path) -> None:
    paths = [path for suffix in ("json", "md", "xml", "tsv", "txt") for path in fixture_site.rglob(f"*.{suffix}")]
    assert paths
    assert [path for path in paths if "\u00a0" in path.read_text(encoding="utf-8")] == []
