"""Every page of a built site, parsed once for all the rules that are held against it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser


@cache
def read_pages(site: Path) -> dict[str, LexborHTMLParser]:
    """Return every page by its address from the root; nobody may change a page."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): LexborHTMLParser(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def read_shared_pages(site: Path) -> dict[str, LexborHTMLParser]:
    """Return the pages that readers share: no redirect, 404 page or file that scripts fetch."""
    return {
        address: page
        for address, page in read_pages(site).items()
        if not address.endswith(".html") and not page.css("meta[http-equiv=refresh], body[data-fetched]")
    }
