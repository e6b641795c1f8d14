"""What a chat, a search engine, a feed reader or a language model finds at an address, without running any script."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.site.built_pages import read_shared_pages

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(params=["fixture_site", "real_site"])
def site(request: pytest.FixtureRequest) -> Path:
    """Both built sites, one after the other."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


def content(page: LexborHTMLParser, name: str) -> str:
    """What a tag in the head says; there has to be one."""
    (tag,) = page.css(f'head > meta[property="{name}"], head > meta[name="{name}"]')
    return tag.attributes["content"] or ""


def in_site(address: str, site: Path) -> Path:
    """The file that a whole address leads to."""
    parts = urlsplit(address)
    assert (parts.scheme, bool(parts.netloc)) == ("https", True), address
    path = site / parts.path.lstrip("/")
    return path / "index.html" if parts.path.endswith("/") else path


def size_of(png: Path) -> tuple[int, int]:
    width, height = struct.unpack(">II", png.read_bytes()[16:24])
    return width, height


def test_every_page_says_what_it_is(site: Path) -> None:
    for address, page in read_shared_pages(site).items():
        assert content(page, "og:title") == content(page, "twitter:title") != "", address
        assert content(page, "og:description") == content(page, "description") != "", address
        assert content(page, "og:site_name"), address
        assert in_site(content(page, "og:url"), site) == site / address / "index.html"
        assert content(page, "twitter:card") == "summary_large_image"


def test_every_page_has_its_own_picture(site: Path) -> None:
    pages = read_shared_pages(site)
    for address, page in pages.items():
        assert content(page, "og:image") == content(page, "twitter:image")
        picture = in_site(content(page, "og:image"), site)
        assert size_of(picture) == (1200, 630), address
        assert picture.stat().st_size <= 60_000, address
        assert (content(page, "og:image:width"), content(page, "og:image:height")) == ("1200", "630")
        assert content(page, "og:image:alt"), address
    assert len({content(page, "og:image") for page in pages.values()}) == len(pages)


def is_sheet(address: str) -> bool:
    """Whether an address is that of a chapter's cheat sheet, which repeats the chapter on one page."""
    return address.rstrip("/").endswith("/sheet")


def test_every_page_has_structured_data_in_its_head(site: Path) -> None:
    for address, page in read_shared_pages(site).items():
        (block,) = page.css("head > script[type='application/ld+json']")
        types = [thing["@type"] for thing in json.loads(block.text())["@graph"]]
        kind = (
            [] if is_sheet(address) else {"q": ["Quiz"], "chapters": ["TechArticle"]}.get(address.partition("/")[0], [])
        )
        assert types == [*kind, "BreadcrumbList"], address


def test_sitemap_names_every_shared_page_with_a_day(site: Path) -> None:
    urls = ET.parse(site / "sitemap.xml").findall(f"{SITEMAP}url")
    found = {in_site(url.findtext(f"{SITEMAP}loc") or "", site).parent for url in urls}
    assert found == {site / address for address in read_shared_pages(site)}
    assert all(len(url.findtext(f"{SITEMAP}lastmod") or "") == 10 for url in urls)


def test_robots_point_at_the_sitemap(site: Path) -> None:
    line = (site / "robots.txt").read_text(encoding="utf-8").splitlines()[-1]
    assert in_site(line.removeprefix("Sitemap: "), site) == site / "sitemap.xml"


def test_feed_leads_to_pages(site: Path) -> None:
    entries = ET.parse(site / "feed.xml").findall(f"{ATOM}entry")
    links = [link.get("href", "") for entry in entries for link in entry.findall(f"{ATOM}link")]
    assert {in_site(link, site).is_file() for link in links} == {True}
    questions = [
        path for path in read_shared_pages(site) if path.startswith(("q/", "chapters/")) and not is_sheet(path)
    ]
    assert len(links) == len(questions)


def test_every_page_names_the_feed(site: Path) -> None:
    for address, page in read_shared_pages(site).items():
        (link,) = page.css("head > link[rel~=alternate][type='application/atom+xml']")
        assert (site / address / (link.attributes["href"] or "")).resolve() == (site / "feed.xml").resolve()


def test_language_models_find_every_chapter_as_text(site: Path) -> None:
    index = (site / "llms.txt").read_text(encoding="utf-8")
    for address, page in read_shared_pages(site).items():
        if address.startswith("chapters/") and not is_sheet(address):
            (link,) = page.css("head > link[type='text/markdown']")
            text = (site / address / (link.attributes["href"] or "")).resolve()
            assert text == (site / address / "index.md").resolve()
            assert f"{content(page, 'og:url')}index.md" in index
            assert text.read_text(encoding="utf-8").startswith(f"# {content(page, 'og:title')}\n")


def test_text_of_a_chapter_needs_nothing_of_the_site(site: Path) -> None:
    for path in site.glob("chapters/*/index.md"):
        prose = re.sub(r"`[^`]*`", "", "".join(path.read_text(encoding="utf-8").split("```")[::2]))
        for leftover in ("[[", "](#", ".md#", "{#", "???", "\n---\n"):
            assert leftover not in prose, path
