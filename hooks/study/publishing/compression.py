"""Compressed copies of a site's files, which a server hands out in place of compressing at every request."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

TEXTS = (
    ".css",
    ".csv",
    ".html",
    ".js",
    ".json",
    ".map",
    ".md",
    ".mjs",
    ".svg",
    ".tsv",
    ".txt",
    ".vtt",
    ".webmanifest",
    ".xml",
)
"""Suffixes of files that get smaller."""

BROTLI, GZIP = ".br", ".gz"
"""Suffixes of the copies."""

DOWNLOADS, PAGES, ASSETS = 9, 10, 11
"""Brotli's effort: for assets, which browsers cache and builds seldom change, the most; for pages the next, which takes
less than half of the time for two bytes more in a hundred; for what readers take along a sixth of that again, for
seven."""

_TAKEN_ALONG = "take-away"
"""Folder of what readers take along, beside its page."""

_CACHED_FOR_EVER = (".css", ".js", ".mjs", ".svg")


def write_copies(paths: Iterable[Path]) -> None:
    """Write the copies of files beside them, on all processors; one that is no smaller is left out."""
    texts = [path for path in paths if path.suffix in TEXTS]
    # The longest take longest: begun last, they would be waited for.
    texts.sort(key=lambda path: -path.stat().st_size)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_write_copies, texts))


def _write_copies(path: Path) -> None:
    content = path.read_bytes()
    quality = ASSETS if path.suffix in _CACHED_FOR_EVER else PAGES
    if path.parent.name == _TAKEN_ALONG and path.suffix != ".html":
        quality = DOWNLOADS
    for suffix, copy in ((BROTLI, brotli.compress(content, quality=quality)), (GZIP, pack_gzip(content))):
        if len(copy) < len(content):
            path.with_name(path.name + suffix).write_bytes(copy)


def pack_gzip(content: bytes) -> bytes:
    """Return the content as its copy for every browser holds it."""
    return gzip.compress(content, compresslevel=9, mtime=0)
