"""Pages as they are served: short, with the new names of what they load, and what other steps have to know of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from study.publishing.assets.names import find_assets, rename_assets
from study.publishing.assets.shortening import shorten_page
from study.publishing.offline import find_named
from study.publishing.security_policy import Inline, find_inline

_SCRIPT = re.compile(r'<script type="module"[^>]* src="([^"]*?)(assets/[\w./-]+)"></script>')


@dataclass(frozen=True)
class ServedPage:
    """A page without the policy, which depends on all pages."""

    html: str
    inline: Inline
    named: frozenset[str]
    """Files that it names, as paths from the site's root."""


def serve_page(
    path: str,
    html: str,
    names: Mapping[str, str],
    files: Collection[str],
    imports: Mapping[str, Sequence[str]],
) -> ServedPage:
    """Return a page as it is served; `names` are those of assets by what pages call them, `files` all assets.

    What its scripts wait for by `imports` is asked for beside them, not after them.
    """
    short = shorten_page(_ask_for_imports(rename_all(html, path, names, files), imports))
    return ServedPage(short, find_inline(short), frozenset(find_named(path, short)))


def rename_all(text: str, path: str, names: Mapping[str, str], files: Collection[str]) -> str:
    """Return a text of the site in which every asset has the name that it is served by."""
    renamed = rename_assets(text, names)
    if lost := sorted(find_assets(renamed).difference(files)):
        raise ValueError(f"{path} names {lost[0]}, which is not there.")
    return renamed


def _ask_for_imports(html: str, imports: Mapping[str, Sequence[str]]) -> str:
    """Return a page in which each script is followed by links to what it imports, each once."""
    asked: set[str] = set()

    def add_links(script: re.Match[str]) -> str:
        new = sorted(_find_imports(script[2], imports) - asked)
        asked.update(new)
        return script[0] + "".join(f'<link rel="modulepreload" href="{script[1]}{path}">' for path in new)

    return _SCRIPT.sub(add_links, html)


def _find_imports(path: str, imports: Mapping[str, Sequence[str]]) -> set[str]:
    """Return what a script waits for, and what that waits for."""
    direct = imports.get(path, ())
    return {*direct, *(further for each in direct for further in _find_imports(each, imports))}
