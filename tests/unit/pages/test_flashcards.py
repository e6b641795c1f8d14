from __future__ import annotations

from functools import cache

import pytest
from study.bank.loaded_chapter import LoadedChapter
from study.checks.validate import validate_pages
from study.pages.flashcards import Flashcard, find_cards
from study.pages.fragments import Fragments

from tests.unit.sample_chapter import FIXTURES, TODAY

SITE = "https://site.example/"
PAGES = {f"chapters/{name}.md": FIXTURES / f"site/docs/chapters/{name}.md" for name in ("log", "groups")}
TOPICS = {"log-segments": "Log segments", "consumer-groups": "Consumer groups", "acks": "Acknowledgments"}


def load(*replacement: str) -> tuple[LoadedChapter, ...]:
    """The chapters of the fixture site, with a text replaced."""
    old, new = replacement or ("", "")
    sources = {src_uri: path.read_text(encoding="utf-8").replace(old, new) for src_uri, path in PAGES.items()}
    return validate_pages(sources, topics=TOPICS, published=(), today=TODAY).chapters


@cache
def find(*replacement: str) -> dict[str, Flashcard]:
    """Their cards by id."""
    chapters = load(*replacement)
    return {card.id: card for card in find_cards(chapters, Fragments(chapters), SITE)}


def test_every_question_has_a_card_in_written_order() -> None:
    assert list(find()) == [question.id for chapter in load() for question in chapter.front.questions]


def test_question_without_card_is_left_out() -> None:
    assert "what-is-a-segment" not in find("ask: What is a segment?", "ask: What is a segment?\n    card: false")


def test_own_card_replaces_the_made_one() -> None:
    card = find("ask: What is a segment?", "ask: What is a segment?\n    card: {front: The *front*, back: The back}")
    assert card["what-is-a-segment"].front == "<p>The <em>front</em></p>"
    assert card["what-is-a-segment"].back == "<p>The back</p>"


@pytest.mark.parametrize(
    ("card", "tags"),
    [
        pytest.param("offset-is-next", ("chapter::log", "level::junior", "topic::log-segments"), id="level"),
        pytest.param(
            "explain-idle-members", ("chapter::groups", "level::staff", "topic::consumer-groups"), id="chapter"
        ),
        pytest.param(
            "files-of-a-segment", ("chapter::log", "level::mid", "topic::log-segments"), id="level-not-written"
        ),
    ],
)
def test_tags(card: str, tags: tuple[str, ...]) -> None:
    assert find()[card].tags == tags


@pytest.mark.parametrize(
    ("card", "back"),
    [
        pytest.param("offset-is-next", "The next record to read is the one at offset 42.", id="options"),
        pytest.param("files-of-a-segment", "<li><code>.log</code>, the data</li>", id="several"),
        pytest.param("position-number", "168 offset", id="number"),
        pytest.param("append-order", "<li>The producer adds it to a batch</li>", id="order"),
        pytest.param("index-match", "<dt>.timeindex</dt><dd>Timestamps to offsets</dd>", id="match"),
        pytest.param("predict-position", "<samp>42</samp>", id="trace"),
        pytest.param("explain-the-log", "<li>The segment is found by its base offset</li>", id="talk"),
        pytest.param("append-order", "never by the producer", id="explanation"),
    ],
)
def test_back_has_the_answer(card: str, back: str) -> None:
    assert back in find()[card].back
    assert back not in find()[card].front


def test_front_of_a_trace_has_its_code() -> None:
    assert "seek" in find()["predict-position"].front


def test_links_are_whole_addresses() -> None:
    links = find()["who-moves-partitions"].links
    assert f'href="{SITE}chapters/log/#append"' in links
    assert f'href="{SITE}q/who-moves-partitions/"' in links
    assert not [card.id for card in find().values() if "study-root:" in card.front + card.back + card.links]
