"""The picture that stands for a page where its link is shared: what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass
from functools import partial

from bs4 import BeautifulSoup

from study.cache.store import Cache, make_key

COLORS = {
    "paper": "#fcfcfa",
    "ink": "#1b2422",
    "ink-soft": "#4a5653",
    "lane": "#0b6350",
    "lane-wash": "#e4f0ec",
    "mark": "#f2a93b",
}
"""The light palette of the site's tokens, by their names there."""

_BLENDS = (
    ("ink", "paper"),
    ("ink-soft", "paper"),
    ("lane", "paper"),
    ("lane-wash", "paper"),
    ("mark", "paper"),
    ("ink", "lane-wash"),
)


@dataclass(frozen=True)
class Preview:
    """What a preview image says."""

    heading: str
    """HTML for the inside of a line; only `<code>` is kept."""

    lead: str
    """A sentence below the heading, or nothing."""

    below: str
    """Where it belongs, or what is in it."""

    label: str
    """The level of a question, or what kind of page it is."""

    strong: bool
    """Whether the label is filled."""

    site: str
    """Name of the site."""

    records: int
    """Records in the log at the foot of the image."""

    position: int
    """How many of them lie behind the reader."""


def render_previews(previews: Sequence[Preview], cache: Cache) -> list[bytes]:
    """Return the images as PNG; those that the cache lacks are drawn together."""
    keys = [make_key("preview", repr(astuple(preview))) for preview in previews]
    missing = {key: preview for key, preview in zip(keys, previews, strict=True) if key not in cache}
    drawn = dict(zip(missing, _draw(list(missing.values())), strict=True)) if missing else {}
    return [cache.get_bytes(key, partial(drawn.__getitem__, key)) for key in keys]


def typeset_previews(previews: Iterable[Preview]) -> bytes:
    """Return the images as pages of a PDF."""
    from study.sharing.typesetting import typeset  # Most builds find every image.

    described = [{**asdict(preview), "heading": list(_read_runs(preview.heading))} for preview in previews]
    return typeset("preview.typ", {"colors": COLORS, "previews": described})


def _draw(previews: Iterable[Preview]) -> Iterator[bytes]:
    from study.sharing.typesetting import draw_pages

    return draw_pages(typeset_previews(previews), [(COLORS[color], COLORS[ground]) for color, ground in _BLENDS])


def _read_runs(html: str) -> Iterator[dict[str, object]]:
    """Yield the text of a piece of HTML in runs that are code or are not."""
    for text in BeautifulSoup(html, "html.parser").find_all(string=True):
        yield {"text": re.sub(r"[ \t\r\n]+", " ", text), "code": text.find_parent("code") is not None}
