"""Pages as they are served: short, with the new names of what they load, and what other steps have to know of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from study.cache.texts import KeptTexts, digest, find_makers
from study.publishing import offline, security_policy
from study.publishing.assets import names as asset_names
from study.publishing.assets import shortening
from study.publishing.assets.names import find_assets, rename_assets
from study.publishing.offline import find_named
from study.publishing.security_policy import Inline, find_inline


@dataclass(frozen=True)
class ServedPage:
    """A page without the policy, which depends on all pages."""

    html: str
    inline: Inline
    named: tuple[str, ...]
    """Files that it names, as paths from the site's root."""


def keep_pages(folder: Path) -> KeptTexts:
    """Return the pages that the last build left in a folder."""
    modules = (asset_names, shortening, security_policy, offline)
    sources = [Path(__file__), *(Path(str(module.__file__)) for module in modules)]
    return KeptTexts(folder / "pages.kept", find_makers(sources, ("tdewolff-minify",)))


def serve_pages(
    pages: Mapping[str, str], names: Mapping[str, str], files: Collection[str], kept: KeptTexts
) -> dict[str, ServedPage]:
    """Return the pages by path as they are served; `names` are those of assets by what pages call them, `files` is all
    that there is of assets.
    """
    naming = digest(json.dumps([sorted(names.items()), sorted(files)]))

    def find(path: str, html: str) -> ServedPage:
        source = digest(f"{naming}\n{path}\n{html}")
        return _parse(kept.find(source, partial(_render, path, html, names, files)))

    return {path: find(path, html) for path, html in pages.items()}


def rename_all(text: str, path: str, names: Mapping[str, str], files: Collection[str]) -> str:
    """Return a text of the site in which every asset has the name that it is served by."""
    renamed = rename_assets(text, names)
    if lost := sorted(find_assets(renamed).difference(files)):
        raise ValueError(f"{path} names {lost[0]}, which is not there.")
    return renamed


def _render(path: str, html: str, names: Mapping[str, str], files: Collection[str]) -> str:
    short = shortening.shorten_page(rename_all(html, path, names, files))
    return f"{json.dumps([asdict(find_inline(short)), sorted(find_named(path, short))])}\n{short}"


def _parse(text: str) -> ServedPage:
    told, _, html = text.partition("\n")
    inline, named = json.loads(told)
    return ServedPage(html, Inline(**inline), tuple(named))
