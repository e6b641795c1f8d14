"""The events of a build: each takes what MkDocs hands over, asks `study`, and hands the answer back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from study.anki_deck import render_decks
from study.card_faces import find_cards
from study.diagrams import LIBRARY, make_fence, render_diagram, render_fallback
from study.edition import find_edition_time
from study.failed_diagrams import FailedDiagrams
from study.fragments import Fragments
from study.loaded_chapter import LoadedChapter
from study.pages import render_chapter, render_pages
from study.problems import Problem, report
from study.published import read_published
from study.topics import read_topics
from study.validate import validate_pages

LIBRARY_URI = "assets/study/mermaid.js"

log = get_plugin_logger("study")


@dataclass
class Build:
    """What one build knows; made anew for each."""

    chapters: dict[str, LoadedChapter] = field(default_factory=dict)
    fragments: Fragments = field(default_factory=lambda: Fragments(()))
    failed: FailedDiagrams = field(default_factory=FailedDiagrams)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    build = config.extra["study"] = Build()
    cache = Path(config.config_file_path).parent / ".cache" / "diagrams"
    fence = make_fence(partial(render_diagram, cache=cache), build.failed.note, render_fallback)
    superfences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    superfences["custom_fences"] = [{"name": "mermaid", "class": "mermaid", "format": fence}]
    # The plugin would parse every finished page that contains its name; `on_post_page` asks it where it is needed.
    mermaid2: Any = config.plugins["mermaid2"]
    config.plugins.events["post_page"].remove(mermaid2.on_post_page)
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    docs, build = Path(config.docs_dir), config.extra["study"]
    validated = validate_pages(
        {file.src_uri: file.content_string for file in files.documentation_pages()},
        topics=read_topics(docs / "topics.yml"),
        published=read_published(docs / "published-ids.txt"),
        today=datetime.now(UTC).date(),
        root=docs.name,
    )
    stop_at_errors(validated.problems)
    chapters = in_reading_order(validated.chapters, config.nav)
    build.chapters = {chapter.src_uri: chapter for chapter in chapters}
    build.fragments = Fragments(chapters)
    cards = find_cards(chapters, build.fragments, config.site_url or "")
    edition = find_edition_time(Path(config.config_file_path).parent, os.environ, chapters)
    add_generated(files, {**render_pages(chapters), **render_decks(cards, edition)}, config)
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    build: Build = config.extra["study"]
    chapter = build.chapters.get(page.file.src_uri)
    return render_chapter(chapter, markdown) if chapter else markdown


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    build: Build = config.extra["study"]
    src_uri = page.file.src_uri
    build.failed.place(src_uri, page.file.content_string, f"{Path(config.docs_dir).name}/{src_uri}")
    return build.fragments.fill(html, src_uri)


def on_env(env: object, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG001
    build: Build = config.extra["study"]
    if not build.failed.problems:
        return
    if config.strict:
        raise PluginError(report(build.failed.problems))
    for problem in build.failed.problems:
        log.warning("%s", problem)
    # While authoring, the browser draws what could not be drawn here. The library is on every page, for instant
    # navigation to find it, and is named to the plugin as its own, which otherwise looks for it in `docs/`.
    files.append(File.generated(config, LIBRARY_URI, abs_src_path=str(LIBRARY)))
    config.extra_javascript.append(LIBRARY_URI)
    mermaid2: Any = config.plugins["mermaid2"]
    mermaid2._extra_javascript = LIBRARY_URI


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    build: Build = config.extra["study"]
    if page.file.src_uri not in build.failed.pages:
        return output
    mermaid2: Any = config.plugins["mermaid2"]
    return str(mermaid2.on_post_page(output, config=config, page=page))


def add_generated(files: Files, contents: Mapping[str, str | bytes], config: MkDocsConfig) -> None:
    """Add the files that the build makes, by their paths; an author's file of the same path stops the build."""
    for src_uri, content in contents.items():
        if src_uri in files.src_uris:
            raise PluginError(f"{Path(config.docs_dir).name}/{src_uri}:1: the build makes this file. Rename yours.")
        files.append(File.generated(config, src_uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV))


def stop_at_errors(problems: Iterable[Problem]) -> None:
    """Say every warning, and stop the build with one report if there are errors."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise PluginError(report(errors))
    for problem in problems:
        log.warning("%s", problem)


def in_reading_order(chapters: Iterable[LoadedChapter], nav: object) -> list[LoadedChapter]:
    """Return the chapters as `nav:` names them, then those it does not name."""
    order = list(pages_of(nav))
    return sorted(chapters, key=lambda chapter: [*order, chapter.src_uri].index(chapter.src_uri))


def pages_of(nav: object) -> Iterator[str]:
    """Yield every page that a part of `nav:` names, in its order."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict | list):
        for child in nav.values() if isinstance(nav, dict) else nav:
            yield from pages_of(child)
