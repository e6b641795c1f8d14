"""Files as MkDocs has them: those that the build adds, and those of the theme that no page needs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from unicodedata import normalize
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.theme import Theme
from study.authoring.problems import Problem

_WRITTEN_LATER = ("404.html", "_headers", "sitemap.xml", "sitemap.xml.gz", "sw.js")
"""Files of the site that are no part of the list that MkDocs has of its files."""

_MADE = "a file that the build makes"
_UNUSED = ("assets/javascripts/", "assets/images/")
_UNQUOTED = " '()*,-./:;=?@!$&+"
"""What may stand in the data of an address, and in an attribute."""


def drop_unused(files: Files) -> None:
    """Take out what the theme brings and no page names: scripts, pictures and source maps."""
    for file in files.media_files():
        unused = file.src_uri.startswith(_UNUSED) or file.src_uri.endswith(".css.map")
        if unused and file.src_dir and Path(file.src_dir).is_relative_to(sys.prefix):
            files.remove(file)


def add_generated(files: Files, contents: Mapping[str, str | bytes], config: MkDocsConfig) -> list[File]:
    """Add the files that the build makes, by their paths, none of which an author may have taken, and return them."""
    refuse_taken(files, contents, config)
    level = InclusionLevel.NOT_IN_NAV
    added = [File.generated(config, path, content=content, inclusion=level) for path, content in contents.items()]
    for file in added:
        files.append(file)
    return added


def add_verbatim(files: Files, contents: Mapping[str, str], config: MkDocsConfig) -> None:
    """Add files by where they lie in the site, of which MkDocs would make pages if they were named as Markdown."""
    for dest_uri, content in contents.items():
        (file,) = add_generated(files, {f"{dest_uri}.txt": content}, config)
        file.dest_uri = dest_uri


def refuse_taken(files: Files, src_uris: Iterable[str], config: MkDocsConfig) -> None:
    """Stop the build if an author has written one of the files that it makes."""
    for src_uri in src_uris:
        if src_uri in files.src_uris:
            raise PluginError(f"{Path(config.docs_dir).name}/{src_uri}:1: the build makes this file. Rename yours.")


def find_shared_places(files: Iterable[File], config: MkDocsConfig) -> list[Problem]:
    """Return every file of an author that would lie in the site where another does, or would be its folder.

    Names that differ in case alone are one name on many machines.
    """
    placed = [(_name(file, config), file.dest_uri) for file in files if file.inclusion is not InclusionLevel.EXCLUDED]
    owners = dict.fromkeys(map(_fold, _WRITTEN_LATER), _MADE)
    # What the build makes cannot be renamed: it comes first.
    for name, dest_uri in sorted(placed, key=lambda one: (one[0] != _MADE, one[0])):
        owners.setdefault(_fold(dest_uri), name)
    folders = {
        _fold(folder.as_posix()): name for name, dest_uri in placed for folder in PurePosixPath(dest_uri).parents
    }
    problems = []
    for name, dest_uri in placed:
        owner, place = owners[_fold(dest_uri)], _fold(dest_uri)
        other = folders.get(place, name) if owner == name else owner
        if name != _MADE and (owner != name or place in folders):
            message = f"becomes {dest_uri} in the site, where {other} belongs. Rename one of them."
            problems.append(Problem(name, 1, message))
    return problems


def _name(file: File, config: MkDocsConfig) -> str:
    return f"{Path(config.docs_dir).name}/{file.src_uri}" if file.src_dir == config.docs_dir else _MADE


def _fold(path: str) -> str:
    return normalize("NFC", path).casefold()


def inline_favicon(theme: Theme) -> None:
    """Put the icon of the site into the address of the icon, which is shorter than what fetching it takes.

    One that is no SVG of ours stays where it is.
    """
    for path in (Path(folder, theme["favicon"]) for folder in theme.dirs):
        if path.suffix == ".svg" and path.is_file():
            svg = path.read_text(encoding="utf-8").strip()
            theme["favicon"] = f"data:image/svg+xml,{quote(svg, safe=_UNQUOTED)}"
            return
