"""The decks as files, made anew only when a card in them is another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache as remember
from functools import partial

from study.bank.loaded_chapter import LoadedChapter
from study.cache.store import Cache, make_key
from study.pages.flashcards import PACKAGE, TABLE, find_cards
from study.pages.fragments import Fragments


def load_decks(
    chapters: Sequence[LoadedChapter], fragments: Fragments, site_url: str, edition: int, cache: Cache
) -> dict[str, bytes]:
    """Return the decks by their names."""

    @remember
    def render() -> dict[str, bytes]:
        from study.decks.anki import render_decks  # It takes long to load, and most builds do not need it.

        return render_decks(find_cards(chapters, fragments, site_url), edition)

    cards = [f"{one.src_uri} {one.front.model_dump_json()} {one.body.headings}" for one in chapters]
    made_from = (site_url, str(edition), *cards)
    keys = {name: make_key(name, *made_from) for name in (PACKAGE, TABLE)}
    return {name: cache.get_bytes(key, partial(_render_one, render, name)) for name, key in keys.items()}


def _render_one(render: Callable[[], Mapping[str, bytes]], name: str) -> bytes:
    return render()[name]
