"""A finished site made ready for reading offline, as the build does it with pages that it still has at hand."""

from __future__ import annotations

from pathlib import Path

from study.publishing.offline import LIMIT, StoredFiles, find_named, mark_page, write_worker


def write_offline(site: Path, limit: int = LIMIT) -> StoredFiles:
    """Mark every page of a finished site with its digest, write the worker, and return what it keeps."""
    digests, named = {}, set[str]()
    for path in sorted(site.rglob("*.html")):
        name, html = path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")
        named |= find_named(name, html)
        marked, digests[name] = mark_page(html)
        path.write_text(marked, encoding="utf-8")
    return write_worker(site, digests, named, limit)
