"""Addresses of pages: from a path under `docs/` to the link that one page uses for another."""

from __future__ import annotations

from posixpath import basename, dirname, join, normpath
from urllib.parse import quote, unquote

RECEIPTS = "receipts/"
"""Folder of the receipts, below `docs/` and in the site."""

EPISODES = "audio/"
"""Folder of scripts and sound files, below `docs/` and in the site."""

INCIDENTS = "incidents/"
"""Folder of the incidents that readers play, below `docs/` and in the site."""

QUOTE = "receipt:"
"""Begins a link that quotes a figure of a receipt, `receipt:name#figure`."""

_INDEX = ("index", "README")
"""Names of the page that its folder's address leads to."""


def file_stem(src_uri: str) -> str:
    """Return the name of a page's file without folder and ending, by which a chapter is known."""
    return basename(src_uri).removesuffix(".md")


def page_folder(src_uri: str) -> str:
    """Return the folder in which a page lies in the site, with a closing `/`; that of the landing page is `""`."""
    stem = file_stem(src_uri)
    folder = dirname(src_uri) if stem in _INDEX else join(dirname(src_uri), stem)
    return f"{folder}/" if folder else ""


def page_url(src_uri: str) -> str:
    """Return the address of a page from the site's root, as a folder with a closing `/`; the landing page is `""`."""
    return quote(page_folder(src_uri))


def root_of(src_uri: str) -> str:
    """Return the relative link from a page to the site's root, `""` or ending in `/`."""
    return "../" * page_url(src_uri).count("/")


def question_src(question_id: str) -> str:
    """Return the path of a question's own page."""
    return f"q/{question_id}.md"


def receipt_src(name: str) -> str:
    """Return the path of a receipt's page."""
    return f"{RECEIPTS}{name}.md"


def is_receipt(src_uri: str) -> bool:
    """Whether a page is one of a receipt, or the list of them."""
    return src_uri.startswith(RECEIPTS)


def is_episode(src_uri: str) -> bool:
    """Whether a page is the script of an episode, or another page of the audio edition."""
    return src_uri.startswith(EPISODES)


def resolve_link(href: str, src_uri: str) -> str:
    """Return a link as it must stand on a page at the site's root.

    Links to other pages are written as in Markdown, relative to the file `src_uri` they stand in: `page.md#anchor` or
    `#anchor`; `receipt:name#figure` leads to a receipt. Everything else comes back unchanged.
    """
    path, hash_mark, anchor = href.partition("#")
    if path.startswith(QUOTE):
        return f"{page_url(receipt_src(path.removeprefix(QUOTE)))}{hash_mark}{anchor}"
    if "://" in href or href.startswith(("mailto:", "/")) or (path and not path.endswith(".md")):
        return href
    target = normpath(join(dirname(src_uri), unquote(path))) if path else src_uri
    return f"{page_url(target)}{hash_mark}{anchor}"
