"""How long an author waits for `make serve`."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.bench.projects import ROOT, MeasurementError, Project
from tests.bench.tables import Row, limit, middle, say_spread
from tests.bench.workshop import Workshop

MOST = 3
PATIENCE = 300
ROUNDS = 3


def make_command(port: int) -> list[str]:
    """Return how an author starts the server."""
    return ["make", "serve", f"PORT={port}"]


def measure(workshop: Workshop) -> Iterator[Row]:
    """Yield the time until the second start answers, the first having filled the caches."""
    workshop.say("starting `make serve` again and again")
    _, *later = [time_start() for _ in range(1 + min(workshop.runs, ROUNDS))]
    yield limit("`make serve` answers, second start", middle(later), MOST, "s", 1, say_spread(later, 1))


def time_start(command: Callable[[int], Sequence[str]] = make_command, folder: Path = ROOT) -> float:
    """Return the seconds until the first page came from the server that the command starts on a port."""
    with _serve(command, folder) as (_, seconds):
        return seconds


def time_edit(project: Project, src_uri: str, times: int) -> list[float]:
    """Return the seconds until each of some edits of a chapter showed in its page."""
    page = f"{src_uri.removesuffix('.md')}/"
    found = []
    with _serve(project.serve_command, project.root) as (port, _):
        for number in range(times):
            time.sleep(1)
            began = time.monotonic()
            project.edit(src_uri, f"round {number}")
            _wait(partial(_shows, port, page, f"Edited: round {number}."), began)
            found.append(time.monotonic() - began)
    return found


@contextmanager
def _serve(command: Callable[[int], Sequence[str]], folder: Path) -> Iterator[tuple[int, float]]:
    """Run the server; yield its port and the seconds until it answered."""
    port = _find_port()
    began = time.monotonic()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command(port), cwd=folder, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        _wait(lambda: bool(_read(port)) or process.poll() is not None, began)
        if process.poll() is not None:
            raise MeasurementError("The server did not start: run `make serve` to see why.")
        yield port, time.monotonic() - began
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _wait(test: Callable[[], bool], began: float) -> None:
    while not test():
        if time.monotonic() - began > PATIENCE:
            raise MeasurementError("The server did not answer: run `make serve` to see why.")
        time.sleep(0.05)


def _find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _read(port: int, page: str = "") -> str:
    """Return a page, nothing while there is none."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/{page}", timeout=PATIENCE) as reply:
            return str(reply.read().decode())
    except (URLError, OSError):
        return ""


def _shows(port: int, page: str, text: str) -> bool:
    return text in _read(port, page)
