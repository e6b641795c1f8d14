"""The last steps of a site that is published: what its pages are served with, and what guards and keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from study.assets.compression import compress_site
from study.assets.finish import finish_site
from study.offline import Kept, write_offline
from study.security_policy import secure_pages


def publish_site(site: Path, own_sheets: Sequence[str], cache: Path, *, sealed: bool) -> Kept | None:
    """Make a built site short and write compressed copies beside it, and return what browsers keep of it.

    One that is not `sealed` gets no policy and is not kept: some of its pages draw diagrams in the browser.
    """
    finish_site(site, own_sheets, cache / "styles")
    # Whatever changes a page belongs before this, whatever only copies it (compression) behind it.
    kept = None
    if sealed:
        secure_pages(site)
        kept = write_offline(site, compressed=cache / "compressed")
    compress_site(site, cache / "compressed")
    return kept
