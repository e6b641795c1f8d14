"""The steps of a build, in the order in which the events of MkDocs ask for them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from study.authoring.attribute_lists import AttributeListExtension
from study.authoring.problems import Problem, report
from study.authoring.prose import parse_body
from study.bank.published import ANCHORS, IDS, read_published
from study.bank.reading_order import in_reading_order
from study.bank.site import Site
from study.bank.topics import FILE_NAME as TOPICS
from study.bank.topics import read_topics
from study.bank.urls import page_folder
from study.cache.fingerprint import read_fingerprint
from study.cache.store import Cache
from study.calculators.sheet import format_calculator
from study.checks.validate import find_today, validate_pages
from study.decks.edition import find_edition_time
from study.decks.take_away import load_decks
from study.diagrams.figure import LIBRARY, draw_in_background, make_fence, render_diagram, render_fallback
from study.diagrams.picture_file import SHEETS, join_styles, make_picture_files
from study.diagrams.problems import DiagramError
from study.pages.fetched_files import render_fetched_files
from study.pages.fragments import Fragments
from study.pages.glossary import FILE_NAME as GLOSSARY
from study.pages.glossary import read_glossary
from study.pages.markdown.former_anchors import FormerAnchorExtension
from study.pages.markdown.tables import TableExtension
from study.pages.markdown.term_marks import TermExtension
from study.pages.question_pages import find_question_pages
from study.pages.study_pages import render_pages
from study.search.entries import list_pages, list_questions, list_terms
from study.search.index import render_search

from mkdocs_adapter.files import add_generated, add_verbatim, find_shared_places
from mkdocs_adapter.pages import CachedPage, RenderedPage, describe_page, is_searched
from mkdocs_adapter.state import Build

LIBRARY_URI = "assets/study/mermaid.js"

log = get_plugin_logger("study")


def begin_build(config: MkDocsConfig, *, serving: bool) -> Build:
    """Return the state of a new build, with the site's own stylesheets left to the bundle unless authors are served."""
    cache = Cache(Path(config.config_file_path).parent / ".cache" / "values.sqlite", read_fingerprint())
    glossary = read_glossary(Path(config.docs_dir) / GLOSSARY)
    build = Build(cache, glossary, TermExtension(glossary.terms, cache), serving)
    if not serving:
        build.sheets, config.extra_css = tuple(config.extra_css), []
    return build


def add_extensions(build: Build, config: MkDocsConfig) -> None:
    """Give Markdown the site's own extensions, among them the fence of diagrams."""

    def render(source: str) -> str:
        return render_diagram(source, build.cache, build.draw)

    fence = make_fence(render, build.failed.note, render_fallback)
    superfences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    superfences["custom_fences"] = [
        {"name": "mermaid", "class": "mermaid", "format": fence},
        {"name": "calculator", "class": "calculator", "format": format_calculator},
    ]
    extensions: list[Any] = config.markdown_extensions
    extensions += [AttributeListExtension(), build.terms, TableExtension(), FormerAnchorExtension()]


def load_bank(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Read and check every page, stop if there is an error, and begin to draw."""
    docs = Path(config.docs_dir)
    build.topics = read_topics(docs / TOPICS)
    validated = validate_pages(
        {file.src_uri: file.content_string for file in files.documentation_pages()},
        topics=build.topics,
        published=read_published(docs / IDS.file_name),
        anchors=read_published(docs / ANCHORS.file_name, ANCHORS),
        today=find_today(datetime.now(UTC)),
        root=docs.name,
        cache=build.cache,
    )
    stop_at_errors((*validated.problems, *build.glossary.problems))
    build.chapters = {one.src_uri: one for one in in_reading_order(validated.chapters, config.nav)}
    diagrams = [one.source for chapter in build.chapters.values() for one in chapter.body.diagrams]
    build.draw = draw_in_background(diagrams, build.cache)


def add_pages(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Add the pages that no author writes, and have all that are Markdown take their conversion from the cache."""
    chapters = list(build.chapters.values())
    report_url = config.extra.get("report_url") or ""
    build.fragments = Fragments(chapters, build.topics, report_url, build.cache)
    add_generated(files, {**render_pages(), **render_fetched_files(chapters, build.fragments)}, config)
    for file in files.documentation_pages():
        CachedPage(None, file, config)
    for question_page in find_question_pages(chapters, build.fragments):
        (file,) = add_generated(files, {question_page.src_uri: ""}, config)
        RenderedPage(question_page, file, config)


def add_take_away(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Add the decks, and what makes the site an app where it is published."""
    chapters = list(build.chapters.values())
    edition = find_edition_time(Path(config.config_file_path).parent, os.environ, chapters)
    add_generated(files, load_decks(chapters, build.fragments, config.site_url or "", edition, build.cache), config)
    if build.serving:
        return
    from study.publishing.web_app import render_app  # Whoever writes a page does not wait for it.

    add_generated(files, render_app(config.site_name, config.site_description or ""), config)


def add_search(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Add what search knows of the pages, whose content is complete."""
    pages = [file.page for file in files.documentation_pages() if isinstance(file.page, CachedPage)]
    searched = [(describe_page(page), page.content or "") for page in pages if is_searched(page)]
    chapters = list(build.chapters.values())
    groups = [
        *list_pages(searched, chapters, build.cache),
        *list_questions(chapters, build.fragments.markdown_of),
        *list_terms(build.glossary.terms, chapters, build.cache),
    ]
    add_verbatim(files, render_search(groups), config)


def add_descriptions(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Add what other programs read of the pages: preview images, the feed, the sitemap's days, plain Markdown."""
    from study.sharing.page_heads import PageHeads
    from study.sharing.text_exports import render_text_exports

    chapters = list(build.chapters.values())
    site = Site(config.site_name, config.site_description or "", config.site_url or "")
    build.heads = PageHeads(site, chapters, build.fragments)
    pages = [file.page for file in files.documentation_pages() if file.page and "target" not in file.page.meta]
    described = [describe_page(page) for page in pages]
    study_pages = build.heads.find_study_pages(described)
    add_verbatim(files, render_text_exports(site, chapters, build.fragments, build.bodies, study_pages), config)
    for page in pages:
        page.update_date = build.heads.find_day(page.file.src_uri)
    add_generated(files, build.heads.render_previews(described, build.cache), config)


def add_pictures(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Add the diagrams that a page links to as files."""
    reading = Path(config.theme.custom_dir or config.theme.dirs[0]) / "assets/study/reading"
    styles = join_styles((reading / name).read_text(encoding="utf-8") for name in SHEETS)
    for src_uri, body in build.bodies.items():
        diagrams = parse_body(body, 1).diagrams if "mermaid" in body else ()
        made = {}
        for diagram in diagrams:
            with suppress(DiagramError):  # It has been told, where the page was converted.
                figure = render_diagram(diagram.source, build.cache, build.draw)
                made.update(make_picture_files(figure, styles))
        add_verbatim(files, {page_folder(src_uri) + path: text for path, text in made.items()}, config)


def refuse_shared_places(files: Files, config: MkDocsConfig) -> None:
    """Stop if two files would lie at one place of the site: MkDocs would write one over the other without a word."""
    stop_at_errors(find_shared_places(files, config))


def report_failed_diagrams(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Stop a strict build at diagrams that could not be drawn; while authoring, let the browser draw them."""
    if not build.failed.problems:
        return
    if config.strict:
        raise PluginError(report(build.failed.problems))
    for problem in build.failed.problems:
        log.warning("%s", problem)
    files.append(File.generated(config, LIBRARY_URI, abs_src_path=str(LIBRARY)))


def publish(build: Build, config: MkDocsConfig) -> None:
    """Make the built site the one that is served, and close the cache."""
    build.cache.close()
    if build.serving:
        return
    from study.publishing.publication import publish_site
    from study.publishing.security_policy import PolicyError

    templates = Path(config.theme.custom_dir or config.theme.dirs[0])
    try:
        offline = publish_site(Path(config.site_dir), build.sheets, templates, sealed=not build.failed.problems)
    except PolicyError as error:
        raise PluginError(str(error)) from error
    count, size = (len(offline.digests), offline.size) if offline else (0, 0)
    log.debug("%d files are stored offline, %d bytes", count, size)


def stop_at_errors(problems: Iterable[Problem]) -> None:
    """Say every warning, and stop the build with one report if there are errors."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise PluginError(report(errors))
    for problem in problems:
        log.warning("%s", problem)
