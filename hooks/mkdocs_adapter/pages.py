"""Pages as MkDocs has them, with content that comes from elsewhere than a conversion of their Markdown now."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc
from mkdocs.utils import CountHandler
from study.audio.model import Episode
from study.bank.loaded_chapter import LoadedChapter
from study.bank.site import SitePage
from study.cache.store import make_key
from study.pages.listening.episode_page import render_episode
from study.pages.markdown.units import join_units
from study.pages.question_pages import QuestionPage, render_content
from study.paper.sheet_page import describe_sheet

from mkdocs_adapter.state import Build


class EscapedPage(Page):
    """A page whose title and description are HTML: templates of the theme put them out as they are."""

    def read_source(self, config: MkDocsConfig) -> None:
        """Set text and front matter."""
        super().read_source(config)
        self._escape_meta()

    def _escape_meta(self) -> None:
        self.meta.update({key: escape(self.meta[key]) for key in ("title", "description") if key in self.meta})


class CachedPage(EscapedPage):
    """A page of Markdown; its conversion comes from the cache if it depends on nothing that has changed.

    One about which there is anything to say is converted by every build, so that every build says it.
    """

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set content, contents, anchors and links."""
        build: Build = config.extra["study"]
        key = make_key("page", build.conversion, self.file.src_uri, self.markdown or "")
        if key in build.cache:
            self._restore(build.cache.get(key, str), files)
            return
        with _count_log() as count:
            super().render(config, files)
        _join_units(self.toc)
        if not count.get_counts() and not build.failed.unplaced:
            build.cache.get(key, self._store)

    def _store(self) -> str:
        links = {file.src_uri: anchors for file, anchors in (self.links_to_anchors or {}).items()}
        anchors = sorted(self.present_anchor_ids or ())
        return json.dumps([self.content, _list_toc(self.toc), self._title_from_render, anchors, links])

    def _restore(self, stored: str, files: Files) -> None:
        self.content, toc, self._title_from_render, anchors, links = json.loads(stored)
        self.toc = TableOfContents([_parse_toc(*link) for link in toc])
        self.present_anchor_ids = set(anchors)
        self.links_to_anchors = {files.src_uris[src_uri]: anchors for src_uri, anchors in links.items()}


class EpisodePage(CachedPage):
    """The page of a script: what its front matter says is not what MkDocs reads from a page."""

    def __init__(self, episode: Episode, file: File, config: MkDocsConfig) -> None:
        super().__init__(escape(episode.title), file, config)
        self._episode = episode

    def read_source(self, config: MkDocsConfig) -> None:
        """Set what an author would write into the front matter; the text is rendered from the script."""
        build: Build = config.extra["study"]
        one = self._episode
        self.markdown = render_episode(one, build.sounds.get(one.name), build.targets)
        self.meta = {"title": one.title, "description": one.summary}
        self._escape_meta()


class RenderedPage(EscapedPage):
    """The page of a question, whose content is rendered from the bank: there is no Markdown of it."""

    def __init__(self, question_page: QuestionPage, file: File, config: MkDocsConfig) -> None:
        file.edit_uri = question_page.source
        super().__init__(escape(question_page.title), file, config)
        self._question_page = question_page

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Set what an author would write into the front matter."""
        one = self._question_page
        self.markdown = ""
        self.meta = {"title": one.title, "description": one.description, "template": one.template}
        if one.target:
            self.meta["target"] = one.target
        self._escape_meta()

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Set the content and its one anchor."""
        one, build = self._question_page, config.extra["study"]
        self.content = render_content(one, build.fragments)
        self.toc = get_toc([{"level": 1, "id": one.anchor, "name": escape(one.title), "children": []}])
        self.present_anchor_ids = {one.anchor}


class SheetPage(EscapedPage):
    """The page of a chapter's cheat sheet, whose content is made when those of all chapters are there."""

    def __init__(self, chapter: LoadedChapter, file: File, config: MkDocsConfig) -> None:
        super().__init__(escape(describe_sheet(chapter.front.title)), file, config)
        self._chapter = chapter

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Set what an author would write into the front matter."""
        front = self._chapter.front
        self.markdown = ""
        self.meta = {
            "title": describe_sheet(front.title),
            "description": f"{front.title} on one page: the answer of 60 seconds, a picture, numbers, settings, traps.",
            "template": "sheet.html",
            "hide": ["navigation", "toc"],
        }
        self._escape_meta()

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Set no content yet."""
        self.content = ""
        self.toc = get_toc([])
        self.present_anchor_ids = set()


def describe_page(page: Page) -> SitePage:
    """Return what is said of a page elsewhere."""
    heading = page.toc.items[0].title if page.toc.items else escape(page.title or "")
    section = page.parent.title if page.parent else ""
    title, description = (Markup(text or "").unescape() for text in (page.title, page.meta.get("description")))
    return SitePage(page.file.src_uri, title, description, heading, section)


def describe_conversion(files: Files, config: MkDocsConfig, others: Iterable[object]) -> str:
    """Return what changes with everything but its text that the conversion of a page depends on.

    These are the pages and files that it may link to, what is set for extensions, and `others`.
    """
    places = [(file.src_uri, file.url, file.inclusion.name) for file in files]
    extensions = [one if isinstance(one, str) else type(one).__name__ for one in config.markdown_extensions]
    settings = json.dumps(config.mdx_configs, default=lambda value: type(value).__name__, sort_keys=True)
    return repr([places, extensions, settings, config.validation, *map(repr, others)])


def is_searched(page: Page) -> bool:
    """Return whether readers find the page by its text; `search: {exclude: true}` in its front matter says no."""
    return not (page.meta.get("search") or {}).get("exclude")


@contextmanager
def _count_log() -> Iterator[CountHandler]:
    """Count what MkDocs says, as its strict mode does."""
    log, handler = logging.getLogger("mkdocs.structure.pages"), CountHandler()
    level = log.level
    log.setLevel(logging.INFO)
    log.addHandler(handler)
    try:
        yield handler
    finally:
        log.removeHandler(handler)
        log.setLevel(level)


def _join_units(links: Iterable[AnchorLink]) -> None:
    for link in links:
        link.title = join_units(link.title)
        _join_units(link.children)


def _list_toc(links: Iterable[AnchorLink]) -> list[Any]:
    return [(link.title, link.id, link.level, _list_toc(link.children)) for link in links]


def _parse_toc(title: str, anchor: str, level: int, children: Sequence[Any]) -> AnchorLink:
    link = AnchorLink(title, anchor, level)
    link.children = [_parse_toc(*child) for child in children]
    return link
