"""Files of a site that builds keep under second names: to give a name takes a thirtieth of the time of writing."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from study.cache.atomic import find_digest


class LinkedFiles:
    """Makes files of sites from those that earlier builds wrote, where these are still whole.

    Each lies in the folder under a digest of what it holds, and in every site as another name of the same file. So it
    also keeps the time at which it was first written, by which servers and programs that copy tell what has changed.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder; without one every file is written."""
        self._folder = folder
        self._used: set[str] = set()

    def write(self, path: Path, content: bytes) -> str:
        """Make a file, its folder too if there is none, and return the name that `link` finds its content by."""
        name = name_of(content)
        if not self._link_whole(path, name, lambda stored: stored == content):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            if not (self._folder and _store(self._folder / name, content) and _link(self._folder / name, path)):
                path.write_bytes(content)
        return name

    def link(self, path: Path, name: str) -> bool:
        """Make a file of what was written under this name, and return whether that is still there and whole."""
        return self._link_whole(path, name, lambda stored: name_of(stored) == name)

    def _link_whole(self, path: Path, name: str, is_whole: Callable[[bytes], bool]) -> bool:
        if not self._folder:
            return False
        self._used.add(name)
        stored = self._folder / name
        try:
            return is_whole(stored.read_bytes()) and _link(stored, path)
        except OSError:
            return False

    def forget_others(self) -> None:
        """Remove what is in no site: neither used since the start nor linked elsewhere."""
        if self._folder and self._folder.is_dir():
            for path in self._folder.iterdir():
                with suppress(OSError):
                    if path.name not in self._used and path.stat().st_nlink == 1:
                        path.unlink()


def _store(stored: Path, content: bytes) -> bool:
    """Return whether the file could be kept."""
    # Beside the name until it is whole: somebody else may be linking it.
    unfinished = stored.with_name(f"{stored.name}.{os.getpid()}")
    try:
        stored.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(stored)
    except OSError:
        return False
    return True


def _link(stored: Path, path: Path) -> bool:
    """Return whether the file has got another name: not every place can have files with two."""
    for _ in range(2):
        try:
            os.link(stored, path)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            path.unlink()
        except OSError:
            break
        else:
            return True
    return False


def name_of(content: bytes) -> str:
    """Return the name under which a file that holds this is kept."""
    return find_digest(content).hex()
