"""The command `python -m study.diagram_engine`: Mermaid's SVG of many diagrams, drawn on every processor at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

_SOONER = Path(__file__).with_name("diagram_dom.js")
_PATIENCE = 60.0
"""Seconds that one step of a diagram may take, before somebody looks into what keeps it."""


@dataclass(frozen=True)
class Drawing:
    """What Mermaid is given."""

    code: str
    config: dict[str, Any]


@dataclass(frozen=True)
class Drawn:
    """What Mermaid gives back: one of the two."""

    svg: str = ""
    error: str = ""
    """Mermaid's message."""


def draw_all(drawings: Sequence[Drawing]) -> list[Drawn]:
    """Return what becomes of each drawing, in their order; as many are drawn at a time as there are processors."""
    count = min(len(drawings), os.cpu_count() or 1)
    shares = [[astuple(one) for one in drawings[start::count]] for start in range(count)]
    started = [_start(json.dumps(share)) for share in shares]
    drawn: list[Drawn] = [Drawn()] * len(drawings)
    for start, process in enumerate(started):
        said, _ = process.communicate()
        if process.returncode:
            raise OSError(f"the diagrams' engine ended with {process.returncode}")
        drawn[start::count] = [Drawn(*one) for one in json.loads(said)]
    return drawn


def _start(asked: str) -> subprocess.Popen[str]:
    """Return a process of its own: the engine ends the whole process when two threads wake it or its memory is full."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    process = subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        encoding="utf-8",
    )
    assert process.stdin
    process.stdin.write(asked)
    process.stdin.close()
    process.stdin = None
    return process


class _Page:
    """A document that nothing was drawn in, for the engine's functions that draw."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self.eval(_SOONER.read_text(encoding="utf-8"))

    def eval(self, script: str) -> Any:
        """Return what a script comes to."""
        return self._context.eval(script, timeout_sec=_PATIENCE)

    def renew(self) -> _Page:
        """Return this page, made new.

        Mermaid numbers what it draws on and on; reading it once more, which is compiled by now, starts it anew.
        """
        from mermaidx.engines._common import context_scripts

        _, _, *mermaid = context_scripts()
        for script in ("globalThis.__foMissing = {};", *mermaid):
            self.eval(script)
        return self


def _draw_share(share: Sequence[Drawing]) -> list[Drawn]:
    """Return what becomes of each drawing, drawn as if it were the first."""
    from mermaidx.engines._common import MermaidRenderError, TextMeasurer
    from mermaidx.engines.v8_engine import _build_context, _render
    from py_mini_racer import JSEvalException

    page = _Page(_build_context())
    measure = TextMeasurer().foreign_object

    def draw(drawing: Drawing) -> Drawn:
        try:
            return Drawn(_render(page.renew(), drawing.code, "base", drawing.config, None, {}, measure, page.renew))
        except (MermaidRenderError, JSEvalException) as error:
            return Drawn(error=str(error))

    return [draw(drawing) for drawing in share]


def main() -> None:
    """Draw what standard input asks for, and say what became of it on standard output."""
    drawn = _draw_share([Drawing(*one) for one in json.load(sys.stdin)])
    print(json.dumps([astuple(one) for one in drawn]))


if __name__ == "__main__":
    main()
