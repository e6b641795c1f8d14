"""Diagrams as files of their own: what they hold, and that they look as they do in the site."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from study.diagrams.figure import render_diagram
from study.diagrams.picture_file import INK, PAPER, SHEETS, join_styles, make_picture_files

STUDY = Path(__file__).parents[3] / "overrides/assets/study"
TEXTS = "accTitle: A < B\naccDescr: Both & none.\n"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 40"><g class="node" id="n"><rect width="9"/>'
    "<text>A</text></g></svg>"
)


def render(width: int) -> str:
    return render_diagram(f"flowchart LR\n{TEXTS}A --> B\n", None, lambda _: SVG.format(width=width))


def test_wide_diagram_has_a_file() -> None:
    ((path, text),) = make_picture_files(render(500), "text { fill: red }").items()
    assert re.fullmatch(r"pictures/d-[0-9a-f]{8}\.svg", path)
    assert f'href="{path}"' in render(500)
    root = ET.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert [node.text for node in root.iter("{http://www.w3.org/2000/svg}style")] == ["text { fill: red }"]
    assert [node.text for node in root.iter("{http://www.w3.org/2000/svg}title")] == ["A < B"]
    assert (root.get("width"), root.get("viewBox")) == ("504", "-2 -2 504 44")


@pytest.mark.parametrize(
    "figure",
    [
        pytest.param(render(200), id="fits-every-screen"),
        pytest.param(render_diagram(f"gantt\n{TEXTS}dateFormat X\nA :0, 5\n"), id="timeline"),
    ],
)
def test_diagram_that_fits_has_no_file(figure: str) -> None:
    assert make_picture_files(figure, "") == {}
    assert "Full screen" not in figure


def test_file_has_the_colors_of_the_site() -> None:
    tokens = (STUDY / "tokens.css").read_text(encoding="utf-8")
    assert f"--study-ink: {INK};" in tokens
    assert f"--study-paper: {PAPER};" in tokens


def test_style_needs_nothing_of_the_site() -> None:
    styles = join_styles((STUDY / "reading" / name).read_text(encoding="utf-8") for name in SHEETS)
    used = set(re.findall(r"var\((--[\w-]+)(?=\))", styles))
    # What only dresses what stands around the picture.
    assert used - set(re.findall(r"(--[\w-]+):", styles)) == {"--md-accent-fg-color"}
    assert "url(" not in styles
    assert ":root" in styles


def test_every_stylesheet_of_drawn_diagrams_is_in_the_files() -> None:
    named = {path.name for path in STUDY.glob("reading/*.css") if "\n.study-diagram " in path.read_text("utf-8")}
    assert named == set(SHEETS)
