"""The command `python -m study.diagram_engine`: Mermaid's SVG of many diagrams, drawn on every processor at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SOONER = Path(__file__).with_name("diagram_dom.js")
_STACK = 32 * 1024 * 1024
"""Bytes of stack for Mermaid, which follows a chain of nodes by calling itself; the engine uses 24 MB of them."""

Draw = Callable[[str, dict[str, Any]], list[str]]


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
    shares = [[[one.code, one.config] for one in drawings[start::count]] for start in range(count)]
    started = [_start(json.dumps(share)) for share in shares]
    drawn: list[Drawn] = [Drawn()] * len(drawings)
    for start, process in enumerate(started):
        said, _ = process.communicate()
        if process.returncode:
            raise OSError(f"the diagrams' engine ended with {process.returncode}")
        drawn[start::count] = [Drawn(*one) for one in json.loads(said)]
    return drawn


def _start(asked: str) -> subprocess.Popen[str]:
    """Return a process of its own: one that draws can be copied for each diagram only while it does nothing else."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    # Newer Pythons warn of copies of a process with threads; here the only other one waits.
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-m", __name__]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, encoding="utf-8"
    )
    assert process.stdin
    process.stdin.write(asked)
    process.stdin.close()
    process.stdin = None
    return process


def _draw_share(share: Sequence[tuple[str, dict[str, Any]]]) -> Iterator[list[str]]:
    """Yield SVG and error of each diagram, drawn as if it were the first.

    Mermaid numbers what it draws on and on. Loading it takes longer than most diagrams do, so that it is loaded once
    and the process copied; where processes cannot be copied, each diagram loads it.
    """
    from mermaidx.engines.quickjs_engine import Engine, MermaidRenderError

    class SoonerEngine(Engine):  # type: ignore[misc]
        def _build_context(self) -> Any:
            context = super()._build_context()
            context.eval(_SOONER.read_text(encoding="utf-8"))
            return context

    engine = SoonerEngine()
    engine._init_context()

    def draw(code: str, config: dict[str, Any]) -> list[str]:
        try:
            return [str(engine._render_svg_sync(code, "base", config, None)), ""]
        except MermaidRenderError as error:
            return ["", str(error)]

    for code, config in share:
        yield _call_in_copy(draw, code, config) if hasattr(os, "fork") else draw(code, config)


def _call_in_copy(draw: Draw, code: str, config: dict[str, Any]) -> list[str]:
    """Return what the function returns in a copy of this process, which ends with it."""
    reading, writing = os.pipe()
    copy = os.fork()
    if not copy:
        try:
            with os.fdopen(writing, "w", encoding="utf-8") as pipe:
                json.dump(draw(code, config), pipe)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(copy, 0)
    drawn: list[str] = json.loads(said)
    return drawn


def main() -> None:
    """Draw what standard input asks for, and say what became of it on standard output."""
    print(json.dumps(list(_draw_share(json.load(sys.stdin)))))


if __name__ == "__main__":
    threading.stack_size(_STACK)
    with ThreadPoolExecutor(1) as deep:
        deep.submit(main).result()
