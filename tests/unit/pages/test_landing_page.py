"""What the landing page shows, and what can be tried there."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from study.pages.fragments import Fragments

from tests.unit.pages.test_flashcards import load

MOST = 6 * 1024


def fill(marker: str) -> BeautifulSoup:
    chapters = load()
    return BeautifulSoup(Fragments(chapters).fill(f"<p>[[{marker}]]</p>", "index.md"), "html.parser")


def test_picture_is_small_and_says_what_it_shows() -> None:
    (picture,) = fill("log-picture").select("svg[role=img]")
    assert len(str(picture).encode()) < MOST
    assert "the high watermark passes it" in str(picture["aria-label"])


def test_picture_has_no_record_twice_in_a_row() -> None:
    (picture,) = fill("log-picture").select("svg")
    for group in picture.select("[data-part]"):
        for row in group.select("text"):
            offsets = [cell.get_text() for cell in row.select("tspan")]
            assert len(offsets) == len(set(offsets))


def test_answer_of_the_first_chapter_is_there_without_script() -> None:
    page = fill("today")
    assert [(link["href"], link.get_text()) for link in page.select("a")] == [("chapters/groups/", "Groups")]
    assert "A consumer group shares the partitions" in page.select(".study-say")[0].get_text()


@pytest.mark.parametrize(
    ("option", "verdict", "why"),
    [
        ("The next record to read is the one at offset 42.", "right", "Right. A consumer commits last processed plus"),
        ("42 records were read since the group started.", "wrong", "Wrong. It is a position in the log"),
    ],
)
def test_option_unfolds_what_it_is_worth(option: str, verdict: str, why: str) -> None:
    options = {one.summary.get_text(): one for one in fill("choose: offset-is-next").select("details") if one.summary}
    assert len(options) == 3
    assert options[option]["data-verdict"] == verdict
    assert why in " ".join(options[option].get_text().split())
