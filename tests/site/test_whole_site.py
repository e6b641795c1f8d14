"""Rules that hold for every page of the site that readers get."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborNode

from tests.conftest import FIXTURE, ROOT, built
from tests.site.built_pages import read_pages

FETCHED = ("stylesheet", "preload", "modulepreload", "manifest")
"""Relations of links that a browser fetches when it meets them."""


def broken_links(site: Path, base: str = "/") -> list[str]:
    """Each link to a page or an anchor that is not there, with the page it stands on; the site is served under `base`.

    Only the page for what is not there may say from the root where a link leads: it is shown at any address.
    """
    by_address = read_pages(site)
    anchors = {address: {tag.attributes["id"] for tag in page.css("[id]")} for address, page in by_address.items()}
    broken = []
    for address, page in by_address.items():
        for link in page.css("a[href]"):
            href = link.attributes["href"] or ""
            parts = urlsplit(href)
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
                broken.append(f"{address} -> {href}")
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


def find_target(tag: LexborNode) -> str:
    """The address that a tag names."""
    return tag.attributes.get("src") or tag.attributes.get("href") or ""


def test_every_link_and_anchor_leads_somewhere(real_site: Path) -> None:
    assert broken_links(real_site) == []


def test_every_link_of_the_fixture_leads_somewhere(fixture_site: Path) -> None:
    assert broken_links(fixture_site) == []


def test_every_link_under_a_path_leads_somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/kafka/")
    site = built(FIXTURE / "mkdocs.yml", tmp_path / "site")
    assert broken_links(site, "/kafka/") == []
    assert "https://kafka-deep-dive.example" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_no_page_asks_another_host_for_anything(real_site: Path) -> None:
    for address, page in read_pages(real_site).items():
        asked = [find_target(tag) for tag in page.css("[src], link[href]:not([rel=canonical])")]
        assert [url for url in asked if urlsplit(url).netloc] == [], address


def test_reading_waits_for_one_stylesheet_alone(real_site: Path) -> None:
    for address, page in read_pages(real_site).items():
        practice = "study-quiz, study-cards, study-interview, study-progress, study-war-room, .study-war__incidents"
        others = f"{practice}, .study-sheet, meta[http-equiv=refresh], body[data-fetched]"
        if page.css(others):
            continue
        asked = page.css(f"{', '.join(f'link[rel~={rel}]' for rel in FETCHED)}, script[src], img[src]")
        (sheet,) = map(find_target, asked)
        style = real_site / "assets" / "study" / sheet.rpartition("/")[2]
        assert style.read_text(encoding="utf-8").count("src:url(data:font/woff2;base64,") == 1, address
        assert [find_target(icon)[:19] for icon in page.css("link[rel=icon]")] == ["data:image/svg+xml,"], address


def test_no_page_has_inline_event_handlers(real_site: Path) -> None:
    for address, page in read_pages(real_site).items():
        handlers = [name for tag in page.css("*") for name in tag.attributes if name.startswith("on")]
        assert handlers == [], address


def test_every_page_says_what_it_is(real_site: Path) -> None:
    for address, page in read_pages(real_site).items():
        if address == "404.html" or page.css("meta[http-equiv=refresh], body[data-fetched]"):
            continue
        description = page.css_first("meta[name=description]")
        assert description is not None, address
        assert 50 <= len(description.attributes["content"] or "") <= 165, address
        assert len(page.css("h1")) == 1, address


def test_no_marker_of_the_build_is_left(real_site: Path) -> None:
    for address, page in read_pages(real_site).items():
        article = page.css_first("article.md-content__inner")
        assert not re.search(r"\[\[\s*[a-z-]+\s*(:|\]\])", article.text() if article else ""), address
        assert "study-root:" not in (page.html or ""), address


def test_mermaid_never_reaches_a_reader(real_site: Path) -> None:
    assert list(real_site.rglob("*mermaid*")) == []
    for address, page in read_pages(real_site).items():
        assert page.css(".mermaid") == [], address


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
