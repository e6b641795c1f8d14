"""A file of many texts to which new ones are added at its end: most builds make few, and writing all takes long.

Texts lie one behind the other. Behind them stands the list of those that count, and behind that how long it is and its
digest; a later list counts in place of those before it.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from study.cache.atomic import find_digest, replace_file

_FORMAT = 4
"""Of the files; another number for each other form."""

_END = struct.Struct("<Q16s")
_LEFTOVERS = 2
"""Times that a file may be as long as the texts in it that count, before it is written anew without the others."""


@dataclass(frozen=True)
class LoggedText:
    """One of the texts."""

    content: bytes
    age: int = 0
    """Builds that made others and did not ask for it."""

    start: int | None = None
    """Where it stands in the file, if it does."""


class TextLog:
    """Reads and writes one file. What is damaged is as if it was not there; two that write at once only lose texts."""

    def __init__(self, file: Path, makers: str) -> None:
        """Take the file, and what changes whenever its texts are made in another way."""
        self._file = file
        self._makers = makers
        self._read = 0
        """Bytes that there were to read and can stay."""

    def read(self) -> dict[str, LoggedText]:
        """Return the texts by name."""
        try:
            stored = self._file.read_bytes()
        except OSError:
            return {}
        texts = dict(self._find_texts(stored))
        self._read = len(stored) if texts else 0
        return texts

    def _find_texts(self, stored: bytes) -> Iterator[tuple[str, LoggedText]]:
        end = len(stored) - _END.size
        length, check = _END.unpack_from(stored, end) if end >= 0 else (0, b"")
        listed = stored[end - length : end] if 0 < length <= end else b""
        if find_digest(listed) != check:
            return
        known = json.loads(listed)
        if (known["format"], known["makers"]) != (_FORMAT, self._makers):
            return
        for name, start, length, text_check, age in known["texts"]:
            content = stored[start : start + length]
            if find_digest(content).hex() == text_check:
                yield name, LoggedText(content, age, start)

    def write(self, texts: Mapping[str, LoggedText]) -> None:
        """Keep these texts and no others: behind those that are there already, if that does not make the file long."""
        size = self._read + sum(len(text.content) for text in texts.values() if text.start is None)
        grows = self._is_as_read() and size <= _LEFTOVERS * sum(len(text.content) for text in texts.values())
        at = self._read if grows else 0
        added: list[bytes] = []
        listed = []
        for name, text in texts.items():
            placed = text if grows and text.start is not None else replace(text, start=at)
            if placed is not text:
                added.append(text.content)
                at += len(text.content)
            listed.append((name, placed.start, len(text.content), find_digest(text.content).hex(), text.age))
        what = json.dumps({"format": _FORMAT, "makers": self._makers, "texts": listed}).encode()
        content = b"".join([*added, what, _END.pack(len(what), find_digest(what))])
        if grows:
            with self._file.open("ab") as file:
                file.write(content)
        else:
            replace_file(self._file, content)

    def _is_as_read(self) -> bool:
        try:
            return 0 < self._read == self._file.stat().st_size
        except OSError:
            return False
