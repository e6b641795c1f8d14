"""Rules that hold for every page of the site that readers get."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.conftest import FIXTURE, ROOT, built

FETCHED = ("stylesheet", "preload", "modulepreload", "manifest")
"""Relations of links that a browser fetches when it meets them."""


def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Every page by its address from the root."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): BeautifulSoup(
            path.read_text(encoding="utf-8"), "html.parser"
        )
        for path in sorted(site.rglob("*.html"))
    }


def broken_links(site: Path, base: str = "/") -> list[str]:
    """Each link to a page or an anchor that is not there, with the page it stands on; the site is served under `base`.

    Only the page for what is not there may say from the root where a link leads: it is shown at any address.
    """
    by_address = pages(site)
    anchors = {address: {str(tag["id"]) for tag in page.select("[id]")} for address, page in by_address.items()}
    broken = []
    for address, page in by_address.items():
        for link in page.select("a[href]"):
            parts = urlsplit(str(link["href"]))
            if parts.scheme or parts.netloc:
                continue
            from_root = address == "404.html" and parts.path.startswith(base)
            target = resolve("", parts.path.removeprefix(base)) if from_root else resolve(address, parts.path)
            there = target in by_address or (site / target).is_file()
            anchored = (
                not parts.fragment
                or parts.fragment.startswith("__")
                or unquote(parts.fragment) in anchors.get(target, ())
            )
            if not (there and anchored):
                broken.append(f"{address} -> {link['href']}")
    return broken


def resolve(address: str, path: str) -> str:
    """The address that a relative path leads to from another address."""
    if not path:
        return address
    folder = address.rpartition("/")[0].split("/") if "/" in address else []
    for piece in path.rstrip("/").split("/"):
        if piece == "..":
            folder.pop()
        elif piece not in ("", "."):
            folder.append(piece)
    joined = "/".join(folder)
    return (
        f"{joined}/"
        if joined and (path.endswith(("/", "..", ".")) and "." not in joined.rpartition("/")[2])
        else joined
    )


def test_every_link_and_anchor_leads_somewhere(real_site: Path) -> None:
    assert broken_links(real_site) == []


def test_every_link_of_the_fixture_leads_somewhere(fixture_site: Path) -> None:
    assert broken_links(fixture_site) == []


def test_every_link_under_a_path_leads_somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/kafka/")
    site = built(ROOT / "mkdocs.yml", tmp_path / "site")
    assert broken_links(site, "/kafka/") == []
    assert "https://kafka-deep-dive.example" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_no_page_asks_another_host_for_anything(real_site: Path) -> None:
    for address, page in pages(real_site).items():
        asked = [
            str(tag.get("src") or tag.get("href")) for tag in page.select("[src], link[href]:not([rel=canonical])")
        ]
        assert [url for url in asked if urlsplit(url).netloc] == [], address


def test_reading_waits_for_one_stylesheet_alone(real_site: Path) -> None:
    for address, page in pages(real_site).items():
        practice = "study-quiz, study-cards, study-interview, study-progress, study-war-room, .study-war__incidents"
        others = f"{practice}, .study-sheet, meta[http-equiv=refresh], body[data-fetched]"
        if page.select(others):
            continue
        asked = page.select(f"{', '.join(f'link[rel~={rel}]' for rel in FETCHED)}, script[src], img[src]")
        (sheet,) = [str(tag.get("href") or tag.get("src")) for tag in asked]
        style = real_site / "assets" / "study" / sheet.rpartition("/")[2]
        assert style.read_text(encoding="utf-8").count("src:url(data:font/woff2;base64,") == 1, address
        assert [str(icon["href"])[:19] for icon in page.select("link[rel=icon]")] == ["data:image/svg+xml,"], address


def test_no_page_has_inline_event_handlers(real_site: Path) -> None:
    for address, page in pages(real_site).items():
        handlers = [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
        assert handlers == [], address


def test_every_page_says_what_it_is(real_site: Path) -> None:
    for address, page in pages(real_site).items():
        if address == "404.html" or page.select("meta[http-equiv=refresh], body[data-fetched]"):
            continue
        description = page.select_one("meta[name=description]")
        assert description is not None, address
        assert 50 <= len(str(description["content"])) <= 165, address
        assert len(page.select("h1")) == 1, address


def test_no_marker_of_the_build_is_left(real_site: Path) -> None:
    for address, page in pages(real_site).items():
        article = page.select_one("article.md-content__inner")
        assert not re.search(r"\[\[\s*[a-z-]+\s*(:|\]\])", article.get_text() if article else ""), address
        assert "study-root:" not in str(page), address


def test_mermaid_never_reaches_a_reader(real_site: Path) -> None:
    assert list(real_site.rglob("*mermaid*")) == []
    for address, page in pages(real_site).items():
        assert page.select(".mermaid") == [], address


def test_two_builds_are_equal(fixture_site: Path, tmp_path: Path) -> None:
    again = built(FIXTURE / "mkdocs.yml", tmp_path / "site")
    first = {path.relative_to(fixture_site): path.read_bytes() for path in fixture_site.rglob("*") if path.is_file()}
    second = {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}
    assert first.keys() == second.keys()
    assert [str(path) for path in first if first[path] != second[path]] == []


def test_study_knows_nothing_of_the_site_generator() -> None:
    for module in (ROOT / "hooks" / "study").rglob("*.py"):
        imported = [
            line for line in module.read_text(encoding="utf-8").splitlines() if line.startswith(("import ", "from "))
        ]
        assert [line for line in imported if line.split()[1].split(".")[0] in ("mkdocs", "material")] == [], module
