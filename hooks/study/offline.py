"""What a browser keeps of the finished site so that it works without a network, and the worker that keeps it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import quote

from study.assets.compression import pack

WORKER = "sw.js"
LIMIT = 5_000_000
"""Bytes, compressed, that the site may take on a reader's device."""

_QUESTIONS = "q/"
_NEVER = ("../", "previews/", WORKER)
_ALWAYS = ("manifest.webmanifest",)
"""What no page names, but its script."""

_NAMED = re.compile(r"(?<=[\"'(=`])[\w./-]+\.(?:m?js|css|woff2|svg|png|json|webmanifest)(?=[\"')\s>`])")
_READS_OTHERS = (".js", ".mjs", ".css", ".webmanifest")
_CHARSET = re.compile(r"<meta charset=[^>]*>")


@dataclass(frozen=True)
class Kept:
    """What the worker keeps."""

    digests: Mapping[str, str]
    """Digest by address from the site's root: a page's is the one that stands in it."""

    size: int
    """Bytes on the device, compressed."""

    left_out: tuple[str, ...]
    """Pages for which there was no room: they work once there is a network."""


def write_offline(
    site: Path,
    limit: int = LIMIT,
    compressed: Path | None = None,
    pages: Mapping[str, Collection[str]] | None = None,
) -> Kept:
    """Mark every page of a finished site with its digest, write the worker, and return what it keeps.

    `compressed` is the folder of what was compressed before, `pages` are the files that each page names, by path, if
    they are known.
    """
    pages = _read_pages(site) if pages is None else pages
    named = {path for names in pages.values() for path in names}
    kept = choose_files(site, mark_pages(site, pages), named, limit, compressed)
    text = files("study").joinpath("templates", WORKER).read_text(encoding="utf-8")
    for name, value in {"FILES": kept.digests, "SIZE": kept.size}.items():
        text = text.replace(f"/* {name} */", json.dumps(value, separators=(",", ":")), 1)
    (site / WORKER).write_text(text, encoding="utf-8")
    return kept


def _read_pages(site: Path) -> dict[str, set[str]]:
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    return {name: find_named(name, path.read_text(encoding="utf-8")) for name, path in paths.items()}


def mark_pages(site: Path, paths: Iterable[str]) -> dict[str, str]:
    """Write its digest into every page, by which it knows whether a new version changes it; return them by path."""
    digests = {}
    for path in sorted(paths):
        html = (site / path).read_text(encoding="utf-8")
        digest = digests[path] = _digest(html.encode())
        tag = f'<meta name="study-page" content="{digest}">'
        (site / path).write_text(_CHARSET.sub(rf"\g<0>{tag}", html, count=1), encoding="utf-8")
    return digests


def choose_files(
    site: Path, pages: Mapping[str, str], named: Iterable[str], limit: int = LIMIT, compressed: Path | None = None
) -> Kept:
    """Return what to keep: pages, and what they or their scripts and styles name; questions' pages while there is room.

    `pages` are the digests of all pages by path, `named` is what they name.
    """
    always = {path for path in _ALWAYS if (site / path).is_file()}
    digests: dict[str, str] = {}
    size, left_out = 0, []
    for path in [
        *_follow(site, always.union(named)),
        *sorted(pages, key=lambda path: (path.startswith(_QUESTIONS), path)),
    ]:
        data = (site / path).read_bytes()
        taken = len(pack(data, ".gz", compressed))
        if path.startswith(_QUESTIONS) and size + taken > limit:
            left_out.append(path)
            continue
        size += taken
        digests[_address(path)] = pages.get(path) or _digest(data)
    return Kept(dict(sorted(digests.items())), size, tuple(left_out))


def _follow(site: Path, named: set[str]) -> list[str]:
    """Return those of the named files that exist, with those that they name, and so on."""
    found: set[str] = set()
    waiting = set(named)
    while waiting:
        path = waiting.pop()
        if path in found or path.startswith(_NEVER) or not (site / path).is_file():
            continue
        found.add(path)
        if path.endswith(_READS_OTHERS):
            waiting |= find_named(path, (site / path).read_text(encoding="utf-8"))
    return sorted(found)


def find_named(path: str, text: str) -> set[str]:
    """Return the files that a text names, as paths from the site's root; `path` is its own."""
    return {normpath(join(dirname(path), name)) for name in {*_NAMED.findall(text)} if not name.startswith("/")}


def _address(path: str) -> str:
    return quote(path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]
