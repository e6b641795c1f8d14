"""Files that few edits change, made by what takes long to load: decks to take away, and the icons of the app."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from study.bank.loaded_chapter import LoadedChapter
from study.cache.texts import KeptTexts
from study.pages.fragments import Fragments


def find_decks(
    chapters: Sequence[LoadedChapter], fragments: Fragments, site_url: str, edition: int, kept: KeptTexts
) -> dict[str, bytes]:
    """Return the decks by their names, those of the last build if no card and no edition has changed since."""

    def render() -> dict[str, bytes]:
        from study.decks.anki import render_decks
        from study.pages.flashcards import find_cards

        return render_decks(find_cards(chapters, fragments, site_url), edition)

    digests = [fragments.find_digest(question) for chapter in chapters for question in chapter.front.questions]
    return _find_all(kept, ["decks", site_url, str(edition), *digests], render)


def find_app(name: str, description: str, kept: KeptTexts) -> dict[str, bytes]:
    """Return the manifest and the icons by their paths in the site."""

    def render() -> dict[str, bytes]:
        from study.publishing.web_app import render_app

        return render_app(name, description)

    return _find_all(kept, ["app", name, description], render)


def _find_all(kept: KeptTexts, depends: Iterable[str], render: Callable[[], Mapping[str, bytes]]) -> dict[str, bytes]:
    """Return the files that are rendered together."""
    source = "\n".join(depends)
    rendered = cache(render)
    names = kept.find(source, lambda: "\n".join(rendered())).split("\n")

    def find(name: str) -> bytes:
        return kept.find_bytes(f"{name}\n{source}", lambda: rendered()[name])

    return {name: find(name) for name in names}
