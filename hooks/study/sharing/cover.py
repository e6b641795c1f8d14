"""The picture of the audio edition, as podcast programs show it."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from study.cache.store import Cache, make_key
from study.sharing.preview_image import COLORS

COVER = "audio/cover.png"
SERIES = "Listen later"

_VOICES = "Two synthetic voices, every line with its source"
_BLENDS = (("ink", "paper"), ("ink-soft", "paper"), ("lane", "paper"), ("mark", "paper"))
_SMALL = 600


def render_cover(site_name: str, cache: Cache) -> bytes:
    """Return the cover as a square PNG of 3000 pixels."""

    def draw() -> bytes:
        from study.sharing.typesetting import draw_pages, typeset  # Most builds find it.

        pdf = typeset("cover.typ", {"colors": COLORS, "title": site_name, "series": SERIES, "voices": _VOICES})
        return next(draw_pages(pdf, [(COLORS[color], COLORS[ground]) for color, ground in _BLENDS]))

    return cache.get_bytes(make_key("cover", site_name, SERIES, _VOICES), draw)


def shrink_cover(png: bytes) -> bytes:
    """Return the cover as a JPEG that fits into a sound file."""
    small = Image.open(BytesIO(png)).convert("RGB").resize((_SMALL, _SMALL), Image.Resampling.LANCZOS)
    jpeg = BytesIO()
    small.save(jpeg, "JPEG", quality=82, optimize=True)
    return jpeg.getvalue()
