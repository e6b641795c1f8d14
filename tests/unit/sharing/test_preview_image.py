from __future__ import annotations

import re
from dataclasses import astuple, replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from markupsafe import Markup
from PIL import Image
from study.cache.store import Cache, make_key
from study.sharing.preview_image import COLORS, Preview, render_previews, typeset_previews

ROOT = Path(__file__).parents[3]
WIDTH, HEIGHT = 1200, 630
PREVIEW = Preview("What does <code>acks=all</code> wait for?", "", "The acks debate", "Senior", False, "Kafka", 12, 5)
LONGEST = " ".join(["Why"] + ["<code>max.in.flight.requests.per.connection</code> is a long name,"] * 4)[:240]
DESCRIPTION = "word " * 32

PREVIEWS = [
    pytest.param(PREVIEW, id="question"),
    pytest.param(replace(PREVIEW, label="Staff", strong=True), id="filled-label"),
    pytest.param(replace(PREVIEW, heading="Why?"), id="one-word"),
    pytest.param(replace(PREVIEW, heading=""), id="no-word"),
    pytest.param(replace(PREVIEW, heading=LONGEST), id="as-long-as-a-question-may-be"),
    pytest.param(replace(PREVIEW, heading=f"<code>{'transactional.id ' * 14}</code>"), id="as-long-all-code"),
    pytest.param(replace(PREVIEW, heading="Does a " + "W" * 80 + " matter?"), id="word-of-80-letters"),
    pytest.param(replace(PREVIEW, heading=f"<code>{'a.b' * 40}</code>"), id="one-long-name"),
    pytest.param(replace(PREVIEW, heading=f"<code>{'W' * 120}</code>"), id="one-long-name-without-joints"),
    pytest.param(replace(PREVIEW, heading="Why do they " * 300), id="no-question-is-so-long"),
    pytest.param(replace(PREVIEW, below="W" * 60, site="W" * 60), id="as-long-as-a-title-may-be"),
    pytest.param(replace(PREVIEW, heading="W" * 60, lead="W" * 160), id="title-and-description-without-spaces"),
    pytest.param(replace(PREVIEW, heading="WMW " * 15, lead=DESCRIPTION), id="title-of-wide-letters"),
    pytest.param(replace(PREVIEW, heading="é → ≤ ü <code>a → b</code>", label=""), id="letters-that-the-fonts-lack"),
    pytest.param(replace(PREVIEW, heading="Map&lt;String, byte[]&gt; #x *y* $z$ \\ @a"), id="letters-that-typst-reads"),
    pytest.param(replace(PREVIEW, records=0, position=0), id="no-question"),
    pytest.param(replace(PREVIEW, records=1, position=1), id="one-question"),
    pytest.param(replace(PREVIEW, records=59, position=59), id="end-of-the-log"),
    pytest.param(replace(PREVIEW, records=107, position=1), id="107-questions"),
    pytest.param(replace(PREVIEW, records=200, position=200), id="200-questions"),
]


def draw(preview: Preview) -> bytes:
    (image,) = render_previews([preview], Cache())
    return image


def read(preview: Preview) -> Image.Image:
    return Image.open(BytesIO(draw(preview))).convert("RGB")


def letters(text: str) -> str:
    """What is drawn of a text, wherever its lines break."""
    return re.sub(r"[\s\u200b\u2060\ufffe\x00-\x1f]", "", text)


def read_lines(preview: Preview) -> list[str]:
    """The lines of the image without their spaces."""
    page = pypdfium2.PdfDocument(typeset_previews([preview]))[0].get_textpage()
    return [letters(line) for line in page.get_text_range().splitlines()]


@pytest.mark.parametrize("preview", PREVIEWS)
def test_nothing_passes_the_margins(preview: Preview) -> None:
    image = read(preview)
    paper = tuple(bytes.fromhex(COLORS["paper"].removeprefix("#")))
    assert image.size == (WIDTH, HEIGHT)
    for box in ((0, 0, 60, HEIGHT), (WIDTH - 60, 0, WIDTH, HEIGHT), (0, 0, WIDTH, 40), (0, HEIGHT - 30, WIDTH, HEIGHT)):
        assert image.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), paper)], box


@pytest.mark.parametrize("preview", PREVIEWS)
def test_every_letter_is_drawn(preview: Preview) -> None:
    words = (preview.site, Markup(preview.heading).striptags(), preview.lead, preview.label, preview.below)
    assert sorted("".join(read_lines(preview))) == sorted(letters("".join(words)))


@pytest.mark.parametrize("preview", PREVIEWS)
def test_text_leaves_the_foot_free(preview: Preview) -> None:
    image = read(preview)
    assert image.crop((0, 472, WIDTH, 486)).getcolors() == [(WIDTH * 14, image.getpixel((0, 0)))]


@pytest.mark.parametrize("preview", PREVIEWS)
def test_image_is_small(preview: Preview) -> None:
    assert len(draw(preview)) < 60_000


def test_image_is_the_same_alone_and_among_others() -> None:
    previews = [preview for parameters in PREVIEWS for preview in parameters.values if isinstance(preview, Preview)]
    assert render_previews(previews, Cache())[4:6] == [draw(previews[4]), draw(previews[5])]


@pytest.mark.parametrize("records", [2, 12, 59, 60, 107, 200, 1000])
def test_image_shows_how_far_the_reader_is(records: int) -> None:
    images = [replace(PREVIEW, records=records, position=position) for position in (0, records // 2, records)]
    assert len(set(render_previews(images, Cache()))) == 3


def test_letters_that_the_fonts_lack_differ() -> None:
    assert draw(replace(PREVIEW, heading="→")) != draw(replace(PREVIEW, heading="≤"))


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param("Why does zero-copy matter to zero-copy or to a round-trip?", id="dash"),
        pytest.param("What reads <code>--bootstrap-server</code>, <code>a/b</code>, (<code>x</code>)?", id="code"),
        pytest.param(LONGEST, id="punctuation-after-code"),
    ],
)
def test_no_line_breaks_inside_a_word(heading: str) -> None:
    found = read_lines(replace(PREVIEW, heading=heading))
    assert len(found) > 3
    assert [word for word in Markup(heading).striptags().split() if not any(word in line for line in found)] == []


def test_lines_are_of_about_equal_length() -> None:
    assert read_lines(replace(PREVIEW, heading="Why is this a fair question?"))[1:3] == ["Whyisthisa", "fairquestion?"]


def test_image_is_drawn_once() -> None:
    cache = Cache()
    cache.get_bytes(make_key("preview", repr(astuple(PREVIEW))), lambda: b"drawn before")
    before, new = render_previews([PREVIEW, replace(PREVIEW, label="Mid")], cache)
    assert before == b"drawn before" != new
    assert render_previews([PREVIEW, replace(PREVIEW, label="Mid")], cache) == [before, new]


def test_colors_are_those_of_the_site() -> None:
    tokens = (ROOT / "overrides/assets/study/tokens.css").read_text(encoding="utf-8")
    for name, color in COLORS.items():
        assert re.search(rf"--study-{name}: (light-dark\()?{color}\b", tokens), name


def test_colors_are_drawn_as_they_are() -> None:
    image = read(replace(PREVIEW, label="Staff", strong=True))
    colors = {color for count, color in image.getcolors(1 << 16) or [] if count > 50}
    assert colors >= {tuple(bytes.fromhex(color.removeprefix("#"))) for color in COLORS.values()}
