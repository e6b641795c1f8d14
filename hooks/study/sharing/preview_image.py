"""The picture that stands for a page where its link is shared: what it says, and where the drawn ones are kept.

The command `python -m study.sharing.preview_image FOLDER` draws into the folder what standard input lists.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PIL import __version__ as pillow_version
from PIL import features

from study.cache.atomic import read_whole, write_whole

_FEW = 16


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


def draw_ahead(cards: Iterable[PreviewCard], cache: Path) -> list[subprocess.Popen[str]]:
    """Begin to draw into the folder what it lacks, in as many processes as there are processors, and return these.

    What does not get done is left to `render_card`; so are few pictures, for which no process pays.
    """
    missing = [card for card in cards if not _find_stored(card, cache).is_file()]
    count = os.cpu_count() or 1
    if len(missing) < _FEW:
        return []
    return [_start([astuple(card) for card in missing[first::count]], cache) for first in range(count)]


def _start(cards: Sequence[tuple[Any, ...]], cache: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", __name__, str(cache)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment, encoding="utf-8")
    assert process.stdin
    json.dump(cards, process.stdin)
    process.stdin.close()
    return process


def _find_stored(card: PreviewCard, cache: Path) -> Path:
    return cache / f"{_find_key(card)}.png"


def render_card(card: PreviewCard, cache: Path | None) -> bytes:
    """Return the picture as PNG: from the folder of those drawn before, if it is there."""
    stored = _find_stored(card, cache) if cache else None
    if stored and (before := read_whole(stored)) is not None:
        return before
    from study.sharing.preview_drawing import draw_card  # Most builds find every picture.

    picture = draw_card(card)
    if stored:
        write_whole(stored, picture)
    return picture


def _find_key(card: PreviewCard) -> str:
    """Return a name that changes with whatever the picture depends on."""
    return hashlib.sha256(f"{_find_pen()}{astuple(card)!r}".encode()).hexdigest()[:32]


@cache
def _find_pen() -> str:
    here = Path(__file__).parent
    fonts = [here / "fonts" / "overpass-mono-600.woff2", *here.parents[2].glob("overrides/assets/study/fonts/*.woff2")]
    sources = [here / "preview_drawing.py", here / "text_layout.py", *sorted(fonts)]
    drawn_by = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in sources)
    return f"{drawn_by.hex()} {pillow_version} {features.check('raqm')}"


if __name__ == "__main__":
    for listed in json.load(sys.stdin):
        render_card(PreviewCard(*listed), Path(sys.argv[1]))
