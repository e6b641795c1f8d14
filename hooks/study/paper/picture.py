"""A diagram as a picture for paper: with the colors in it that the site's stylesheet gives it on a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.resources import files

_SVG = re.compile(r"<svg\b([^>]*)>(.*?)</svg></div>", re.DOTALL)
_LEGEND = re.compile(r"<li><svg[^>]*>(.*?)</svg>(.*?)</li>", re.DOTALL)
_SIZE = re.compile(r'\b(width|height)="(\d+)"')
_VIEW = re.compile(r'viewBox="(\S+) (\S+) (\S+) (\S+)"')
_CAPTION = re.compile(r'<title id="[^"]*">([^<]*)</title>')
_SMALL = re.compile(r'class="[^"]*\b(?:tick|sequenceNumber|left-axis|bottom-axis)\b')
_LEGEND_LINE = 20
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


def make_picture(figure: str, column: int | None = None) -> Picture:
    """Return the picture in the HTML of a figure, its legend below it; one as wide as its column needs that width."""
    found = _SVG.search(figure)
    if not found:
        raise PictureError(figure[:80])
    sizes = {name: int(size) for name, size in _SIZE.findall(found[1])}
    if "width" not in sizes:
        if column is None:
            raise PictureError("a picture as wide as its column has no size of its own")
        sizes["width"] = column
    view = _VIEW.search(found[1])
    left, top, width, height = map(float, view.groups() if view else (0, 0, sizes["width"], sizes["height"]))
    legend = _draw_legend(figure, left, top + height)
    more = _LEGEND_LINE * legend.count("<text")
    room = f'viewBox="{left:g} {top:g} {width:g} {height + more:g}"'
    size = f'width="{sizes["width"]}" height="{sizes["height"] + more}" {room}'
    svg = f"<svg {_NAMESPACES} {size}><style>{_read_style()}</style>{found[2]}{legend}</svg>"
    title = unescape(caption[1]) if (caption := _CAPTION.search(found[2])) else ""
    return Picture(svg, sizes["width"], sizes["height"] + more, title, 12 if _SMALL.search(found[2]) else 13)


def _draw_legend(figure: str, left: float, top: float) -> str:
    """Return a line for each entry of a chart's legend, one below another."""
    return "".join(
        f'<g transform="translate({left + 4:g} {top + 6 + _LEGEND_LINE * place:g})">'
        f'{sample}<text x="40" y="9">{name}</text></g>'
        for place, (sample, name) in enumerate(_LEGEND.findall(figure))
    )


@cache
def _read_style() -> str:
    templates = files("study.paper").joinpath("templates")
    return "".join(templates.joinpath(name).read_text(encoding="utf-8") for name in ("diagram.css", "timeline.css"))
