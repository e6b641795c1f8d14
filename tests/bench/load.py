"""Requests a second that nginx serves of a built page, beside a bare file of the same size."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests.bench.projects import ROOT, MeasurementError
from tests.bench.serving import _find_port
from tests.bench.tables import Row, figure, middle
from tests.bench.transfer import SAMPLE_PAGE
from tests.bench.workshop import Workshop

SECONDS = 3
CONNECTIONS = 32
HOSTING = ROOT / "docs" / "hosting.md"

_CONFIGURATION = """{modules}
{user}
worker_processes 1;
pid nginx.pid;
error_log error.log;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    {ours}
    server {{ listen 127.0.0.1:{port}; root {bare}; }}
}}
"""
_BARE = "bare.bin"
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Load:
    """What wrk saw."""

    per_second: float
    slowest: float
    """Milliseconds that 99 of 100 requests stayed under."""


def measure(workshop: Workshop) -> Iterator[Row]:
    """Yield what nginx serves of a page with our configuration, and of a file of its size with none."""
    missing = [name for name in ("nginx", "wrk") if not shutil.which(name)]
    if missing:
        yield Row("nginx and wrk", f"not here: install {' and '.join(missing)} (Debian packages of these names)")
        return
    project, _ = workshop.real
    with _serve(workshop.folder, project.site) as (site, bare, modules):
        for coding in ("br", "gzip") if modules else ("gzip",):
            size, used = _size(site + SAMPLE_PAGE, coding)
            (workshop.folder / "bare" / _BARE).write_bytes(random.Random(1).randbytes(size))
            ours, beside = [], []
            for _ in range(workshop.runs):
                ours.append(_load(site + SAMPLE_PAGE, coding))
                beside.append(_load(bare + _BARE, coding))
            yield from _compare(f"a chapter, {used or 'not compressed'}, {size / 1024:.0f} KB", ours, beside)


def _compare(name: str, ours: list[Load], beside: list[Load]) -> Iterator[Row]:
    for what, unit, digits, read in (
        ("requests a second", "/s", 0, lambda load: load.per_second),
        ("99th percentile", "ms", 2, lambda load: load.slowest),
    ):
        here, there = middle(map(read, ours)), middle(map(read, beside))
        note = f"{here / there:.2f} times the bare file's {there:,.{digits}f}" if there else ""
        yield figure(f"{name}: {what}", here, unit, digits, note)


@contextmanager
def _serve(folder: Path, site: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Run nginx of our own and yield the address of the site, that of the bare file, and the modules loaded."""
    ports = _find_port(), _find_port()
    bare = folder / "bare"
    bare.mkdir()
    modules = _find_modules()
    text = _CONFIGURATION.format(
        modules="".join(f"load_module {module};\n" for module in modules),
        user="user root;" if os.geteuid() == 0 else "",
        ours=_read_server(site, ports[0], brotli=bool(modules)),
        port=ports[1],
        bare=bare,
    )
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    addresses = [f"http://127.0.0.1:{port}/" for port in ports]
    try:
        while not _responds(addresses[0]):
            if process.poll() is not None:
                said = process.stderr.read() if process.stderr else ""
                raise MeasurementError(f"nginx does not take the configuration: {said.strip()}")
            time.sleep(0.05)
        yield addresses[0], addresses[1], modules
    finally:
        process.terminate()
        process.wait()


def _read_server(site: Path, port: int, *, brotli: bool) -> str:
    """Return the server that the page on hosting describes, for this site and port."""
    found = re.search(r"```nginx\n(server .*?)\n```", HOSTING.read_text(encoding="utf-8"), re.DOTALL)
    if not found:
        raise MeasurementError("docs/hosting.md has no block `nginx` that begins with `server`.")
    text = re.sub(r"(?m)^\s*load_module .*\n", "", found[1])
    text = re.sub(r"\blisten [^;]+;", f"listen 127.0.0.1:{port};", text)
    text = re.sub(r"(?<![\w/])root [^;]+;", f"root {site};", text)
    if not brotli:
        text = re.sub(r"(?m)^\s*brotli\w* [^;]*;\n", "", text)
    return text


def _find_modules() -> list[str]:
    """Return the module that sends brotli copies, if nginx has it."""
    said = subprocess.run(["nginx", "-V"], capture_output=True, text=True).stderr
    folder = re.search(r"--modules-path=(\S+)", said)
    module = Path(folder[1] if folder else "/usr/lib/nginx/modules") / "ngx_http_brotli_static_module.so"
    return [str(module)] if module.is_file() else []


def _responds(address: str) -> bool:
    try:
        with urlopen(address, timeout=5):
            return True
    except (URLError, OSError):
        return False


def _size(url: str, coding: str) -> tuple[int, str]:
    """Return the bytes of a reply's body, and how it was compressed."""
    with urlopen(Request(url, headers={"Accept-Encoding": coding}), timeout=10) as reply:
        return len(reply.read()), reply.headers.get("Content-Encoding", "")


def _load(url: str, coding: str) -> Load:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-H", f"Accept-Encoding: {coding}", url]
    said = subprocess.run(command, capture_output=True, text=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    slowest = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", said)
    if not rate or not slowest or "Non-2xx" in said:
        raise MeasurementError(f"wrk could not load {url}.")
    return Load(float(rate[1]), float(slowest[1]) * _UNITS[slowest[2]])
