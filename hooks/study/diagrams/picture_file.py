"""A diagram as a file of its own, which is read in both palettes without the site around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from study.diagrams.figure import FOLDER

INK, PAPER = "light-dark(#1b2422, #dfe6e3)", "light-dark(#fcfcfa, #111816)"
"""As the site has them."""

SHEETS = ("diagram.css", "diagram-kinds.css", "chart.css")
"""Of the site, which these files hold as well."""

_FRAME = f"""
:root {{
  --md-typeset-color: {INK};
  --md-default-bg-color: {PAPER};
  background: var(--md-default-bg-color);
  color-scheme: light dark;
  font: 14px system-ui, sans-serif;
}}
@media (prefers-color-scheme: dark) {{
  :root {{
    --study-diagram-tint: 16%;
  }}
}}
"""
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_SPACE = re.compile(r"\s+")


def join_styles(sheets: Iterable[str]) -> str:
    """Return the style of every such file, made of the site's own stylesheets."""
    css = "".join(sheets).replace("body {", ":root {") + _FRAME
    return _SPACE.sub(" ", _COMMENT.sub("", css)).strip()


def make_picture_files(figure: str, styles: str) -> dict[str, str]:
    """Return the text of the file that a figure links to, by its path beside the page; nothing if it links to none."""
    if FOLDER not in figure:
        return {}
    root = ET.fromstring(figure)
    links = [link.get("href", "") for link in root.iter("a")]
    path = next(href for href in links if href.startswith(FOLDER))
    picture = next(node for node in root.iter("svg") if node.get("role") == "img")
    picture.set("xmlns", "http://www.w3.org/2000/svg")
    picture.set("class", "study-diagram study-diagram__picture")
    style = ET.Element("style")
    style.text = styles
    picture.insert(0, style)
    return {path: ET.tostring(picture, encoding="unicode")}
