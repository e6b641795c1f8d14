"""Preview cards as pictures: 1200 x 630, drawn from the page's own words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import distribution
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from markupsafe import escape
from PIL import Image, ImageDraw, ImageFont

from study.sharing.preview_image import PreviewCard
from study.sharing.text_layout import Run, Setting, fit_text

WIDTH, HEIGHT = 1200, 630

PAPER = "#fcfcfa"
INK = "#1b2422"
INK_SOFT = "#4a5653"
RULE = "#d5dbd6"
LANE = "#0b6350"
LANE_INK = "#ffffff"
LANE_WASH = "#e4f0ec"
MARK = "#f2a93b"

COLOURS = (PAPER, INK, INK_SOFT, RULE, LANE, LANE_INK, LANE_WASH, MARK)
"""The light palette of the site's tokens."""

_SIGN = Path(__file__).parents[3] / "overrides" / "assets" / "study" / "fonts" / "overpass-700.woff2"
_CODE = Path(__file__).parent / "fonts" / "overpass-mono-600.woff2"
_OTHER = Path(str(distribution("mermaidx").locate_file("mermaidx/assets/fonts/DejaVuSans-Bold.ttf")))
"""For a character that neither font of the site has."""

_LEFT, _RIGHT = 72, WIDTH - 72
_LOGO_TOP, _LOGO = 56, 48
_TEXT_TOP, _TEXT_BOTTOM = 140, 462
_FOOT = 522
_LINE_SIZE, _LABEL_SIZE = 29, 26
_LOG_TOP, _LOG_BOTTOM = 554, 584

_SIZES = range(108, 38, -2)
_LEAD_SIZES = range(34, 16, -1)
_LEADING = 1.16
_SHARE = 0.56
"""Of the room for text: what a heading takes at most that has a sentence below it."""

_GAP = 20
_TIGHTER = 0.012
"""What headings of the site take off between letters, in sizes."""

_LARGE = 1000
"""Size at which letters are measured: so large that rounding to whole pixels does not count."""

_CODE_SCALE = 0.9
_OTHER_SCALE = 0.85
"""Sizes of code and of other letters beside text, whose lower-case letters are less tall."""

_PADDING = 0.14
"""Room on either side of a code span, in sizes."""

_SHADES = 16
_TOUCHED = [255 * (level > 8) for level in range(256)]
_NOWHERE = "\uffff"
"""A character that no font has."""

_INKS = ((INK, PAPER), (INK_SOFT, PAPER), (LANE, PAPER), (INK, LANE_WASH), (LANE_INK, LANE))
"""Every color of letters with what they stand on: each pair gets its shades in the palette."""


def draw_card(card: PreviewCard) -> bytes:
    """Return the picture as PNG, drawn anew."""
    canvas = Image.new("P", (WIDTH, HEIGHT), _flat(PAPER))
    canvas.putpalette(_make_palette())
    draw = ImageDraw.Draw(canvas)
    _draw_logo(draw)
    _draw_line(canvas, (_LEFT + 66, _LOGO_TOP + 35), card.site, _RIGHT, INK)
    _draw_words(canvas, card)
    _draw_line(canvas, (_LEFT, _FOOT), card.below, _draw_label(canvas, card) - 24, INK_SOFT)
    _draw_log(draw, card)
    return _encode(canvas)


def _draw_logo(draw: ImageDraw.ImageDraw) -> None:
    """Draw the site's logo, whose own grid is 32 wide."""
    unit = _LOGO / 32
    top, bottom = _LOGO_TOP + 8 * unit, _LOGO_TOP + 24 * unit - 1
    for left in (2, 11):
        draw.rectangle((_LEFT + (left - 2) * unit, top, _LEFT + (left + 5) * unit - 1, bottom), fill=_flat(LANE))
    draw.rectangle((_LEFT + 21 * unit, top, _LEFT + 28 * unit - 1, bottom), outline=_flat(LANE), width=3)
    mark = _LEFT + 18.5 * unit - 2
    draw.rectangle((mark, _LOGO_TOP + 4 * unit, mark + 3, _LOGO_TOP + 28 * unit - 1), fill=_flat(MARK))


def _draw_words(canvas: Image.Image, card: PreviewCard) -> None:
    """Draw the heading and, in what it leaves, the sentence below it."""
    room = _TEXT_BOTTOM - _TEXT_TOP
    heading = _fit(card.heading, room * _SHARE if card.lead else room, _SIZES)
    below = _draw_setting(canvas, heading, _TEXT_TOP, INK)
    if card.lead:
        lead = _fit(str(escape(card.lead)), _TEXT_BOTTOM - below - _GAP, _LEAD_SIZES)
        _draw_setting(canvas, lead, below + _GAP, INK_SOFT)


def _fit(html: str, height: float, sizes: Sequence[int]) -> Setting:
    return fit_text(html, _measure, _RIGHT - _LEFT, height, sizes, _LEADING)


def _draw_setting(canvas: Image.Image, setting: Setting, top: float, color: str) -> float:
    """Draw lines from the top, and return where they end."""
    size = setting.size
    for index, line in enumerate(setting.lines):
        x, baseline = float(_LEFT), round(top + size * (0.84 + index * _LEADING))
        for run in line:
            _draw_run(canvas, (x, baseline), run, size, color)
            x += _measure(run) * size
    return top + len(setting.lines) * size * _LEADING


def _draw_run(canvas: Image.Image, at: tuple[float, int], run: Run, size: int, color: str) -> None:
    x, baseline = at
    if not run.code:
        _draw_text(canvas, (x, baseline), run, size, (color, PAPER))
        return
    box = (x, baseline - 0.78 * size, x + _measure(run) * size, baseline + 0.26 * size)
    ImageDraw.Draw(canvas).rounded_rectangle(tuple(map(round, box)), radius=5, fill=_flat(LANE_WASH))
    _draw_text(canvas, (x + _PADDING * size, baseline), run, size, (INK, LANE_WASH))


def _draw_line(canvas: Image.Image, at: tuple[int, int], text: str, right: int, color: str) -> None:
    """Draw one line, in a smaller size if it would pass the right end of its room."""
    line = Run(text)
    size = min(_LINE_SIZE, int((right - at[0]) / max(_measure(line), 1)))
    _draw_text(canvas, at, line, size, (color, PAPER))


def _draw_label(canvas: Image.Image, card: PreviewCard) -> int:
    """Draw the label at the right edge, outlined or filled, and return where it starts."""
    if not card.label:
        return _RIGHT
    label = Run(card.label)
    left = round(_RIGHT - _measure(label) * _LABEL_SIZE - 32)
    box = (left, _FOOT - 32, _RIGHT - 1, _FOOT + 13)
    fill = _flat(LANE) if card.strong else None
    ImageDraw.Draw(canvas).rounded_rectangle(box, radius=5, fill=fill, outline=_flat(LANE), width=3)
    _draw_text(canvas, (left + 16, _FOOT), label, _LABEL_SIZE, (LANE_INK, LANE) if card.strong else (LANE, PAPER))
    return left


def _draw_log(draw: ImageDraw.ImageDraw, card: PreviewCard) -> None:
    """Draw the records, as in the logo: those behind the reader, a mark, and those ahead."""
    pitch = (_RIGHT - _LEFT + 9) / card.cells
    for index, (left, right) in enumerate(pairwise(round(_LEFT + pitch * cell) for cell in range(card.cells + 1))):
        box = (left, _LOG_TOP, right - 10, _LOG_BOTTOM)
        draw.rectangle(box, fill=_flat(LANE) if index < card.offset else None, outline=_flat(LANE), width=3)
    mark = round(_LEFT + pitch * card.offset) - 7
    draw.rectangle((mark, _LOG_TOP - 9, mark + 4, _LOG_BOTTOM + 9), fill=_flat(MARK))


def _draw_text(canvas: Image.Image, at: tuple[float, int], run: Run, size: int, colors: tuple[str, str]) -> None:
    """Draw letters in the shades between their color and the one that they stand on."""
    left, rise = int(at[0]) - size, round(1.4 * size)
    letters = Image.new("L", (round(_measure(run) * size) + 2 * size, 2 * size))
    draw = ImageDraw.Draw(letters)
    x = at[0] - left
    for character, following in pairwise(f"{run.text} "):
        draw.text((x, rise), character, fill=255, font=_find_font(run.code, character, size), anchor="ls")
        x += _advance(run.code, character, following) * size
    shades = _INKS.index(colors) * _SHADES
    shaded = letters.point([shades + level * (_SHADES - 1) // 255 for level in range(256)])
    canvas.paste(shaded, (left, at[1] - rise), letters.point(_TOUCHED))


def _measure(run: Run) -> float:
    """Return the width of a run in sizes of its letters."""
    padding = 2 * _PADDING if run.code and run.text.strip() else 0.0
    return padding + sum(_advance(run.code, *pair) for pair in pairwise(f"{run.text} "))


@cache
def _advance(code: bool, character: str, following: str) -> float:
    """Return how far the next letter is, in sizes: letters are set one by one, as no other way can set them closer."""
    font = _find_font(code, character, _LARGE)
    width = font.getlength(character)
    if not code and character.isalnum() and font is _find_font(code, following, _LARGE):
        width += min(0.0, font.getlength(character + following) - width - font.getlength(following))
    return width / _LARGE - (0 if code else _TIGHTER)


@cache
def _find_font(code: bool, character: str, size: int) -> ImageFont.FreeTypeFont:
    """Return the font that has the character, at the size that suits text of the given one."""
    if _is_missing(code, character):
        return _load_font(_OTHER, round(size * _OTHER_SCALE))
    return _load_font(_CODE, round(size * _CODE_SCALE)) if code else _load_font(_SIGN, size)


@cache
def _is_missing(code: bool, character: str) -> bool:
    """Whether the site's font draws for the character what it draws for every one that it lacks."""
    font = _load_font(_CODE if code else _SIGN, _LINE_SIZE)
    return not character.isspace() and bytes(font.getmask(character)) == bytes(font.getmask(_NOWHERE))


@cache
def _load_font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    # Only Raqm, which not every machine has, knows pairs of letters; it is slow, and draws one letter no better.
    engine = None if size == _LARGE else ImageFont.Layout.BASIC
    return ImageFont.truetype(str(path), size, layout_engine=engine)


def _flat(color: str) -> int:
    return len(_INKS) * _SHADES + COLOURS.index(color)


def _make_palette() -> list[int]:
    shades = [
        round(back + (front - back) * step / (_SHADES - 1))
        for ink, paper in _INKS
        for step in range(_SHADES)
        for front, back in zip(_channels(ink), _channels(paper), strict=True)
    ]
    return shades + [channel for color in COLOURS for channel in _channels(color)]


def _channels(color: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(color.removeprefix("#")))


def _encode(canvas: Image.Image) -> bytes:
    png = BytesIO()
    # A fifth more bytes in a third of the time: few programs fetch what every first build draws.
    canvas.save(png, "PNG", optimize=False, compress_level=3)
    return png.getvalue()
