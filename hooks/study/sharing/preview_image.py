"""The picture that stands for a page where its link is shared: what it says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PreviewCard:
    """What a picture says."""

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

    cells: int
    """Records in the log at the foot of the picture."""

    offset: int
    """How many of them lie behind the reader."""
