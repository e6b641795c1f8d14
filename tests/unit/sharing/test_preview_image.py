from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from study.sharing.preview_drawing import COLOURS, HEIGHT, WIDTH, draw_card
from study.sharing.preview_image import PreviewCard

ROOT = Path(__file__).parents[3]
CARD = PreviewCard("What does <code>acks=all</code> wait for?", "", "The acks debate", "Senior", False, "Kafka", 12, 5)
LONGEST = " ".join(["Why"] + ["<code>max.in.flight.requests.per.connection</code> is a long name,"] * 4)[:240]


def read(card: PreviewCard) -> Image.Image:
    return Image.open(BytesIO(draw_card(card))).convert("RGB")


@pytest.mark.parametrize(
    "card",
    [
        pytest.param(CARD, id="question"),
        pytest.param(replace(CARD, heading="Why?"), id="one-word"),
        pytest.param(replace(CARD, heading=LONGEST), id="as-long-as-a-question-may-be"),
        pytest.param(replace(CARD, heading="W" * 40), id="one-long-word"),
        pytest.param(replace(CARD, heading=f"<code>{'a.b' * 40}</code>"), id="one-long-name"),
        pytest.param(replace(CARD, below="W" * 60), id="as-long-as-a-title-may-be"),
        pytest.param(replace(CARD, heading="W" * 10, lead="word " * 32), id="as-long-as-a-description-may-be"),
        pytest.param(replace(CARD, heading="é → ≤ ü", label=""), id="letters-that-the-fonts-lack"),
        pytest.param(replace(CARD, cells=40, offset=40), id="end-of-the-log"),
    ],
)
def test_nothing_passes_the_margins(card: PreviewCard) -> None:
    picture = read(card)
    paper = picture.getpixel((0, 0))
    assert picture.size == (WIDTH, HEIGHT)
    for box in ((0, 0, 60, HEIGHT), (WIDTH - 60, 0, WIDTH, HEIGHT), (0, 0, WIDTH, 40), (0, HEIGHT - 30, WIDTH, HEIGHT)):
        assert picture.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), paper)], box


@pytest.mark.parametrize("level", ["Senior", "Staff"])
def test_text_leaves_the_foot_free(level: str) -> None:
    picture = read(replace(CARD, heading=LONGEST, label=level))
    assert picture.crop((0, 472, WIDTH, 486)).getcolors() == [(WIDTH * 14, picture.getpixel((0, 0)))]


def test_picture_is_small_and_the_same_each_time() -> None:
    card = replace(CARD, heading=LONGEST)
    assert draw_card(card) == draw_card(card)
    assert len(draw_card(card)) < 60_000


def test_missing_letters_differ() -> None:
    assert draw_card(replace(CARD, heading="→")) != draw_card(replace(CARD, heading="≤"))


def test_colours_of_cards_are_those_of_the_site() -> None:
    tokens = (ROOT / "overrides/assets/study/tokens.css").read_text(encoding="utf-8")
    assert set(COLOURS) <= set(re.findall(r"#[0-9a-f]{6}", tokens))
