"""The last steps of a site that is published: what its pages are served with, and what guards and stores them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from study.diagrams.figure import FOLDER
from study.publishing.assets.finish import Finished, finish_assets
from study.publishing.compression import write_copies
from study.publishing.offline import WORKER, StoredFiles, mark_page, write_worker
from study.publishing.security_policy import HEADER_FILE, add_policy, find_inline, make_policy, render_headers
from study.publishing.served_pages import ServedPage, rename_all, serve_page

_PAGE = ".html"
_NAMING = (_PAGE, ".webmanifest", ".xml")
"""Suffixes of files that name assets."""


def publish_site(site: Path, own_sheets: Sequence[str], templates: Path, *, sealed: bool) -> StoredFiles | None:
    """Make a built site short, write compressed copies beside it, and return what browsers store of it.

    `own_sheets` are paths of the site's stylesheets in the order of the cascade, `templates` is the folder of its
    templates, whose inline scripts are let in. A site that is not `sealed` gets no
    policy and is not stored: some of its pages draw diagrams in the browser.
    """
    paths = [path.relative_to(site).as_posix() for path in _find_files(site)]
    texts = {path: (site / path).read_text(encoding="utf-8") for path in paths if path.endswith(_NAMING)}
    finished = _finish_assets(site, texts, own_sheets)
    for path, text in texts.items():
        if not path.endswith(_PAGE):
            (site / path).write_text(rename_all(text, path, finished.names, finished.paths), encoding="utf-8")
    htmls = {path: text for path, text in texts.items() if path.endswith(_PAGE)}
    pages = {
        path: serve_page(path, html, finished.names, finished.paths, finished.imports) for path, html in htmls.items()
    }
    # Whatever changes a page belongs before this, whatever only names or copies it behind.
    own = find_inline("".join(path.read_text(encoding="utf-8") for path in sorted(templates.rglob("*.html"))))
    inlines = {path: page.inline for path, page in pages.items()}
    policy = make_policy(inlines, own) if sealed else ""
    if sealed:
        _write_headers(site, make_policy(inlines, own, _find_picture_styles(site, paths)))
    digests = _write_pages(site, pages, policy)
    write_copies(_find_files(site))
    if not sealed:
        return None
    stored = write_worker(site, digests, {name for page in pages.values() for name in page.named})
    write_copies([site / WORKER])
    return stored


def _write_headers(site: Path, policy: str) -> None:
    (site / HEADER_FILE).write_text(render_headers(policy), encoding="utf-8")


def _find_picture_styles(site: Path, paths: Iterable[str]) -> set[str]:
    """Return what lets in the style that diagrams have as files; no page has it, so that only the header names it."""
    pictures = (site / path for path in paths if f"/{FOLDER}d-" in path and path.endswith(".svg"))
    return {style for picture in pictures for style in find_inline(picture.read_text(encoding="utf-8")).styles}


def _write_pages(site: Path, pages: Mapping[str, ServedPage], policy: str) -> dict[str, str]:
    """Write the pages, with the policy under which all of them run if there is one, and return their digests."""
    digests = {}
    for path, page in pages.items():
        html = page.html
        if policy:
            html, digests[path] = mark_page(add_policy(html, policy))
        (site / path).write_text(html, encoding="utf-8")
    return digests


def _finish_assets(site: Path, texts: Mapping[str, str], own_sheets: Sequence[str]) -> Finished:
    """Write the assets that are served in place of those that were built, and return them."""
    assets = {path.relative_to(site).as_posix(): path.read_bytes() for path in _find_files(site / "assets")}
    finished = finish_assets(site, texts, assets, own_sheets)
    for path in assets.keys() - finished.paths:
        (site / path).unlink()
    for path, before in finished.copies.items():
        (site / path).write_bytes(assets[before])
    for path, text in finished.made.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    return finished


def _find_files(folder: Path) -> list[Path]:
    return sorted(Path(place, name) for place, _, names in os.walk(folder) for name in names)
