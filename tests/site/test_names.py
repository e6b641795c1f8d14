"""Names as authors may choose them: with spaces, signs and braces, in every address, list and file of the site."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.conftest import FIXTURE, ROOT, built

SITE_URL = "https://fixture.example/"
PAGE = "plans/two words & 50%.md"
PICTURE = "my picture (1).svg"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture site with such names, its lists of ids and anchors brought up to date."""
    project = tmp_path_factory.mktemp("names")
    shutil.copytree(FIXTURE / "docs", project / "docs")
    (project / "docs/plans").mkdir(exist_ok=True)
    text = f"# Two words\n\n![Picture](../{PICTURE.replace(' ', '%20')})\n\n[Back](../chapters/groups.md#owners)\n"
    (project / "docs" / PAGE).write_text(text, encoding="utf-8")
    (project / "docs" / PICTURE).write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    chapter = project / "docs/chapters/groups.md"
    source = chapter.read_text(encoding="utf-8")
    for old, new in (
        ("title: Groups", 'title: "Groups of {.env}"'),
        ("## Who owns a partition? {#owners}", "## Who owns {env}.{team}? {#owners}"),
        ("One member of the group.", f"One member. See [the plan](<../{PAGE}>) and\n{{env}}."),
        ("explain: The two members", "explain: In [the plan](<../plans/two words & 50%25.md>), the two members"),
    ):
        assert old in source
        source = source.replace(old, new, 1)
    chapter.write_text(source, encoding="utf-8")
    config = (FIXTURE / "mkdocs.yml").read_text(encoding="utf-8").replace("../../..", ROOT.as_posix())
    (project / "mkdocs.yml").write_text(config.replace("  - Glossary", f'  - "{PAGE}"\n  - Glossary'), encoding="utf-8")
    command = [sys.executable, "-m", "study.commands.publish", "docs"]
    subprocess.run(command, cwd=project, env={"PYTHONPATH": str(ROOT / "hooks")}, check=True)
    return project


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    return built(project / "mkdocs.yml", project / "site")


def read(site: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser")


def find_file(site: Path, address: str) -> Path:
    """Return where an address leads in the site; it must be one that needs no further escaping."""
    assert address.isascii()
    assert " " not in address
    place = site / unquote(urlsplit(address).path).removeprefix("/")
    return place / "index.html" if address.partition("#")[0].endswith("/") else place


def test_every_link_inside_the_site_leads_somewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = read(site, path.relative_to(site).as_posix())
        here = urljoin(SITE_URL, path.relative_to(site).as_posix().replace("%", "%25").replace(" ", "%20"))
        for link in page.select("a[href], img[src], link[href]"):
            address = urljoin(here, str(link.get("href") or link.get("src")))
            if address.startswith(SITE_URL) and path.name == "index.html":
                assert find_file(site, address).exists(), (path, address)


def test_addresses_of_a_page_with_a_space_are_escaped(site: Path) -> None:
    page = read(site, f"{PAGE.removesuffix('.md')}/index.html")
    for selector in ("meta[property='og:url']", "meta[property='og:image']"):
        (tag,) = page.select(selector)
        assert find_file(site, str(tag["content"])).is_file()
    address = "plans/two%20words%20%26%2050%25/"
    assert f"({SITE_URL}{address})" in (site / "llms.txt").read_text(encoding="utf-8")
    assert f"<loc>{SITE_URL}{address}</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert f'"{address}"' in (site / "sw.js").read_text(encoding="utf-8")
    assert f"]({SITE_URL}{address})" in (site / "chapters/groups/index.md").read_text(encoding="utf-8")


def test_picture_with_a_space_is_there_offline(site: Path) -> None:
    assert '"my%20picture%20%281%29.svg"' in (site / "sw.js").read_text(encoding="utf-8")


def test_braces_of_an_author_are_read_and_the_anchor_holds(site: Path) -> None:
    page = read(site, "chapters/groups/index.html")
    (heading,) = page.select("#owners")
    assert page.h1
    assert page.h1.get_text().startswith("Groups of {.env}")
    assert heading.get_text().startswith("Who owns {env}.{team}?")
    assert "and\n{env}." in page.get_text()
    (link,) = [a for a in read(site, "q/one-owner/index.html").select(".study-links a") if "#owners" in str(a["href"])]
    assert link.get_text() == "Read: Who owns {env}.{team}?"
    assert "## Who owns {env}.{team}?\n" in (site / "chapters/groups/index.md").read_text(encoding="utf-8")
