"""What a built site serves in place of the modules and stylesheets that it was written in."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from study.publishing.assets.bundle import bundle_modules
from study.publishing.assets.names import find_assets, hashed_name
from study.publishing.assets.shortening import shorten_style
from study.publishing.assets.styles import join_styles
from study.publishing.assets.vocabulary import Vocabulary, find_words, read_vocabulary

FOLDER = "assets/study"
PRACTICE_SCRIPT = "assets/study/practice/practice.mjs"
ENTRIES = ("assets/study/study.mjs", "assets/study/search/worker.mjs", PRACTICE_SCRIPT)
"""Modules that pages and workers start with."""

SHEETS = ("assets/study/site.css", "assets/study/practice.css")
"""As the templates name them: of every page, and of the pages where readers practise."""

PRACTICE = ("<study-quiz", "<study-cards", "<study-progress")
"""What tells the pages where readers practise."""

_THEME = ("assets/images/", "assets/javascripts/", "assets/stylesheets/")
_THEME_SHEETS = ("assets/stylesheets/main.", "assets/stylesheets/palette.")
_FACE = ".woff2"


@dataclass(frozen=True)
class Finished:
    """The assets of a site that is served."""

    names: Mapping[str, str]
    """Their paths by what pages call them before."""

    copies: Mapping[str, str]
    """Path before, of each that is served as it was."""

    made: Mapping[str, str]
    """Text of the others: scripts and stylesheets that are joined."""

    @property
    def paths(self) -> frozenset[str]:
        """Where something lies."""
        return frozenset({*self.copies, *self.made})


def finish_assets(
    site: Path, pages: Mapping[str, str], assets: Mapping[str, bytes], own_sheets: Sequence[str]
) -> Finished:
    """Return what is served of a site's assets; scripts and stylesheets are joined, and every name tells the content.

    `pages` and `assets` are given by path, `own_sheets` are paths of the site's stylesheets in order of the cascade.
    """
    words = {path: find_words(text) for path, text in pages.items()}
    plain = [words[path] for path, text in pages.items() if not _is_practice(text)]
    named = {asset for text in pages.values() for asset in find_assets(text)}
    return _finish(site, named, assets, own_sheets, read_vocabulary(plain, ()), read_vocabulary(words.values(), ()))


def _is_practice(page: str) -> bool:
    return any(mark in page for mark in PRACTICE)


def _finish(
    site: Path,
    named: Iterable[str],
    assets: Mapping[str, bytes],
    own_sheets: Sequence[str],
    everywhere: Vocabulary,
    anywhere: Vocabulary,
) -> Finished:
    texts = {path: content.decode() for path, content in assets.items() if path.endswith((".mjs", ".js", ".css"))}
    modules = [path for path in texts if path.endswith(".mjs")]
    bundle = bundle_modules(site, ENTRIES, FOLDER)
    # These come with the stylesheet, so that nobody waits for them or sees headings change.
    faces = {path: _to_data(content) for path, content in assets.items() if path.endswith(_FACE)}
    copied = dict(_name_copies(assets, {*modules, *own_sheets, *faces}, {*named}))
    names = {**bundle.names, **{path: name for path, name in copied.items() if path != name}}
    everywhere.add_scripts(text for path, text in bundle.files.items() if path != bundle.names[PRACTICE_SCRIPT])
    anywhere.add_scripts(bundle.files.values())
    ordered = [*(path for start in _THEME_SHEETS for path in texts if path.startswith(start)), *own_sheets]
    sheets = join_styles({path: texts[path] for path in ordered}, SHEETS[0], {**names, **faces}, everywhere, anywhere)
    made = dict(bundle.files)
    for path, text in zip(SHEETS, map(shorten_style, sheets), strict=True):
        names[path] = hashed_name(path, text.encode())
        made[names[path]] = text
    return Finished(names, {name: path for path, name in copied.items()}, made)


def _to_data(face: bytes) -> str:
    return f"data:font/woff2;base64,{b64encode(face).decode()}"


def _name_copies(assets: Mapping[str, bytes], joined: Iterable[str], named: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield path and new name of every asset that is served as it is; of the theme's only what pages name."""
    left_out, wanted = frozenset(joined), frozenset(named)
    for path, content in assets.items():
        if path in left_out or (path.startswith(_THEME) and path not in wanted):
            continue
        # Licences are found by their names.
        yield path, path if path.endswith(".txt") else hashed_name(path, content)
