"""Mermaid source -> the HTML of a figure, drawn at build time and cached by content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from html import escape
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from pymdownx.superfences import SuperFencesException

from study.cache.store import Cache, make_key
from study.diagrams.engine import Drawing, Drawn, start_drawing
from study.diagrams.problems import DiagramError
from study.diagrams.source import DiagramSource, parse_diagram
from study.diagrams.svg import FEW_POINTS, Picture, slim_svg
from study.diagrams.timelines.drawing import draw_timeline

__all__ = [
    "LIBRARY",
    "DiagramError",
    "draw_in_background",
    "draw_with_mermaid",
    "make_fence",
    "render_diagram",
    "render_fallback",
]

_MERMAID = distribution("mermaidx")
LIBRARY = Path(str(_MERMAID.locate_file("mermaidx/assets/mermaid.js")))
"""The Mermaid that draws here, for a browser that has to draw the same."""

FOLDER = "pictures/"
"""Beside a page, where its diagrams lie as files."""

NARROWEST = 300
"""A picture up to this wide, in CSS pixels, fits every screen: it needs no scrolling and no stop of the Tab key."""

_TEXT = 14
_SMALL_TEXT = 13

CONFIG: dict[str, Any] = {
    # Labels as SVG text: the stylesheet can center them whatever font the reader has.
    "htmlLabels": False,
    "fontFamily": "sans-serif",
    "fontSize": _TEXT,
    "themeVariables": {"fontSize": f"{_TEXT}px"},
    # Some shapes are drawn by a sketching library with random numbers: two builds would differ.
    "handDrawnSeed": 1,
    "flowchart": {
        "htmlLabels": False,
        "diagramPadding": 4,
        "nodeSpacing": 18,
        "rankSpacing": 36,
        "padding": 7,
        "subGraphTitleMargin": {"top": 6, "bottom": 10},
    },
    "state": {"nodeSpacing": 20, "rankSpacing": 36, "padding": 10},
    "sequence": {
        "diagramMarginX": 4,
        "diagramMarginY": 4,
        "actorMargin": 18,
        "width": 86,
        "height": 40,
        "boxMargin": 8,
        "boxTextMargin": 4,
        "noteMargin": 8,
        "messageMargin": 32,
        "mirrorActors": False,
        "actorFontSize": _TEXT,
        "actorFontWeight": 600,
        "noteFontSize": _SMALL_TEXT,
        "messageFontSize": _SMALL_TEXT,
    },
    "xyChart": {
        "width": 560,
        "height": 330,
        "titleFontSize": _TEXT,
        "titlePadding": 8,
        "xAxis": {"labelFontSize": _SMALL_TEXT, "titleFontSize": _SMALL_TEXT, "tickLength": 4, "axisLineWidth": 1},
        "yAxis": {"labelFontSize": _SMALL_TEXT, "titleFontSize": _SMALL_TEXT, "tickLength": 4, "axisLineWidth": 1},
    },
}
"""Sizes and spacing for all diagrams; colors are the stylesheet's business."""

SMALL_CHART = {"width": NARROWEST - 4, "height": 240}
"""Of a chart with few points: it fits every screen."""

MANY_POINTS = 100
"""Points of a line that only its course is read from."""

_LINK = re.compile(r'<a class="study-diagram__open"[^>]*>[^<]*</a>')

Draw = Callable[[str], str]


def draw_in_background(
    sources: Iterable[str],
    cache: Cache,
    start: Callable[[Sequence[Drawing]], list[Future[Drawn]]] = start_drawing,
) -> Draw:
    """Begin with every diagram that the cache lacks, and return what gives Mermaid's own SVG of these and any other.

    It raises RuntimeError with Mermaid's message.
    """
    missing = [source for source in sources if make_key("figure", source) not in cache]
    codes = list(dict.fromkeys(_find_codes(missing)))
    begun = dict(zip(codes, start([_make_drawing(code) for code in codes]), strict=True))

    def draw(code: str) -> str:
        if code not in begun:
            begun[code] = start([_make_drawing(code)])[0]
        drawn = begun[code].result()
        if drawn.error:
            raise RuntimeError(drawn.error)
        return drawn.svg

    return draw


def draw_with_mermaid(code: str) -> str:
    """Return Mermaid's own SVG; raise RuntimeError with Mermaid's message."""
    return draw_in_background((), Cache())(code)


def _find_codes(sources: Iterable[str]) -> Iterator[str]:
    for source in sources:
        with suppress(DiagramError):  # It is told when the diagram is rendered.
            diagram = parse_diagram(source)
            if not diagram.timeline:
                yield diagram.code


def _make_drawing(code: str) -> Drawing:
    chart = {**CONFIG["xyChart"], **(SMALL_CHART if _is_narrow(code) else {})}
    return Drawing(code, {**CONFIG, "xyChart": chart})


def render_diagram(source: str, cache: Cache | None = None, draw: Draw = draw_with_mermaid) -> str:
    """Return the figure: picture, caption and description; raises DiagramError for what an author has to mend."""
    return (cache or Cache()).get(make_key("figure", source), lambda: _render(source, draw))


def _render(source: str, draw: Draw) -> str:
    diagram = parse_diagram(source)
    name = "d-" + hashlib.sha256(source.encode()).hexdigest()[:8]
    if diagram.timeline:
        return _render_figure(diagram, name, draw_timeline(diagram.timeline, name))
    try:
        drawn = draw(diagram.code)
    except RuntimeError as error:
        raise _translate(str(error), diagram) from error
    return _render_figure(diagram, name, slim_svg(drawn, diagram.kind, name))


def _is_narrow(code: str) -> bool:
    """Whether a narrow picture shows a chart well: one of few points, or of lines that no single point is read from."""
    counts = [line.count(",") + 1 for line in code.splitlines() if line.split()[:1] in (["line"], ["bar"])]
    return not FEW_POINTS < max(counts, default=0) < MANY_POINTS


def drop_link(figure: str) -> str:
    """Return a figure without the link to its picture as a file, for a page that has no such file beside it."""
    return _LINK.sub("", figure)


def _translate(message: str, diagram: DiagramSource) -> DiagramError:
    """Return Mermaid's message in one line, with the line it names or the one that holds what it quotes."""
    message = re.sub(r"^\w*Error: ", "", message)
    line = 1
    if match := re.match(r"(?:Parse|Lexical) error on line (\d+)[:.]\s*", message):
        line = int(match[1])
        parts = [part.strip() for part in message[match.end() :].splitlines() if part.strip(" -^")]
        message = f"{match.group().split(' on ')[0]}: " + " | ".join(parts)
    return DiagramError(f"Mermaid cannot draw this: {' '.join(message.split())}", diagram.lines_above + line)


def _render_figure(diagram: DiagramSource, name: str, picture: Picture) -> str:
    root = picture.root
    root.set("class", "study-diagram__picture")
    root.set("width", "100%" if diagram.timeline else str(picture.width))
    root.set("height", str(picture.height))
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title")
    root.set("aria-describedby", f"{name}-text")
    # The paragraph below says the same, but a screen reader does not look into a closed <details> for a description.
    for place, (tag, suffix, text) in enumerate(
        (("title", "title", diagram.title), ("desc", "text", diagram.description))
    ):
        words = ET.Element(tag, {"id": f"{name}-{suffix}"})
        words.text = text
        root.insert(place, words)
    svg = ET.tostring(root, encoding="unicode").replace(" />", "/>")
    label = escape(diagram.title)
    is_wide = picture.width > NARROWEST
    stop = f' tabindex="0" role="group" aria-label="{label}"' if is_wide else ""
    alone = f'<a class="study-diagram__open" href="{FOLDER}{name}.svg">Full screen</a>' if is_wide else ""
    return (
        f'<figure class="study-diagram" data-kind="{diagram.kind}">'
        f'<div class="study-diagram__scroll"{stop}>{svg}</div>'
        f"{_render_legend(diagram)}"
        f'<figcaption class="study-diagram__caption"><span>{label}</span>{alone}'
        f'<details class="study-diagram__text"><summary>Text description</summary>'
        f"<p>{escape(diagram.description)}</p></details></figcaption></figure>"
    )


def _render_legend(diagram: DiagramSource) -> str:
    if not any(series.name for series in diagram.series):
        return ""
    shapes = {"line": '<path d="M1,5H31"/>', "bar": '<rect width="32" height="10"/>'}
    entries = (
        f'<li><svg viewBox="0 0 32 10" width="32" height="10" aria-hidden="true"><g class="{series.mark}-plot-{place}">'
        f"{shapes[series.mark]}</g></svg>{escape(series.name)}</li>"
        for place, series in enumerate(diagram.series)
    )
    return f'<ul class="study-diagram__legend">{"".join(entries)}</ul>'


Fence = Callable[..., str]


def make_fence(
    render: Callable[[str], str],
    on_failure: Callable[[str, DiagramError], None],
    fallback: Callable[[str], str],
) -> Fence:
    """Return a formatter for `pymdownx.superfences`: the figure, or the fallback once the failure has been told."""

    def format_diagram(source: str, *_: object, **__: object) -> str:
        try:
            return render(source)
        except DiagramError as error:
            on_failure(source, error)
            return fallback(source)
        except Exception as error:
            # Any other exception superfences would swallow, and show the block as code.
            raise SuperFencesException(f"diagram not rendered: {error!r}") from error

    return format_diagram


def render_fallback(source: str) -> str:
    """Return the block as a text that the browser draws; the class `mermaid` would have the theme fetch a library."""
    return f'<pre class="study-undrawn">{escape(source)}</pre>'
