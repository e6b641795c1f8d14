"""Modules joined into scripts by esbuild, which minifyjs carries: one scope, short names, nothing that nobody uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import minifyjs

JOINED = "joined.mjs"
"""Path of the module that a script is made of."""

OUTSIDE = "outside:"
"""Start of the address of what is no part of a script, but loaded by it."""


def join_modules(groups: Iterable[Mapping[str, str]]) -> list[str]:
    """Return a script for each group of modules by path: that which its module `JOINED` is, made short."""
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        starts = [_write(folder / str(number), texts) for number, texts in enumerate(groups)]
        minifyjs.bundle(
            [start.as_posix() for start in starts],
            outdir="out",
            working_dir=str(folder),
            target="es2022",
            external=[f"{OUTSIDE}*"],
            legal_comments="none",
            entry_names="[name]",
        )
        return [(folder / "out" / f"{start.stem}.js").read_text(encoding="utf-8") for start in starts]


def _write(folder: Path, texts: Mapping[str, str]) -> Path:
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return (folder / JOINED).rename(folder / f"{folder.name}.mjs")
