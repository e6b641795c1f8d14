"""`make licences`: what reaches the reader that others wrote, and under which licence."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from importlib.metadata import distribution
from pathlib import Path

from study.audio.pins import PACKAGES

STUDY = Path("overrides/assets/study")
FONTS = (STUDY / "fonts", Path("hooks/study/sharing/fonts"))
"""Fonts of the pages, and those that the build draws previews with."""

BUNDLED = {
    "material-design-color": "MIT",
}
"""Licences of what Material's stylesheet holds, as their packages state them; its source map names the packages."""

VOICES = Path("hooks/study/audio/voices")
"""Voices that episodes are spoken by, and their licence."""

SPOKEN = (("Kokoro-82M, model of the voices", "1.0"), ("hibari-tts", PACKAGES["hibari-tts"]))
"""What no reader gets, but what sound is made with; both under the licence of the voices."""

_PACKAGE = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)")
_LICENCE = re.compile(r"Licence: ([^\s,]+)")


@dataclass(frozen=True)
class Licensed:
    """One thing that somebody else wrote."""

    what: str
    version: str
    licence: str
    where: str
    """Files of the project, or of the site, that hold it."""


def find_licensed(root: Path, theme: Path) -> list[Licensed]:
    """Return everything, from the project's folder and that of the theme."""
    return [*_find_vendored(root), *_find_fonts(root), *_find_voices(root), *_find_theme(theme)]


def _find_vendored(root: Path) -> Iterator[Licensed]:
    for folder in sorted((root / STUDY / "vendor").iterdir()):
        about = (folder / "VERSION.txt").read_text(encoding="utf-8")
        licence = _LICENCE.search(about)
        if licence is None:
            raise ValueError(f"{folder}/VERSION.txt does not say `Licence: …`.")
        name, version = about.split()[:2]
        yield Licensed(name, version, licence[1], _list_files(root, sorted(folder.iterdir())))


def _find_fonts(root: Path) -> Iterator[Licensed]:
    for folder in FONTS:
        for text in sorted((root / folder).glob("*-LICENSE.txt")):
            family = text.name.removesuffix("-LICENSE.txt")
            if "SIL Open Font License, Version 1.1" not in text.read_text(encoding="utf-8"):
                raise ValueError(f"{text}: not the licence that this report knows, the SIL Open Font License 1.1.")
            files = sorted((root / folder).glob(f"{family}*"))
            yield Licensed(family.capitalize(), "", "OFL-1.1", _list_files(root, files))


def _find_voices(root: Path) -> Iterator[Licensed]:
    if "Apache License" not in (root / VOICES / "LICENSE").read_text(encoding="utf-8"):
        raise ValueError(f"{VOICES}/LICENSE: not the licence that this report knows, the Apache License 2.0.")
    yield Licensed("Voices of Kokoro-82M", "1.0", "Apache-2.0", _list_files(root, sorted((root / VOICES).iterdir())))
    for what, version in SPOKEN:
        yield Licensed(what, version, "Apache-2.0", "made the sound in docs/audio/*.mp3")


def _find_theme(theme: Path) -> Iterator[Licensed]:
    version = distribution("mkdocs-material").version
    assets = theme / "templates" / "assets"
    yield Licensed("Material for MkDocs", version, "MIT", "templates and stylesheet of every page")
    if "Apache 2.0" not in (theme / "templates/.icons/material/LICENSE").read_text(encoding="utf-8"):
        raise ValueError("The licence of Material's icons has changed: look at it and mend this report.")
    yield Licensed("Material Design Icons", "", "Apache-2.0", "icons in pages and stylesheet")
    sources = json.loads(next(assets.glob("stylesheets/main.*.map")).read_text(encoding="utf-8"))["sources"]
    for package in sorted({found[1] for source in sources if (found := _PACKAGE.search(source))}):
        yield Licensed(f"{package}, in Material", "", BUNDLED[package], "its stylesheet")


def _list_files(root: Path, files: list[Path]) -> str:
    return ", ".join(file.relative_to(root).as_posix() for file in files)


def render_licences(licensed: list[Licensed]) -> str:
    """Return the report as a Markdown table."""
    rows = [("What", "Version", "Licence", "Where"), ("---",) * 4, *(astuple(one) for one in licensed)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def main() -> int:
    """Print the report for the project in the current folder."""
    sys.stdout.write(
        render_licences(find_licensed(Path(), Path(str(distribution("mkdocs-material").locate_file("material")))))
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
