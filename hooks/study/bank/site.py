"""A site and its pages, as far as what is said about them to other programs goes."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from study.bank.urls import page_url


@dataclass(frozen=True)
class Site:
    """The site as a whole."""

    name: str
    description: str

    url: str
    """Where its root is served, with a closing `/`."""

    def address(self, src_uri: str) -> str:
        """Return the whole address of a page."""
        return self.url + page_url(src_uri)

    def file_address(self, path: str) -> str:
        """Return the whole address of a file by its path in the site."""
        return self.url + quote(path)


@dataclass(frozen=True)
class SitePage:
    """A page that readers share."""

    src_uri: str
    title: str
    description: str

    heading: str
    """Its first heading, as HTML for the inside of a line."""

    section: str
    """The part of the site it belongs to, or nothing."""
