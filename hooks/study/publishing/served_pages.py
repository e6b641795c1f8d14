"""Pages as they are served: short, with the new names of what they load, and what other steps have to know of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from study.publishing.assets.names import find_assets, rename_assets
from study.publishing.assets.shortening import shorten_page
from study.publishing.offline import find_named
from study.publishing.security_policy import Inline, find_inline


@dataclass(frozen=True)
class ServedPage:
    """A page without the policy, which depends on all pages."""

    html: str
    inline: Inline
    named: frozenset[str]
    """Files that it names, as paths from the site's root."""


def serve_page(path: str, html: str, names: Mapping[str, str], files: Collection[str]) -> ServedPage:
    """Return a page as it is served; `names` are those of assets by what pages call them, `files` all assets."""
    short = shorten_page(rename_all(html, path, names, files))
    return ServedPage(short, find_inline(short), frozenset(find_named(path, short)))


def rename_all(text: str, path: str, names: Mapping[str, str], files: Collection[str]) -> str:
    """Return a text of the site in which every asset has the name that it is served by."""
    renamed = rename_assets(text, names)
    if lost := sorted(find_assets(renamed).difference(files)):
        raise ValueError(f"{path} names {lost[0]}, which is not there.")
    return renamed
