"""The page of files to take along."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from study.pages.take_away import FILES, describe_size, fill_take_away


@pytest.mark.parametrize(
    ("size", "words"),
    [
        pytest.param(12, "1\u00a0KB", id="never-nothing"),
        pytest.param(8_400, "8\u00a0KB", id="kilobytes"),
        pytest.param(999_600, "1.0\u00a0MB", id="no-thousand-kilobytes"),
        pytest.param(1_260_000, "1.3\u00a0MB", id="megabytes"),
    ],
)
def test_size(size: int, words: str) -> None:
    assert describe_size(size) == words


def test_part_lists_its_files_that_exist_with_their_sizes() -> None:
    cards = [one for one in FILES if one.group == "cards"]
    html = fill_take_away("<h2>Cards</h2>\n<p>[[take-away: cards]]</p>\n<p>[[other]]</p>", {cards[0].path: 77_900})
    page = BeautifulSoup(html, "html.parser")
    assert [link["href"] for link in page.select("li > a[download]")] == [f"../{cards[0].path}"]
    assert "78\u00a0KB" in page.get_text()
    assert "[[other]]" in html
