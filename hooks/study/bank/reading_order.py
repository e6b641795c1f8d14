"""The order in which readers meet chapters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from study.bank.loaded_chapter import LoadedChapter


def in_reading_order(chapters: Iterable[LoadedChapter], nav: object) -> list[LoadedChapter]:
    """Return the chapters as `nav:` names them, then those it does not name."""
    order = list(_pages_of(nav))
    return sorted(chapters, key=lambda chapter: [*order, chapter.src_uri].index(chapter.src_uri))


def _pages_of(nav: object) -> Iterator[str]:
    """Yield every page that a part of `nav:` names, in its order."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict | list):
        for child in nav.values() if isinstance(nav, dict) else nav:
            yield from _pages_of(child)
