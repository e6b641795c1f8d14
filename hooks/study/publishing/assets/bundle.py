"""The browser modules as few minified files: one for each entry, with a chunk for what it loads later."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from study.publishing.assets.names import digest
from study.scripts.deno_script import run_script

SCRIPT = Path(__file__).with_name("bundle.mjs")

_HASH = re.compile(r"(?<=\.)[0-9A-Z]{8}(?=\.js\b)")


@dataclass(frozen=True)
class Bundle:
    """What is served in place of the modules."""

    names: Mapping[str, str]
    """Paths of files by the path of the module that each runs, for every module that is asked for by itself."""

    files: Mapping[str, str]
    """Text of every file by path."""

    imports: Mapping[str, Sequence[str]]
    """Paths of the files that each file waits for, by path."""


def bundle_modules(folder: Path, entries: Sequence[str], target: str) -> Bundle:
    """Return the bundle of the modules that pages and workers start with, given by their paths below a folder.

    Files lie in the folder `target` and have a content hash in their names; the same modules make the same files.
    """
    made = run_script(SCRIPT, {"folder": str(folder.resolve()), "entries": entries, "target": target})
    names = {module: _rename(path) for module, path in made["names"].items()}
    files = {_rename(path): _rename(text) for path, text in made["files"].items()}
    imports = {_rename(path): [_rename(imported) for imported in paths] for path, paths in made["imports"].items()}
    return Bundle(names, files, imports)


def _rename(text: str) -> str:
    """Return a path or a script with hexadecimal hashes, as all others of the site are, in place of esbuild's."""
    return _HASH.sub(lambda found: digest(found[0].encode()), text)
