"""Texts that take long to make, kept from build to build under what they were made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from study.whole_files import read_whole, write_whole

_PACKAGES = ("Jinja2", "Markdown", "pymdown-extensions", "Pygments", "genanki", "pillow")

_FORMAT = 3
"""Of the files; another number for each other form."""

PATIENCE = 20
"""Of texts that are parts of others that are kept."""


@dataclass(frozen=True)
class _Kept:
    """A text as it lies in the file, and how many builds that made others did not ask for it."""

    content: bytes
    age: int


class KeptTexts:
    """Finds each text among those of earlier builds, or makes it; without a file it forgets them with itself."""

    def __init__(self, file: Path | None = None, makers: str = "", patience: int = 0) -> None:
        """Take where the texts are kept, and what changes whenever they are made in another way.

        A text is forgotten when more than `patience` builds that made others did not ask for it: some are asked for
        only while what is made from them, and kept too, is made.
        """
        self._file = file
        self._makers = makers
        self._patience = patience
        self._before = _read(file, makers)
        self._now: dict[str, bytes] = {}

    def __contains__(self, source: str) -> bool:
        """Return whether a text is there that need not be made."""
        name = digest(source)
        return name in self._now or name in self._before

    def find(self, source: str, make: Callable[[], str]) -> str:
        """Return what `make` makes of the source; what it raises is not kept."""
        return self.find_bytes(source, lambda: make().encode()).decode()

    def find_bytes(self, source: str, make: Callable[[], bytes]) -> bytes:
        """Return what `make` makes of the source, which need not be text."""
        name = digest(source)
        if name not in self._now:
            kept = self._before.get(name)
            self._now[name] = make() if kept is None else kept.content
        return self._now[name]

    def save(self) -> None:
        """Keep the texts that were asked for since the start, and for a while those that were not."""
        if self._file and self._now.keys() - self._before.keys():
            before = self._before.items()
            texts = {name: _Kept(one.content, one.age + 1) for name, one in before if one.age < self._patience}
            texts |= {name: _Kept(content, 0) for name, content in self._now.items()}
            write_whole(self._file, _pack(self._makers, texts))


def digest(*texts: str) -> str:
    """Return what stands for all of the texts, to find by it what is made from them."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def find_study() -> str:
    """Return what changes with the code and the templates of this package, and with what it converts texts by."""
    folder = Path(__file__).parent
    return find_makers(sorted({*folder.rglob("*.py"), *folder.rglob("templates/**/*.*")}), _PACKAGES)


def find_makers(sources: Iterable[Path], packages: Iterable[str]) -> str:
    """Return what changes with the text of any of the sources, and with the version of any of the packages."""
    digests = [_remember_code(source) if source.suffix == ".py" else _digest(source) for source in sources]
    code = hashlib.sha256(b"".join(digests)).hexdigest()
    return " ".join([code, *(f"{package} {_version(package)}" for package in packages)])


@cache
def _remember_code(source: Path) -> bytes:
    """Return the digest that code had when it was first asked for: what is edited later does not run here."""
    return _digest(source)


def _digest(source: Path) -> bytes:
    return hashlib.sha256(source.read_bytes()).digest()


@cache
def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # Not everything can be installed everywhere.
        return "-"


def _pack(makers: str, texts: Mapping[str, _Kept]) -> bytes:
    """Return what the file holds: a line that lists the texts, and the texts as they are, one behind the other."""
    listed = [(name, len(one.content), one.age) for name, one in texts.items()]
    head = json.dumps({"format": _FORMAT, "makers": makers, "texts": listed}).encode()
    return b"".join([head, b"\n", *(one.content for one in texts.values())])


def _read(file: Path | None, makers: str) -> dict[str, _Kept]:
    stored = read_whole(file) if file else None
    head, _, _ = (stored or b"{}").partition(b"\n")
    known = json.loads(head)
    if stored is None or (known.get("format"), known.get("makers")) != (_FORMAT, makers):
        return {}
    texts, start = {}, len(head) + 1
    for name, length, age in known["texts"]:
        texts[name] = _Kept(stored[start : start + length], age)
        start += length
    return texts
