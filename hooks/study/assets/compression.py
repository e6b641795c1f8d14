"""Compressed copies that a server hands out as they are, in place of compressing at every request."""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import brotli

from study.whole_files import read_whole, write_whole

TEXTS = (".css", ".html", ".js", ".json", ".map", ".md", ".mjs", ".svg", ".tsv", ".txt", ".webmanifest", ".xml")
"""Suffixes of files that get smaller."""

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".br": partial(brotli.compress, quality=11),
    ".gz": partial(gzip.compress, compresslevel=9, mtime=0),
}
"""How each kind of copy is made, by its suffix; the same bytes make the same copy."""


def compress_site(site: Path, cache: Path | None) -> None:
    """Write the copies of every text file of a finished site beside it, those made before taken from the cache."""
    paths = [path for path in sorted(site.rglob("*")) if path.suffix in TEXTS and path.is_file()]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(partial(_compress_file, cache=cache), paths))


def compress(content: bytes, cache: Path | None = None) -> dict[str, bytes]:
    """Return the copies that are smaller than the content, by suffix."""
    copies = {suffix: pack(content, suffix, cache) for suffix in PACKERS}
    return {suffix: copy for suffix, copy in copies.items() if len(copy) < len(content)}


def _compress_file(path: Path, cache: Path | None) -> None:
    copies = compress(path.read_bytes(), cache)
    for suffix in PACKERS:
        target = path.with_name(path.name + suffix)
        if suffix in copies:
            target.write_bytes(copies[suffix])
        else:
            target.unlink(missing_ok=True)


def pack(content: bytes, suffix: str, cache: Path | None) -> bytes:
    """Return the content as the copy of that suffix holds it, from the cache if it was packed before."""
    stored = cache / f"{hashlib.sha256(content).hexdigest()[:32]}{suffix}" if cache else None
    if stored and (before := read_whole(stored)) is not None:
        return before
    copy = PACKERS[suffix](content)
    if stored:
        write_whole(stored, copy)
    return copy
