"""What arrives when somebody is sent a link to a question, without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.conftest import FIXTURE, built
from tests.site.test_generated_pages import find, read, text


def test_page_names_level_kind_and_topics(fixture_site: Path) -> None:
    meta = find(read(fixture_site, "q/append-order"), ".study-meta")
    assert text(meta) == "Mid Put in order Log segments"


def test_page_leads_to_the_questions_beside_it(fixture_site: Path) -> None:
    page = read(fixture_site, "q/append-order")
    assert find(page, "a[rel=prev]")["href"] == "../../q/position-number/"
    assert find(page, "a[rel=next]")["href"] == "../../q/index-match/"


def test_page_leads_to_two_related_questions(fixture_site: Path) -> None:
    page = read(fixture_site, "q/offset-is-next")
    related = [str(link["href"]) for link in page.select(".study-related a")]
    assert related[0] == "../../q/position-number/"
    assert len(related) == 2


def test_spoken_question_shows_what_is_asked_next(fixture_site: Path) -> None:
    assert "Why is the index sparse?" in text(find(read(fixture_site, "q/explain-the-log"), ".study-followups"))


def test_nothing_is_reported_where_nobody_listens(fixture_site: Path) -> None:
    page = read(fixture_site, "q/offset-is-next")
    assert page.select(".study-share a, meta[name=study-report]") == []


def test_report_names_the_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_URL", "https://example.org/new?title={id}&kind=question")
    site = built(FIXTURE / "mkdocs.yml", tmp_path / "site")
    page = read(site, "q/offset-is-next")
    link = find(page, ".study-share a")
    assert text(link) == "Report this question"
    assert link["href"] == "https://example.org/new?title=offset-is-next&kind=question"
    assert find(page, "meta[name=study-report]")["content"] == "https://example.org/new?title={id}&kind=question"


def test_former_anchor_leads_to_its_heading(fixture_site: Path) -> None:
    heading = find(read(fixture_site, "chapters/log"), "#appending").parent
    assert heading is not None
    assert heading["id"] == "append"
    assert "was" not in heading.attrs


def test_lost_readers_find_links_without_script(fixture_site: Path) -> None:
    page = BeautifulSoup((fixture_site / "404.html").read_text(encoding="utf-8"), "html.parser")
    links = {str(link["href"]) for link in page.select("article a")}
    assert {"/quiz/", "/flashcards/", "/glossary/", "/chapters/log/", "/?q="} <= links


def test_pages_lead_to_where_they_are_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDIT_URL", "https://example.org/edit/docs/{path}")
    site = built(FIXTURE / "mkdocs.yml", tmp_path / "site")
    links = {page: find(read(site, page), ".study-improve")["href"] for page in ("chapters/log", "q/append-order")}
    assert links == dict.fromkeys(links, "https://example.org/edit/docs/chapters/log.md")
    assert find(read(site, "glossary"), ".study-improve")["href"] == "https://example.org/edit/docs/glossary.md"
    assert not read(site, "quiz").select(".study-improve")


def test_nothing_is_mended_where_nobody_said_where(fixture_site: Path) -> None:
    assert not read(fixture_site, "chapters/log").select(".study-improve")
