"""Files of the site with compressed copies, which a server hands out in place of compressing at every request."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

from study.cache.texts import KeptTexts, find_makers
from study.publishing.hard_links import LinkedFiles, name_of

TEXTS = (".css", ".html", ".js", ".json", ".map", ".md", ".mjs", ".svg", ".tsv", ".txt", ".webmanifest", ".xml")
"""Suffixes of files that get smaller."""

BROTLI, GZIP = ".br", ".gz"
"""Suffixes of the copies."""

PAGES, ASSETS = 10, 11
"""Brotli's effort: for assets, which readers keep and builds seldom change, the most; for the rest the next. It takes
less than half of the time for two bytes more in a hundred."""

_KEPT_FOR_EVER = (".css", ".js", ".mjs", ".svg")

Copies = dict[str, bytes]
"""What copies hold, by suffix."""


class Compressor:
    """Writes files with their copies, where earlier builds made the same by linking them.

    What has to be made is made beside other work, so the longest is best written first.
    """

    def __init__(self, cache: Path | None = None) -> None:
        """Take the folder of what builds keep."""
        makers = find_makers([Path(__file__)], ("brotli",))
        self._files = LinkedFiles(cache / "files" if cache else None)
        self._kept = KeptTexts(cache / "copies.kept" if cache else None, makers)
        self._pool = ThreadPoolExecutor(os.cpu_count())
        self._ahead: dict[str, Future[Copies]] = {}
        self._made: dict[Path, tuple[str, Future[Copies]]] = {}
        self._done: set[Path] = set()
        self._others: list[Future[None]] = []

    def begin(self, content: bytes) -> None:
        """Begin with the copies of what a file will hold."""
        source = _find_source(name_of(content), PAGES)
        if source not in self._kept:
            self._ahead[source] = self._pool.submit(compress, content, PAGES)

    def write(self, path: Path, content: bytes) -> None:
        """Write a file, which stays as it is from now on, and begin with its copies."""
        self._add(path, content, self._files.write(path, content))

    def add_all(self, paths: Iterable[Path]) -> None:
        """Begin with the copies of files that others wrote and that stay as they are from now on."""
        for path in paths:
            if path.suffix in TEXTS and path not in self._done:
                content = path.read_bytes()
                self._add(path, content, name_of(content))

    def do_beside(self, work: Callable[[], None]) -> None:
        """Begin with something else, which is done once `finish` returns."""
        self._others.append(self._pool.submit(work))

    def finish(self) -> None:
        """Return when every file has its copies; one that gets no smaller has none."""
        while self._others:
            self._others.pop().result()
        for path, (source, future) in self._made.items():
            copies = future.result()
            names = {suffix: self._files.write(_copy_of(path, suffix), copy) for suffix, copy in copies.items()}
            self._kept.find(source, partial(json.dumps, names))
        self._made.clear()

    def close(self) -> None:
        """Keep what later builds find copies by, and remove what earlier ones kept and no site has."""
        self._kept.save()
        self._files.forget_others()

    def _add(self, path: Path, content: bytes, name: str) -> None:
        self._done.add(path)
        if path.suffix not in TEXTS:
            return
        quality = ASSETS if path.suffix in _KEPT_FOR_EVER else PAGES
        source = _find_source(name, quality)
        if not self._link(path, source):
            future = self._ahead.get(source) or self._pool.submit(compress, content, quality)
            self._made[path] = source, future

    def _link(self, path: Path, source: str) -> bool:
        """Return whether the copies could be taken from an earlier build."""
        if source not in self._kept:
            return False
        names: dict[str, str] = json.loads(self._kept.find(source, str))
        return all(self._files.link(_copy_of(path, suffix), name) for suffix, name in names.items())


def _find_source(name: str, quality: int) -> str:
    return f"{name} {quality}"


def _copy_of(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def compress(content: bytes, quality: int) -> Copies:
    """Return the copies that are smaller than the content; the same bytes make the same copies."""
    import brotli  # Many builds find every copy.

    copies = {BROTLI: brotli.compress(content, quality=quality), GZIP: pack_gzip(content)}
    return {suffix: copy for suffix, copy in copies.items() if len(copy) < len(content)}


def pack_gzip(content: bytes) -> bytes:
    """Return the content as its copy for every browser holds it."""
    return gzip.compress(content, compresslevel=9, mtime=0)
