"""Files and pages as MkDocs has them: those that the build adds, and what it made of pages in earlier builds."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import FileSystemLoader
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc
from mkdocs.theme import Theme
from study.bank.site import SitePage
from study.bank.urls import page_url
from study.cache.texts import KeptTexts, digest, find_makers, find_study
from study.pages.question_pages import QuestionPage

if TYPE_CHECKING:
    from study.publishing.assets.compression import Compressor

_UNUSED = ("assets/javascripts/", "assets/images/")
_IN_ADDRESS = " '()*,-./:;=?@!$&+"
"""What may stand in the data of an address, and in an attribute."""

_SAYS = logging.getLogger("mkdocs.structure.pages")
"""Where MkDocs says what is wrong with the links of a page that it converts."""


class RenderedFile(File):
    """A page that MkDocs does not render: it knows it for the links that lead there, and copies what is rendered."""

    def is_documentation_page(self) -> bool:
        """Return that MkDocs has nothing to do with the page's Markdown: there is none."""
        return False


class ThemeLoader(FileSystemLoader):
    """Finds templates and files of the theme, but for those in hidden folders when it lists them.

    MkDocs takes none of these, and there the theme keeps its 14,000 icons.
    """

    def list_templates(self) -> list[str]:
        """Return what MkDocs may copy, as paths from the theme's folders."""
        found: set[str] = set()
        for folder in self.searchpath:
            for place, folders, names in os.walk(folder):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update(Path(place, name).relative_to(folder).as_posix() for name in names)
        return sorted(found)


def drop_unused(files: Files) -> None:
    """Take out what the theme brings and no page names: scripts, pictures and what debuggers read of stylesheets."""
    for file in files.media_files():
        unused = file.src_uri.startswith(_UNUSED) or file.src_uri.endswith(".css.map")
        if unused and file.src_dir and Path(file.src_dir).is_relative_to(sys.prefix):
            files.remove(file)


def add_generated(
    files: Files, contents: Mapping[str, str | bytes], config: MkDocsConfig, kind: type[File] = File
) -> None:
    """Add the files that the build makes, by their paths, none of which an author may have taken."""
    refuse_taken(files, contents, config)
    for src_uri, content in contents.items():
        files.append(kind.generated(config, src_uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV))


def inline_favicon(theme: Theme) -> None:
    """Put the icon of the site into the address of the icon, which is shorter than what fetching it takes.

    One that is no SVG of ours stays where it is.
    """
    for path in (Path(folder, theme["favicon"]) for folder in theme.dirs):
        if path.suffix == ".svg" and path.is_file():
            svg = path.read_text(encoding="utf-8").strip()
            theme["favicon"] = f"data:image/svg+xml,{quote(svg, safe=_IN_ADDRESS)}"
            return


def refuse_taken(files: Files, src_uris: Iterable[str], config: MkDocsConfig) -> None:
    """Stop the build if an author has written one of the files that it makes."""
    for src_uri in src_uris:
        if src_uri in files.src_uris:
            raise PluginError(f"{Path(config.docs_dir).name}/{src_uri}:1: the build makes this file. Rename yours.")


def add_as_they_are(
    files: Files, contents: Mapping[str, str], config: MkDocsConfig, compressor: Compressor | None
) -> None:
    """Add files by where they lie in the site, which MkDocs would otherwise make pages of if they are Markdown.

    Nothing changes them later, so that their copies are begun with.
    """
    for dest_uri, content in contents.items():
        file = File.generated(config, f"{dest_uri}.txt", content=content, inclusion=InclusionLevel.NOT_IN_NAV)
        file.dest_uri = dest_uri
        files.append(file)
        if compressor:
            compressor.begin(content.encode())


def add_questions(files: Files, pages: Iterable[QuestionPage], config: MkDocsConfig) -> list[File]:
    """Add the pages of questions, still without content, and return their files."""
    added = []
    for one in pages:
        add_generated(files, {one.src_uri: ""}, config, RenderedFile)
        file = files.src_uris[one.src_uri]
        _complete_file(file, one, config)
        added.append(file)
    return added


def _complete_file(file: File, one: QuestionPage, config: MkDocsConfig) -> None:
    """Give the file of a question its page, still without content."""
    file.dest_uri = f"{page_url(one.src_uri)}index.html"
    page = Page(one.title, file, config)
    page.meta = {"title": one.title, "description": one.description, "template": one.template}
    if one.target:
        page.meta["target"] = one.target
    page.toc = get_toc([{"level": 1, "id": one.anchor, "name": one.title, "children": []}])
    page.present_anchor_ids = {one.anchor}


def site_page(page: Page) -> SitePage:
    """Return what is said of a page elsewhere."""
    heading = page.toc.items[0].title if page.toc.items else escape(page.title or "")
    section = page.parent.title if page.parent else ""
    return SitePage(page.file.src_uri, page.title or "", page.meta.get("description", ""), heading, section)


def make_frame(config: MkDocsConfig) -> Page:
    """Return a page of no question, which has what the pages of all have."""
    page = Page("frame", RenderedFile.generated(config, "q/frame.md", content=""), config)
    page.meta, page.content = {"template": "question.html"}, "<h1></h1>"
    return page


def keep_contents(folder: Path) -> KeptTexts:
    """Return what the last build left in a folder of the pages that authors write."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    makers = find_makers(sources, ("mkdocs", "mkdocs-material", "mermaidx"))
    return KeptTexts(folder / "contents.kept", f"{find_study()} {makers}")


def find_surroundings(files: Files, config: MkDocsConfig, others: Iterable[object]) -> str:
    """Return what changes with everything but its text that the conversion of a page depends on.

    These are the pages and files that it may link to, what is set for extensions, and `others`.
    """
    places = [(file.src_uri, file.url, file.inclusion.name) for file in files]
    extensions = [one if isinstance(one, str) else type(one).__name__ for one in config.markdown_extensions]
    settings = json.dumps(config.mdx_configs, default=lambda value: type(value).__name__, sort_keys=True)
    return digest(repr(places), repr(extensions), settings, repr(config.validation), *map(repr, others))


def keep_conversion(page: Page, kept: KeptTexts, surroundings: str, failed: Callable[[], bool]) -> None:
    """Let a page take its content from the last build if nothing that it depends on has changed.

    One about which there is anything to say is converted by every build, so that every build says it; `failed` tells
    of diagrams.
    """
    render = page.render

    def find(config: MkDocsConfig, files: Files) -> None:
        source = digest(surroundings, page.file.src_uri, page.markdown or "")
        try:
            _restore(page, kept.find(source, lambda: _convert(partial(render, config, files), page, failed)), files)
        except NotKeptError:
            return

    # No event lets a plugin convert a page in MkDocs' place.
    page.render = find  # type: ignore[method-assign]


class NotKeptError(Exception):
    """There is something to say of a page, which every build has to find anew."""


class _Listener(logging.Filter):
    """Counts what is said, and lets through what would be without it."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level
        self.heard = 0

    def filter(self, record: logging.LogRecord) -> bool:
        self.heard += 1
        return record.levelno >= self._level


def _convert(render: Callable[[], None], page: Page, failed: Callable[[], bool]) -> str:
    level = _SAYS.level
    listener = _Listener(_SAYS.getEffectiveLevel())
    _SAYS.addFilter(listener)
    _SAYS.setLevel(logging.INFO)
    try:
        render()
    finally:
        _SAYS.setLevel(level)
        _SAYS.removeFilter(listener)
    if listener.heard or failed():
        raise NotKeptError
    links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
    anchors = sorted(page.present_anchor_ids or ())
    return json.dumps([page.content, _list_toc(page.toc), page._title_from_render, anchors, links])


def _restore(page: Page, text: str, files: Files) -> None:
    page.content, toc, page._title_from_render, anchors, links = json.loads(text)
    page.toc = TableOfContents([_parse_toc(*link) for link in toc])
    page.present_anchor_ids = set(anchors)
    page.links_to_anchors = {files.src_uris[src_uri]: anchors for src_uri, anchors in links.items()}


def _list_toc(links: Iterable[AnchorLink]) -> list[Any]:
    return [(link.title, link.id, link.level, _list_toc(link.children)) for link in links]


def _parse_toc(title: str, anchor: str, level: int, children: Sequence[Any]) -> AnchorLink:
    link = AnchorLink(title, anchor, level)
    link.children = [_parse_toc(*child) for child in children]
    return link


def read_sections(page: Page, config: MkDocsConfig, kept: KeptTexts) -> list[dict[str, Any]]:
    """Return what the theme's search lists of a page, each section by itself."""
    plugin: Any = config.plugins["material/search"]

    def read() -> str:
        plugin.search_index.entries.clear()
        plugin.search_index.add_entry_from_context(page)
        return json.dumps(plugin.search_index.entries)

    source = digest("sections", page.url, str(page.title), repr(page.meta), page.content or "")
    sections: list[dict[str, Any]] = json.loads(kept.find(source, read))
    return sections
