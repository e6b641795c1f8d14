"""Text of authors that looks like HTML: it is read as it was written, on every page, and nothing of it runs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.conftest import FIXTURE, ROOT, built

ASK = "Is `Map<String, List<byte[]>>` or `</script><script>alert(1)</script>` & `</title>` kept?"
READ = ASK.replace("`", "")
EDITS = {
    "chapters/log.md": ("ask: What does a committed offset of `42` say?", f'ask: "{ASK}"'),
    "chapters/groups.md": ("title: ", "title: A & B, x < y, "),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture site with such texts."""
    project = tmp_path_factory.mktemp("texts")
    shutil.copytree(FIXTURE / "docs", project / "docs")
    for path, (old, new) in EDITS.items():
        file = project / "docs" / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    config = (FIXTURE / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(config.replace("../../..", ROOT.as_posix()), encoding="utf-8")
    return built(project / "mkdocs.yml", project / "site")


def find_pages(site: Path, text: str) -> dict[str, BeautifulSoup]:
    """Return the pages that hold a text, by path."""
    pages = {path: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser") for path in site.rglob("*.html")}
    return {
        path.relative_to(site).as_posix(): page for path, page in pages.items() if text in " ".join(page.text.split())
    }


def test_question_is_read_as_it_was_written(site: Path) -> None:
    page = next(page for path, page in find_pages(site, READ).items() if path.startswith("q/"))
    assert page.title
    assert page.title.text.startswith(READ)
    assert page.h1
    assert READ in page.h1.text
    topic = page.select_one("[data-md-component=header-topic]")
    assert topic
    assert " ".join(topic.text.split()) == READ
    described = page.select_one('meta[property="og:title"]')
    assert described
    assert described["content"] == READ


def test_title_is_read_as_it_was_written(site: Path) -> None:
    title = "A & B, x < y, "
    page = BeautifulSoup((site / "chapters/groups/index.html").read_text(encoding="utf-8"), "html.parser")
    assert page.title
    assert page.title.text.startswith(title)
    assert [link for link in page.select("nav a") if " ".join(link.text.split()).startswith(title.strip())]
    assert f"[{title}" in (site / "llms.txt").read_text(encoding="utf-8")


def test_nothing_of_it_runs(site: Path) -> None:
    for path, page in find_pages(site, "").items():
        assert [script.text for script in page.find_all("script") if script.text.startswith("alert")] == [], path
        assert len(page.find_all("title")) == 1 + len(page.select("svg title")), path
