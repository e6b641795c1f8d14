"""Compressed copies that a server hands out as they are, in place of compressing at every request."""

from __future__ import annotations

import gzip
import hashlib
import os
import struct
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from study.whole_files import read_whole, write_whole

TEXTS = (".css", ".html", ".js", ".json", ".map", ".md", ".mjs", ".svg", ".tsv", ".txt", ".webmanifest", ".xml")
"""Suffixes of files that get smaller."""

BROTLI, GZIP = ".br", ".gz"
"""Suffixes of the copies."""

_LENGTH = struct.Struct("<Q")


def compress_site(site: Path, cache: Path | None) -> None:
    """Write the copies of every text file of a finished site beside it, those made before taken from the cache."""
    paths = [path for path in sorted(site.rglob("*")) if path.suffix in TEXTS and path.is_file()]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(partial(compress_file, cache=cache), paths))


def compress_file(path: Path, cache: Path | None) -> None:
    """Write the copies of a file beside it."""
    copies = compress(path.read_bytes(), cache)
    for suffix in (BROTLI, GZIP):
        target = path.with_name(path.name + suffix)
        if suffix in copies:
            target.write_bytes(copies[suffix])
        else:
            target.unlink(missing_ok=True)


def compress(content: bytes, cache: Path | None = None) -> dict[str, bytes]:
    """Return the copies that are smaller than the content, by suffix; the same bytes make the same copies."""
    stored = cache / f"{hashlib.sha256(content).hexdigest()[:32]}.copies" if cache else None
    if stored and (before := read_whole(stored)) is not None:
        (length,) = _LENGTH.unpack_from(before)
        start = _LENGTH.size
        copies = {BROTLI: before[start : start + length], GZIP: before[start + length :]}
    else:
        import brotli  # Most builds find every copy.

        copies = {BROTLI: brotli.compress(content, quality=11), GZIP: pack_gzip(content)}
        if stored:
            write_whole(stored, _LENGTH.pack(len(copies[BROTLI])) + copies[BROTLI] + copies[GZIP])
    return {suffix: copy for suffix, copy in copies.items() if len(copy) < len(content)}


def pack_gzip(content: bytes) -> bytes:
    """Return the content as its copy for every browser holds it."""
    return gzip.compress(content, compresslevel=9, mtime=0)
