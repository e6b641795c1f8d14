"""Mermaid's SVG of many diagrams, drawn by a process in the background: `python -m study.diagrams.engine`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from threading import Thread
from typing import Any

_SOONER = Path(__file__).with_name("engine_dom.js")
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


def start_drawing(drawings: Sequence[Drawing]) -> list[Future[Drawn]]:
    """Begin to draw in the background, and return what will become of each drawing, in their order.

    One processor is left to who asked; those drawings that are first in the list are done first.
    """
    futures: list[Future[Drawn]] = [Future() for _ in drawings]
    count = min(len(drawings), max(1, (os.cpu_count() or 1) - 1))
    for start in range(count):
        process = _start(json.dumps([astuple(one) for one in drawings[start::count]]))
        # Nobody waits for these when a build stops.
        Thread(target=_receive, args=(process, futures[start::count]), daemon=True).start()
    return futures


def _start(asked: str) -> subprocess.Popen[str]:
    """Return a process of its own: the engine ends the whole process when two threads wake it or its memory is full."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        encoding="utf-8",
    )
    assert process.stdin
    with suppress(BrokenPipeError):  # Whoever waits for the drawings is told that it ended.
        process.stdin.write(asked)
        process.stdin.close()
    return process


def _receive(process: subprocess.Popen[str], futures: Sequence[Future[Drawn]]) -> None:
    with process:
        assert process.stdout
        for future in futures:
            if line := process.stdout.readline():
                future.set_result(Drawn(*json.loads(line)))
            else:
                future.set_exception(OSError(f"the diagrams' engine ended with {process.wait()}"))


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


def _draw_share(share: Sequence[Drawing]) -> Iterator[Drawn]:
    """Yield what becomes of each drawing, drawn as if it were the first."""
    from mermaidx.engines._common import MermaidRenderError, TextMeasurer
    from mermaidx.engines.v8_engine import _build_context, _render
    from py_mini_racer import JSEvalException

    page = _Page(_build_context())
    measure = TextMeasurer().foreign_object
    for drawing in share:
        try:
            yield Drawn(_render(page.renew(), drawing.code, "base", drawing.config, None, {}, measure, page.renew))
        except (MermaidRenderError, JSEvalException) as error:
            yield Drawn(error=str(error))


def main() -> None:
    """Draw what standard input asks for, and say what became of each on a line of standard output."""
    for drawn in _draw_share([Drawing(*one) for one in json.load(sys.stdin)]):
        try:
            print(json.dumps(astuple(drawn)), flush=True)
        except BrokenPipeError:  # The build that asked has stopped.
            os._exit(0)


if __name__ == "__main__":
    main()
