"""What the pages where readers practise ask for before they are there."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

import pytest
from bs4 import BeautifulSoup


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("quiz/", "No question fits"),
        ("flashcards/", "Nothing is due today"),
        ("progress/", "The weakest ten"),
        ("mock-interview/", "Two minutes."),
        ("chapters/log/", ""),
    ],
)
def test_head_asks_for_the_script_of_the_page(fixture_site: Path, page: str, words: str) -> None:
    html = BeautifulSoup((fixture_site / page / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert html.head
    scripts = html.head.find_all("script", src=True, type="module")
    early = [script for script in scripts if script.has_attr("async")]
    # The script of every page waits for the page: what it defines reads what stands there.
    assert [PurePath(str(one["src"])).name[:6] for one in scripts if one not in early] == (["study."] if words else [])
    texts = [(fixture_site / page / str(script["src"])).read_text(encoding="utf-8") for script in early]
    assert [words in text for text in texts[:1]] == ([True] if words else [])
    assert len({str(script["src"]) for script in scripts}) == len(scripts)


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("quiz/", {"study", "quiz-element"}),
        ("flashcards/", {"study", "cards-element", "schedule"}),
        ("progress/", {"study", "progress-element", "schedule"}),
        ("mock-interview/", {"study", "interview-element"}),
    ],
)
def test_head_asks_for_everything_that_the_page_runs(fixture_site: Path, page: str, asked: set[str]) -> None:
    html = BeautifulSoup((fixture_site / page / "index.html").read_text(encoding="utf-8"), "html.parser")
    folder = fixture_site / page
    known = {(folder / str(script["src"])).resolve() for script in html.find_all("script", src=True)}
    assert {path.name.partition(".")[0] for path in known} == asked
    imported = {
        (path.parent / name).resolve()
        for path in known
        for name in re.findall(r'(?:from|import)"(\.[^"]+)"', path.read_text(encoding="utf-8"))
    }
    links = html.find_all("link", rel="modulepreload")
    assert {(folder / str(link["href"])).resolve() for link in links} == imported - known
