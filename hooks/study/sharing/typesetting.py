"""Pages set by Typst from a template and data, and pictures of such pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import distribution
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TypeAlias

import pypdfium2
import typst
from PIL import Image

_ROOM = Path(__file__).parent
_FONTS = (_ROOM / "fonts", Path(str(distribution("mermaidx").locate_file("mermaidx/assets/fonts"))))
"""The site's own, as TrueType because Typst reads no WOFF2, and one for characters that those lack."""

_SHADES = 15

Color: TypeAlias = tuple[int, ...]
Blend: TypeAlias = tuple[str, str]
"""A color as `#rrggbb`, and another that shows through at the edges of what is drawn in it."""


def typeset(template: str, data: object, folder: Path = _ROOM / "templates") -> bytes:
    """Return the pages as PDF; the template in the folder reads the data, which may be anything that JSON can say."""
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    compiler = typst.Compiler(folder / template, root=folder, font_paths=_load_fonts(), ignore_system_fonts=True)
    pdf = compiler.compile(format="pdf", sys_inputs=inputs, timestamp=0, pdf_tags=False)
    assert isinstance(pdf, bytes)
    return pdf


def count_pages(pdf: bytes) -> int:
    """Return how many pages there are."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def draw_pages(pdf: bytes, blends: Iterable[Blend]) -> Iterator[bytes]:
    """Yield each page as PNG, a pixel a point, in no colors but those of the blends and the shades between them."""
    palette = _make_palette(blends)
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield _encode(page.render(rev_byteorder=True, prefer_bgrx=True).to_pil(), palette)
    finally:
        document.close()


def _encode(picture: Image.Image, palette: Image.Image) -> bytes:
    png = BytesIO()
    flat = picture.convert("RGB").quantize(palette=palette, dither=Image.Dither.NONE)
    # A fifth more bytes in a third of the time: few programs fetch what every first build draws.
    flat.save(png, "PNG", compress_level=3)
    return png.getvalue()


@cache
def _load_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(_FONTS))


def _make_palette(blends: Iterable[Blend]) -> Image.Image:
    shades = dict.fromkeys(chain.from_iterable(_find_shades(*blend) for blend in blends))
    image = Image.new("P", (1, 1))
    image.putpalette([channel for shade in shades for channel in shade])
    return image


def _find_shades(color: str, ground: str) -> Iterator[Color]:
    front, back = (bytes.fromhex(one.removeprefix("#")) for one in (color, ground))
    for step in range(_SHADES + 1):
        yield tuple(round(low + (high - low) * step / _SHADES) for low, high in zip(back, front, strict=True))
