"""The last steps of a site that is published: what its pages are served with, and what guards and keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from study.assets.compression import compress_site
from study.assets.finish import Finished, finish_assets, keep_assets
from study.offline import Kept, write_offline
from study.security_policy import HEADER_FILE, add_policy, make_policy, render_headers
from study.served_pages import keep_pages, rename_all, serve_pages

_PAGE = ".html"
_NAMING = (_PAGE, ".webmanifest", ".xml")
"""Suffixes of files that name assets."""


def publish_site(site: Path, own_sheets: Sequence[str], cache: Path, *, sealed: bool) -> Kept | None:
    """Make a built site short and write compressed copies beside it, and return what browsers keep of it.

    `own_sheets` are paths of the site's stylesheets in the order of the cascade, `cache` is the folder of what builds
    keep. A site that is not `sealed` gets no policy and is not kept: some of its pages draw diagrams in the browser.
    """
    paths = [path.relative_to(site).as_posix() for path in _find_files(site)]
    texts = {path: (site / path).read_text(encoding="utf-8") for path in paths if path.endswith(_NAMING)}
    finished = _finish_assets(site, texts, own_sheets, cache)
    for path, text in texts.items():
        if not path.endswith(_PAGE):
            _write(site, path, rename_all(text, path, finished.names, finished.paths))
    kept_pages = keep_pages(cache)
    htmls = {path: text for path, text in texts.items() if path.endswith(_PAGE)}
    pages = serve_pages(htmls, finished.names, finished.paths, kept_pages)
    kept_pages.save()
    policy = make_policy({path: page.inline for path, page in pages.items()}) if sealed else ""
    for path, page in pages.items():
        _write(site, path, add_policy(page.html, policy) if sealed else page.html)
    kept = None
    # Whatever changes a page belongs before this, whatever only copies it (compression) behind it.
    if sealed:
        _write(site, HEADER_FILE, render_headers(policy))
        named = {path: page.named for path, page in pages.items()}
        kept = write_offline(site, compressed=cache / "compressed", pages=named)
    compress_site(site, cache / "compressed")
    return kept


def _finish_assets(site: Path, texts: Mapping[str, str], own_sheets: Sequence[str], cache: Path) -> Finished:
    """Write the assets that are served in place of those that were built, and return them."""
    assets = {path.relative_to(site).as_posix(): path.read_bytes() for path in _find_files(site / "assets")}
    kept = keep_assets(cache)
    finished = finish_assets(texts, assets, own_sheets, kept)
    kept.save()
    for path in assets.keys() - finished.paths:
        (site / path).unlink()
    for path, before in finished.copies.items():
        if path != before:
            (site / path).write_bytes(assets[before])
    for path, text in finished.made.items():
        _write(site, path, text)
    return finished


def _find_files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def _write(site: Path, path: str, text: str) -> None:
    (site / path).write_text(text, encoding="utf-8")
