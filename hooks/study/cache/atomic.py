"""Files that builds keep for each other: several may write one at once, and a damaged one is as none."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

_DIGEST = 16
"""Bytes before the content that tell whether it is whole."""


def write_whole(path: Path, content: bytes) -> None:
    """Write the file, and its folder if there is none, so that nobody ever reads half of it."""
    replace_file(path, find_digest(content) + content)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file that knows by itself whether it is whole, so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".unfinished")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(unfinished).replace(path)


def read_whole(path: Path) -> bytes | None:
    """Return what was written, or nothing if there is no such file or something has changed it since."""
    try:
        stored = path.read_bytes()
    except OSError:
        return None
    content = stored[_DIGEST:]
    return content if stored[:_DIGEST] == find_digest(content) else None


def find_digest(content: bytes) -> bytes:
    """Return 16 bytes that tell whether content is what it was."""
    return hashlib.sha256(content).digest()[:_DIGEST]
