"""A diagram as a picture for paper: with the colors in it that the site's stylesheet gives it on a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.resources import files

_SVG = re.compile(r"<svg\b([^>]*)>(.*)</svg>", re.DOTALL)
_SIZE = re.compile(r'\b(width|height)="(\d+)"')
_VIEW = re.compile(r'viewBox="[^"]*"')
_CAPTION = re.compile(r'<title id="[^"]*">([^<]*)</title>')
_SMALL = re.compile(r'class="[^"]*\b(?:tick|sequenceNumber|left-axis|bottom-axis)\b')
_NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@dataclass(frozen=True)
class Picture:
    """A picture that is complete without a page."""

    svg: str
    width: int
    """In CSS pixels."""

    height: int
    title: str
    """What it shows, in a line."""

    smallest: int
    """The size of its smallest letters, in CSS pixels."""


class PictureError(ValueError):
    """A figure that has no picture."""


def make_picture(figure: str) -> Picture:
    """Return the picture in the HTML of a figure."""
    found = _SVG.search(figure)
    if not found:
        raise PictureError(figure[:80])
    sizes = {name: int(size) for name, size in _SIZE.findall(found[1])}
    if "width" not in sizes:
        raise PictureError("a picture as wide as its column has no size of its own")
    view = _VIEW.search(found[1])
    size = f'width="{sizes["width"]}" height="{sizes["height"]}" {view[0] if view else ""}'
    svg = f"<svg {_NAMESPACES} {size}><style>{_read_style()}</style>{found[2]}</svg>"
    title = unescape(caption[1]) if (caption := _CAPTION.search(found[2])) else ""
    return Picture(svg, sizes["width"], sizes["height"], title, 12 if _SMALL.search(found[2]) else 13)


@cache
def _read_style() -> str:
    return files("study.paper").joinpath("templates", "diagram.css").read_text(encoding="utf-8")
