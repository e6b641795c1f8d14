"""The last steps that the HTML of every page and of every fetched file goes through."""

from __future__ import annotations

from study.pages.markdown.code_blocks import add_stops
from study.pages.markdown.compounds import join_compounds
from study.pages.markdown.units import join_units


def finish_html(html: str) -> str:
    """Return the HTML with a stop of the Tab key at wide code, and no line's end inside a compound or before a unit."""
    return join_compounds(join_units(add_stops(html)))
