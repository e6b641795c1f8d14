"""How long an author waits for `make serve`."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from urllib.error import URLError
from urllib.request import urlopen

from tests.bench.projects import ROOT, MeasurementError
from tests.bench.tables import Row, limit, middle, say_spread
from tests.bench.workshop import Workshop

MOST = 3
PATIENCE = 300
ROUNDS = 3


def measure(workshop: Workshop) -> Iterator[Row]:
    """Yield the time until the second start answers, the first having filled the caches."""
    workshop.say("starting `make serve` again and again")
    _, *later = [time_start() for _ in range(1 + min(workshop.runs, ROUNDS))]
    yield limit("`make serve` answers, second start", middle(later), MOST, "s", 1, say_spread(later, 1))


def time_start() -> float:
    """Return the seconds until the first page came."""
    port = _find_port()
    began = time.monotonic()
    quiet = subprocess.DEVNULL
    command = ["make", "serve", f"PORT={port}"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        while not _answers(port):
            if process.poll() is not None or time.monotonic() - began > PATIENCE:
                raise MeasurementError("`make serve` did not answer: run it to see why.")
            time.sleep(0.05)
        return time.monotonic() - began
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/", timeout=5) as reply:
            return bool(reply.status == 200)
    except (URLError, OSError):
        return False
