"""Texts that take long to make, kept from build to build under what they were made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from study.cache.log import LoggedText, TextLog

_PACKAGES = ("Jinja2", "Markdown", "pymdown-extensions", "Pygments", "genanki", "pillow")

PATIENCE = 20
"""Of texts that are parts of others that are kept."""


class KeptTexts:
    """Finds each text among those of earlier builds, or makes it; without a file it forgets them with itself."""

    def __init__(self, file: Path | None = None, makers: str = "", patience: int = 0) -> None:
        """Take where the texts are kept, and what changes whenever they are made in another way.

        A text is forgotten when more than `patience` builds that made others did not ask for it: some are asked for
        only while what is made from them, and kept too, is made.
        """
        self._patience = patience
        self._log = TextLog(file, makers) if file else None
        self._before = self._log.read() if self._log else {}
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
        if self._log and self._now.keys() - self._before.keys():
            before = self._before.items()
            texts = {name: replace(one, age=one.age + 1) for name, one in before if one.age < self._patience}
            for name, content in self._now.items():
                known = self._before.get(name)
                texts[name] = replace(known, age=0) if known else LoggedText(content)
            self._log.write(texts)


def digest(*texts: str) -> str:
    """Return what stands for all of the texts, to find by it what is made from them."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def find_study() -> str:
    """Return what changes with the code and the templates of this package, and with what it converts texts by."""
    folder = Path(__file__).parents[1]
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
