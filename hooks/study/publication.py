"""The last steps of a site that is published: what its pages are served with, and what guards and keeps them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from study.assets.compression import Compressor
from study.assets.finish import Finished, finish_assets, keep_assets
from study.offline import WORKER, Kept, mark_page, write_worker
from study.security_policy import HEADER_FILE, add_policy, make_policy, render_headers
from study.served_pages import ServedPage, keep_pages, rename_all, serve_pages

_PAGE = ".html"
_NAMING = (_PAGE, ".webmanifest", ".xml")
"""Suffixes of files that name assets."""


def publish_site(
    site: Path,
    made: Mapping[str, str],
    cards: Mapping[str, bytes],
    own_sheets: Sequence[str],
    cache: Path,
    compressor: Compressor,
    *,
    sealed: bool,
) -> Kept | None:
    """Make a built site short and write compressed copies beside it, and return what browsers keep of it.

    `made` and `cards` are pages and pictures by path that do not lie in the site yet, `own_sheets` are paths of the
    site's stylesheets in the order of the cascade, `cache` is the folder of what builds keep. A site that is not
    `sealed` gets no policy and is not kept: some of its pages draw diagrams in the browser.
    """
    paths = [path.relative_to(site).as_posix() for path in _find_files(site)]
    texts = {path: (site / path).read_text(encoding="utf-8") for path in paths if path.endswith(_NAMING)} | dict(made)
    finished = _finish_assets(site, texts, own_sheets, cache, compressor)
    for path, text in texts.items():
        if not path.endswith(_PAGE):
            renamed = rename_all(text, path, finished.names, finished.paths)
            compressor.write(site / path, renamed.encode())
    kept_pages = keep_pages(cache)
    htmls = {path: text for path, text in texts.items() if path.endswith(_PAGE)}
    pages = serve_pages(htmls, finished.names, finished.paths, kept_pages)
    compressor.do_beside(kept_pages.save)
    # Whatever changes a page belongs before this, whatever only names or copies it behind.
    digests = _write_pages(site, pages, compressor, sealed=sealed)
    for path, card in cards.items():
        compressor.write(site / path, card)
    compressor.add_all(_find_files(site))
    compressor.finish()
    kept = None
    if sealed:
        kept = write_worker(site, digests, {name for page in pages.values() for name in page.named})
        compressor.add_all([site / WORKER])
        compressor.finish()
    compressor.close()
    return kept


def _write_pages(
    site: Path, pages: Mapping[str, ServedPage], compressor: Compressor, *, sealed: bool
) -> dict[str, str]:
    """Write the pages, with the policy under which all of them run if they are sealed, and return their digests."""
    policy = make_policy({path: page.inline for path, page in pages.items()}) if sealed else ""
    if sealed:
        compressor.write(site / HEADER_FILE, render_headers(policy).encode())
    digests = {}
    # Compressing takes long for long pages: the sooner they are there, the better.
    for path, page in sorted(pages.items(), key=lambda item: (-len(item[1].html), item[0])):
        html = page.html
        if sealed:
            html, digests[path] = mark_page(add_policy(html, policy))
        compressor.write(site / path, html.encode())
    return digests


def _finish_assets(
    site: Path, texts: Mapping[str, str], own_sheets: Sequence[str], cache: Path, compressor: Compressor
) -> Finished:
    """Write the assets that are served in place of those that were built, and return them."""
    assets = {path.relative_to(site).as_posix(): path.read_bytes() for path in _find_files(site / "assets")}
    kept = keep_assets(cache)
    finished = finish_assets(site, texts, assets, own_sheets, kept)
    kept.save()
    for path in assets.keys() - finished.paths:
        (site / path).unlink()
    for path, before in finished.copies.items():
        compressor.write(site / path, assets[before])
    for path, text in finished.made.items():
        compressor.write(site / path, text.encode())
    return finished


def _find_files(folder: Path) -> list[Path]:
    return sorted(Path(place, name) for place, _, names in os.walk(folder) for name in names)
