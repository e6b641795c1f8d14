"""What a browser keeps of the finished site so that it works without a network, and the worker that keeps it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote

from study.diagrams.figure import FOLDER
from study.publishing.compression import GZIP, pack_gzip

WORKER = "sw.js"
LIMIT = 5_000_000
"""Bytes, compressed, that the site may take on a reader's device."""

_QUESTIONS = "q/"
_NEVER = ("../", "previews/", WORKER)
_DIAGRAM = f"/{FOLDER}d-"
"""Stands in the path of a diagram as a file: its page holds the same, and shows it with script."""
_ALWAYS = ("manifest.webmanifest",)
"""What no page names, but its script."""

_NAMED = re.compile(r"(?<=[\"'(=`])[\w./%-]+\.(?:m?js|css|woff2|svg|png|json|webmanifest)(?=[\"')\s>`])")
_READS_OTHERS = (".js", ".mjs", ".css", ".json", ".webmanifest")
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


def mark_page(html: str) -> tuple[str, str]:
    """Return the page with its digest in it, by which it knows whether a new version changes it, and the digest."""
    digest = _digest(html.encode())
    return _CHARSET.sub(rf'\g<0><meta name="study-page" content="{digest}">', html, count=1), digest


def write_worker(site: Path, pages: Mapping[str, str], named: Iterable[str], limit: int = LIMIT) -> Kept:
    """Write the worker of a site and return what it keeps; `pages` are the digests of marked pages by path, `named` is
    what they name.
    """
    kept = choose_files(site, pages, named, limit)
    text = files("study.publishing").joinpath("templates", WORKER).read_text(encoding="utf-8")
    for name, value in {"FILES": kept.digests, "SIZE": kept.size}.items():
        text = text.replace(f"/* {name} */", json.dumps(value, separators=(",", ":")), 1)
    (site / WORKER).write_text(text, encoding="utf-8")
    return kept


def choose_files(site: Path, pages: Mapping[str, str], named: Iterable[str], limit: int = LIMIT) -> Kept:
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
        taken = _measure(site / path)
        if path.startswith(_QUESTIONS) and size + taken > limit:
            left_out.append(path)
            continue
        size += taken
        digests[_address(path)] = pages.get(path) or _digest((site / path).read_bytes())
    return Kept(dict(sorted(digests.items())), size, tuple(left_out))


def _measure(path: Path) -> int:
    """Return how many bytes of a file are sent, by its copy if it has one."""
    copy = path.with_name(path.name + GZIP)
    return copy.stat().st_size if copy.is_file() else len(pack_gzip(path.read_bytes()))


def _follow(site: Path, named: set[str]) -> list[str]:
    """Return those of the named files that exist, with those that they name, and so on."""
    found: set[str] = set()
    waiting = set(named)
    while waiting:
        path = waiting.pop()
        if path in found or path.startswith(_NEVER) or _DIAGRAM in path or not (site / path).is_file():
            continue
        found.add(path)
        if path.endswith(_READS_OTHERS):
            waiting |= find_named(path, (site / path).read_text(encoding="utf-8"))
    return sorted(found)


def find_named(path: str, text: str) -> set[str]:
    """Return the files that a text names, as paths from the site's root; `path` is its own."""
    return {
        normpath(join(dirname(path), unquote(name))) for name in {*_NAMED.findall(text)} if not name.startswith("/")
    }


def _address(path: str) -> str:
    return quote(path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]
