"""Compressed copies that a server hands out as they are, in place of compressing at every request."""

from __future__ import annotations

import gzip
import hashlib
import os
import struct
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from study.whole_files import read_whole, write_whole

TEXTS = (".css", ".html", ".js", ".json", ".map", ".md", ".mjs", ".svg", ".tsv", ".txt", ".webmanifest", ".xml")
"""Suffixes of files that get smaller."""

BROTLI, GZIP = ".br", ".gz"
"""Suffixes of the copies."""

PAGES, ASSETS = 10, 11
"""Brotli's effort: for assets, which readers keep and builds seldom change, the most; for the rest the next. It takes
less than half of the time for two bytes more in a hundred."""

_KEPT_FOR_EVER = (".css", ".js", ".mjs", ".svg")
_LENGTH = struct.Struct("<Q")


class Compressor:
    """Writes the copies of files beside them, those made before taken from the cache.

    What has to be made is made beside other work, so the longest is best added first.
    """

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache
        self._pool = ThreadPoolExecutor(os.cpu_count())
        self._started: dict[Path, Future[None]] = {}
        self._ahead: dict[bytes, Future[dict[str, bytes]]] = {}

    def begin(self, content: bytes) -> None:
        """Begin with what a file will hold."""
        self._ahead[content] = self._pool.submit(compress, content, self._cache)

    def add(self, path: Path, content: bytes | None = None) -> None:
        """Begin with a file, which stays as it is from now on; one that gets no smaller is left alone.

        What it holds is read if it is not given.
        """
        if path.suffix in TEXTS and path not in self._started:
            self._started[path] = self._pool.submit(self._compress, path, content)

    def add_all(self, paths: Iterable[Path]) -> None:
        """Begin with all of the files that were not added yet."""
        for path in paths:
            self.add(path)

    def finish(self) -> None:
        """Return when every file has its copies."""
        for future in self._started.values():
            future.result()

    def _compress(self, path: Path, known: bytes | None) -> None:
        content = path.read_bytes() if known is None else known
        ahead = self._ahead.get(content)
        quality = ASSETS if path.suffix in _KEPT_FOR_EVER else PAGES
        copies = ahead.result() if ahead else compress(content, self._cache, quality)
        for suffix in (BROTLI, GZIP):
            target = path.with_name(path.name + suffix)
            if suffix in copies:
                target.write_bytes(copies[suffix])
            else:
                target.unlink(missing_ok=True)


def compress(content: bytes, cache: Path | None = None, quality: int = PAGES) -> dict[str, bytes]:
    """Return the copies that are smaller than the content, by suffix; the same bytes make the same copies."""
    stored = cache / f"{hashlib.sha256(content).hexdigest()[:32]}.{quality}.copies" if cache else None
    if stored and (before := read_whole(stored)) is not None:
        (length,) = _LENGTH.unpack_from(before)
        start = _LENGTH.size
        copies = {BROTLI: before[start : start + length], GZIP: before[start + length :]}
    else:
        import brotli  # Many builds find every copy.

        copies = {BROTLI: brotli.compress(content, quality=quality), GZIP: pack_gzip(content)}
        if stored:
            write_whole(stored, _LENGTH.pack(len(copies[BROTLI])) + copies[BROTLI] + copies[GZIP])
    return {suffix: copy for suffix, copy in copies.items() if len(copy) < len(content)}


def pack_gzip(content: bytes) -> bytes:
    """Return the content as its copy for every browser holds it."""
    return gzip.compress(content, compresslevel=9, mtime=0)
