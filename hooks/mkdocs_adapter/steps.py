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
from mkdocs.structure.pages import Page
from study.authoring.attribute_lists import AttributeListExtension
from study.authoring.problems import Problem, report
from study.authoring.prose import parse_body
from study.bank.published import ANCHORS, IDS, read_published
from study.bank.reading_order import in_reading_order
from study.bank.site import Site
from study.bank.topics import FILE_NAME as TOPICS
from study.bank.topics import read_topics
from study.bank.urls import page_folder
from study.bank_exports.take_away import load_banks
from study.cache.fingerprint import read_fingerprint
from study.cache.store import Cache
from study.checks.validate import find_today, validate_pages
from study.decks.edition import find_edition_time
from study.decks.take_away import load_decks
from study.diagrams.figure import LIBRARY, draw_in_background, make_fence, render_diagram, render_fallback
from study.diagrams.picture_file import SHEETS, join_styles, make_picture_files
from study.diagrams.problems import DiagramError
from study.pages.calculator_sheet import format_calculator
from study.pages.fetched_files import render_fetched_files
from study.pages.fragments import Fragments
from study.pages.glossary import FILE_NAME as GLOSSARY
from study.pages.glossary import read_glossary
from study.pages.incidents.page import INDEX as INCIDENTS
from study.pages.incidents.page import render_index
from study.pages.listening.sound import find_listening
from study.pages.markdown.former_anchors import FormerAnchorExtension
from study.pages.markdown.tables import TableExtension
from study.pages.markdown.term_marks import TermExtension
from study.pages.question_pages import find_question_pages
from study.pages.receipts.index import render_receipts
from study.pages.receipts.page import list_pictures
from study.pages.simulator_sheet import make_simulator_fence
from study.pages.study_pages import TAKE_AWAY, render_pages
from study.pages.take_away import FOLDER, fill_take_away
from study.paper.sheet_page import sheet_src
from study.paper.sheet_pdf import Issue
from study.paper.take_away import SheetMaker, list_sheets
from study.receipts.reading import FOLDER as RECEIPTS
from study.receipts.reading import read_receipts
from study.search.entries import list_pages, list_questions, list_terms
from study.search.index import render_search

from mkdocs_adapter.audio import find_aloud, load_scripts, render_audio, render_podcast_files, tell_unchecked
from mkdocs_adapter.files import add_generated, add_verbatim, find_shared_places
from mkdocs_adapter.pages import CachedPage, EpisodePage, RenderedPage, SheetPage, describe_page, is_searched
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
        {"name": "simulator", "class": "simulator", "format": make_simulator_fence(build.cache)},
    ]
    extensions: list[Any] = config.markdown_extensions
    extensions += [AttributeListExtension(), build.terms, build.quotes, TableExtension(), FormerAnchorExtension()]


def load_bank(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Read and check every page, stop if there is an error, and begin to draw."""
    docs = Path(config.docs_dir)
    build.topics = read_topics(docs / TOPICS)
    build.receipts = read_receipts(docs / RECEIPTS)
    sources = {file.src_uri: file.content_string for file in files.documentation_pages()}
    validated = validate_pages(
        sources,
        topics=build.topics,
        published=read_published(docs / IDS.file_name),
        anchors=read_published(docs / ANCHORS.file_name, ANCHORS),
        receipts=build.receipts,
        today=find_today(datetime.now(UTC)),
        root=docs.name,
        cache=build.cache,
    )
    stop_at_errors((*validated.problems, *build.glossary.problems))
    build.chapters = {one.src_uri: one for one in in_reading_order(validated.chapters, config.nav)}
    build.incidents = {one.src_uri: one for one in validated.incidents}
    load_scripts(build, sources, docs)
    stop_at_errors(build.scripts.problems)
    tell_unchecked(build)
    diagrams = [one.source for chapter in build.chapters.values() for one in chapter.body.diagrams]
    diagrams += list_pictures(build.receipts.by_name.values())
    build.draw = draw_in_background(diagrams, build.cache)


def add_pages(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Add the pages that no author writes, and have all that are Markdown take their conversion from the cache."""
    chapters = list(build.chapters.values())
    report_url = config.extra.get("report_url") or ""
    aloud, listening = find_aloud(build, Path(config.docs_dir)), find_listening(build.sounds)
    incidents = build.incidents.values()
    build.fragments = Fragments(chapters, build.topics, report_url, build.cache, listening, aloud, incidents)
    checked = max((one.front.checked for one in chapters), default="")
    sources = {file.src_uri: file.content_string for file in files.documentation_pages()}
    receipts = render_receipts(build.receipts, sources, chapters)
    fetched = render_fetched_files(chapters, build.fragments)
    audio = render_audio(build, config.site_url or "", len(aloud))
    listed = {INCIDENTS: render_index()} if build.incidents else {}
    add_generated(files, {**render_pages(checked), **receipts, **listed, **fetched, **audio}, config)
    episodes = {one.src_uri: one for one in build.scripts.episodes}
    for file in files.documentation_pages():
        if episode := episodes.get(file.src_uri):
            EpisodePage(episode, file, config)
        else:
            CachedPage(None, file, config)
    for chapter in chapters:
        (file,) = add_generated(files, {sheet_src(chapter.src_uri): ""}, config)
        SheetPage(chapter, file, config)
    for question_page in find_question_pages(chapters, build.fragments):
        (file,) = add_generated(files, {question_page.src_uri: ""}, config)
        RenderedPage(question_page, file, config)


def add_take_away(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Add the decks, the banks, and what makes the site an app where it is published."""
    chapters = list(build.chapters.values())
    edition = find_edition_time(Path(config.config_file_path).parent, os.environ, chapters)
    decks = load_decks(chapters, build.fragments, config.site_url or "", edition, build.cache)
    banks = load_banks(_describe_site(config), chapters, build.fragments, build.topics, build.cache)
    taken = {**decks, **{f"{FOLDER}{name}": content for name, content in banks.items()}}
    build.taken = {path: len(content) for path, content in taken.items()}
    add_generated(files, taken, config)
    if build.serving:
        return
    from study.publishing.web_app import render_app  # Whoever writes a page does not wait for it.

    add_generated(files, render_app(config.site_name, config.site_description or ""), config)


def add_sheets(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Add the cheat sheets of all chapters, whose pages are complete; none where a diagram could not be drawn."""
    if build.failed.problems:
        return
    site, chapters = _describe_site(config), list(build.chapters.values())
    contents = {chapter.src_uri: _find_page(files, chapter.src_uri).content or "" for chapter in chapters}

    def draw(source: str) -> str:
        return render_diagram(source, build.cache, build.draw)

    issue = Issue(site.name, site.address)
    maker = SheetMaker(chapters, contents, issue, draw, build.cache, Path(config.docs_dir).name)
    taken = maker.make_files()
    stop_at_errors(maker.problems)
    build.taken |= {path: len(content) for path, content in taken.items()}
    add_generated(files, taken, config)
    for src_uri, content in maker.make_pages().items():
        _find_page(files, sheet_src(src_uri)).content = content


def add_book(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Add the book of all chapters, whose pages are complete; none while authoring or where a diagram is not drawn."""
    if build.failed.problems or build.serving or not build.chapters:
        return
    from study.book.take_away import load_book

    chapters = list(build.chapters.values())
    edition = find_edition_time(Path(config.config_file_path).parent, os.environ, chapters)
    contents = {chapter.src_uri: _find_page(files, chapter.src_uri).content or "" for chapter in chapters}
    taken = load_book(_describe_site(config), edition, chapters, contents, build.cache)
    build.taken |= {path: len(content) for path, content in taken.items()}
    add_generated(files, taken, config)


def list_take_away(build: Build, files: Files) -> None:
    """Name on their page the files that readers take along, now that there are all of them."""
    page = _find_page(files, TAKE_AWAY)
    sheets = list_sheets(build.chapters.values())
    page.content = fill_take_away(page.content or "", build.taken, sheets)


def _find_page(files: Files, src_uri: str) -> Page:
    page = files.src_uris[src_uri].page
    assert page is not None
    return page


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
    site = _describe_site(config)
    build.heads = PageHeads(site, chapters, build.fragments, build.receipts.by_name)
    pages = [file.page for file in files.documentation_pages() if file.page and "target" not in file.page.meta]
    described = [describe_page(page) for page in pages]
    study_pages = build.heads.find_study_pages(described)
    add_verbatim(files, render_text_exports(site, chapters, build.fragments, build.bodies, study_pages), config)
    add_generated(files, render_podcast_files(build, site), config)
    for page in pages:
        page.update_date = build.heads.find_day(page.file.src_uri)
    add_generated(files, build.heads.render_previews(described, build.cache), config)


def _describe_site(config: MkDocsConfig) -> Site:
    return Site(config.site_name, config.site_description or "", config.site_url or "")


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
