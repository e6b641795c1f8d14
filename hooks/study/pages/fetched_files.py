"""Files that scripts fetch when a reader comes to a chapter's questions or cards, so that no page holds all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from study.bank.loaded_chapter import LoadedChapter
from study.bank.urls import page_url, root_of
from study.pages.fragments import Fragments
from study.pages.markdown.field_markdown import place_links
from study.pages.markdown.finishing import finish_html
from study.pages.template_environment import load_macros


def render_fetched_files(chapters: Iterable[LoadedChapter], fragments: Fragments) -> dict[str, str]:
    """Return what is fetched of each chapter by its path in the site, each in a folder beside the chapter's page."""
    return {
        f"{page_url(chapter.src_uri)}{name}/index.html": _render(chapter, title, content)
        for chapter in chapters
        for name, title, content in _list_contents(chapter, fragments)
        if "<article" in content or name == "say"
    }


def _list_contents(chapter: LoadedChapter, fragments: Fragments) -> Iterator[tuple[str, str, str]]:
    yield "say", "Spoken answer", fragments.render_say(chapter)
    yield "questions", "Questions", fragments.render_quiz(chapter)
    yield "cards", "Cards", fragments.render_cards(chapter)
    yield "talks", "Spoken questions", fragments.render_talks(chapter)


def _render(chapter: LoadedChapter, title: str, content: str) -> str:
    shown = finish_html(place_links(content, f"../{root_of(chapter.src_uri)}"))
    macros = load_macros("practice/index.html")
    return str(macros.fetched_file(f"{title} of “{chapter.front.title}”", Markup(shown)))
