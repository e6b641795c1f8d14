"""What the pages where readers practise ask for before they are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup


@pytest.mark.parametrize(
    ("page", "words"), [("quiz/", "No question fits"), ("flashcards/", "Nothing is due today"), ("chapters/log/", "")]
)
def test_head_asks_for_the_script_of_the_page(fixture_site: Path, page: str, words: str) -> None:
    html = BeautifulSoup((fixture_site / page / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert html.head
    scripts = html.head.find_all("script", src=True, type="module")
    assert all(script.has_attr("async") for script in scripts)
    texts = [(fixture_site / page / str(script["src"])).read_text(encoding="utf-8") for script in scripts]
    assert [words in text for text in texts] == ([True] if words else [])
