"""What a built site serves in place of the modules and stylesheets that it was written in."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from study.assets.joining import join_modules
from study.assets.kept_styles import keep_styles
from study.assets.names import find_assets, hashed_name, rename_assets
from study.assets.scripts import Scripts, join_scripts
from study.assets.shortening import shorten_page, shorten_style
from study.assets.vocabulary import read_vocabulary

ENTRIES = ("assets/study/study.mjs", "assets/study/search-worker.mjs")
SHEETS = ("assets/study/site.css", "assets/study/practice.css")
"""As the templates name them: of every page, and of the pages where readers practise."""

PRACTICE = {
    "<study-quiz": "assets/study/quiz-element.mjs",
    "<study-cards": "assets/study/cards-desk.mjs",
    "<study-progress": "assets/study/cards-progress.mjs",
}
"""What tells the pages where readers practise, with the module that it loads."""

_THEME = ("assets/images/", "assets/javascripts/", "assets/stylesheets/")
_THEME_SHEETS = ("assets/stylesheets/main.", "assets/stylesheets/palette.")
_FACE = ".woff2"
_NAMING = (".html", ".webmanifest", ".xml")
"""Suffixes of files that name assets."""


def finish_site(site: Path, own_sheets: Sequence[str], kept: Path | None = None) -> None:
    """Join scripts and stylesheets of a built site, name its assets by content, and make its pages short and use them.

    `own_sheets` are paths of the site's stylesheets in the order of the cascade, `kept` is the folder of what earlier
    builds joined.
    """
    paths = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file()]
    pages = {path: (site / path).read_text(encoding="utf-8") for path in paths if path.endswith(_NAMING)}
    assets = {path: (site / path).read_bytes() for path in paths if path.startswith("assets/")}
    files, names = finish_assets(pages, assets, own_sheets, kept)
    for path, text in pages.items():
        renamed = rename_assets(text, names)
        if lost := sorted(find_assets(renamed) - files.keys()):
            raise ValueError(f"{path} names {lost[0]}, which is not there.")
        short = shorten_page(renamed) if path.endswith(".html") else renamed
        if short != text:
            (site / path).write_text(short, encoding="utf-8")
    for path in assets.keys() - files.keys():
        (site / path).unlink()
    for path in files.keys() - assets.keys():
        (site / path).write_bytes(files[path])


def finish_assets(
    pages: Mapping[str, str], assets: Mapping[str, bytes], own_sheets: Sequence[str], kept: Path | None = None
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the assets to serve by path, and their paths by what the pages call them now."""
    texts = {path: content.decode() for path, content in assets.items() if path.endswith((".mjs", ".js", ".css"))}
    modules = {path: text for path, text in texts.items() if path.endswith(".mjs")}
    scripts = join_scripts(modules, ENTRIES, join_modules)
    named = {path for text in pages.values() for path in find_assets(text)}
    files = {path: text.encode() for path, text in scripts.files.items()}
    names = dict(scripts.homes)
    for path, content in assets.items():
        if path in modules or path in own_sheets or (path.startswith(_THEME) and path not in named):
            continue
        if path.endswith(".txt"):  # Licences are found by their names.
            files[path] = content
            continue
        if path.endswith(_FACE):  # Comes with the stylesheet, so that nobody waits for it or sees headings change.
            names[path] = f"data:font/woff2;base64,{b64encode(content).decode()}"
            continue
        names[path] = hashed_name(path, content)
        files[names[path]] = content
    sheets = _join_sheets(pages.values(), texts, own_sheets, scripts, names, kept)
    for path, text in zip(SHEETS, sheets, strict=True):
        content = shorten_style(text).encode()
        names[path] = hashed_name(path, content)
        files[names[path]] = content
    return files, names


def _join_sheets(
    pages: Iterable[str],
    texts: Mapping[str, str],
    own_sheets: Sequence[str],
    scripts: Scripts,
    names: Mapping[str, str],
    kept: Path | None,
) -> tuple[str, str]:
    every = list(pages)
    plain = [page for page in every if not any(mark in page for mark in PRACTICE)]
    late = {scripts.homes[module] for module in PRACTICE.values() if module in scripts.homes}
    common = [texts[path] for path, home in scripts.homes.items() if home not in late]
    ordered = [*(path for start in _THEME_SHEETS for path in texts if path.startswith(start)), *own_sheets]
    return keep_styles(
        {path: texts[path] for path in ordered},
        SHEETS[0],
        names,
        read_vocabulary(plain, common),
        read_vocabulary(every, [texts[path] for path in scripts.homes]),
        kept,
    )
