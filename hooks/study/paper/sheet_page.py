"""A cheat sheet as the content of a page that prints on one."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from study.bank.urls import page_folder, root_of
from study.pages.markdown.finishing import finish_html
from study.pages.template_environment import make_environment
from study.paper.sheet import HEADS, Sheet

LARGEST, SMALLEST = 10.0, 8.5


def sheet_src(src_uri: str) -> str:
    """Return the path of the page of a chapter's sheet: in the folder of the chapter's own."""
    return f"{page_folder(src_uri)}sheet.md"


def render_sheet(sheet: Sheet, size: float, figure: str, papers: dict[str, str]) -> str:
    """Return the sheet as HTML; `size` is that of its letters on paper in points.

    A browser sets the same text wider or narrower than Typst: it gets letters a point smaller, if not too small.
    `papers` are the addresses of its PDF, from the site's root, by the name of their paper.
    """
    macros = _make_environment().get_template("sheet.html").module
    root = root_of(sheet_src(sheet.src_uri))
    printed = round(2 * max(SMALLEST, min(LARGEST, size - 1))) / 2
    render: Any = macros.sheet_page  # type: ignore[attr-defined]
    links = {name: f"{root}{path}" for name, path in papers.items()}
    return finish_html(str(render(sheet, HEADS, printed, Markup(figure), links)))


def describe_sheet(sheet_title: str) -> str:
    """Return the title of the page of a sheet."""
    return f"Cheat sheet: {sheet_title}"


def chapter_link(src_uri: str) -> str:
    """Return the link from the sheet's page to its chapter's."""
    return f"../../{PurePosixPath(page_folder(src_uri)).name}/"


@cache
def _make_environment() -> Environment:
    environment = make_environment("study.paper")
    environment.globals["chapter_link"] = chapter_link
    return environment
