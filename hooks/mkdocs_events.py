"""The events of a build: each takes what MkDocs hands over, asks `study`, and hands the answer back."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs_adapter.pages import (
    NotKeptError,
    ThemeLoader,
    add_as_they_are,
    add_generated,
    add_questions,
    drop_unused,
    find_surroundings,
    inline_favicon,
    keep_contents,
    keep_conversion,
    make_frame,
    read_sections,
    refuse_taken,
    site_page,
)
from mkdocs_adapter.state import Build
from study.authoring.problems import Problem, report
from study.bank.published import ANCHORS, IDS, read_published
from study.bank.reading_order import in_reading_order
from study.bank.site import Site
from study.bank.topics import read_topics
from study.cache.texts import KeptTexts, digest, find_study
from study.checks.html.page_markup import find_rendered
from study.checks.validate import validate_pages
from study.decks.edition import find_edition_time
from study.diagrams.figure import LIBRARY, draw_ahead, keep_figures, make_fence, render_diagram, render_fallback
from study.pages.fragments import Fragments
from study.pages.glossary import FILE_NAME, read_glossary
from study.pages.markdown.code_blocks import add_stops
from study.pages.markdown.field_markdown import keep_fields
from study.pages.markdown.former_anchors import FormerAnchorExtension
from study.pages.markdown.tables import TableExtension
from study.pages.markdown.term_marks import TermExtension
from study.pages.question_pages import QuestionPage, find_question_pages, keep_question_pages, render_content
from study.pages.study_pages import render_chapter, render_pages
from study.publishing.cached_files import find_app, find_decks
from study.search.index import INDEX, drop_marks, render_search
from study.sharing.text_exports import render_machine_files

if TYPE_CHECKING:
    from study.sharing.page_heads import PageHeads

LIBRARY_URI = "assets/study/mermaid.js"

FEW_COLLECTIONS = (50_000, 20, 100)
"""Pages are made of objects that stay: to look for garbage among them as often as Python does takes a tenth longer."""

gc.set_threshold(*FEW_COLLECTIONS)

session: dict[str, str] = {}
"""What holds for a whole run of MkDocs, whatever is built again: its command."""

log = get_plugin_logger("study")


def on_startup(*, command: str, **_: object) -> None:
    session["command"] = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    build = config.extra["study"] = Build()
    cache = cache_of(config)
    build.fields, build.figures = keep_fields(cache), keep_figures(cache)
    build.files, build.contents = KeptTexts(cache / "files.kept", find_study()), keep_contents(cache)

    def draw(source: str) -> str:
        return build.figures.find(source, partial(render_diagram, source, cache / "diagrams", build.draw))

    fence = make_fence(draw, build.failed.note, render_fallback)
    superfences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    superfences["custom_fences"] = [{"name": "mermaid", "class": "mermaid", "format": fence}]
    build.glossary = read_glossary(Path(config.docs_dir) / FILE_NAME)
    build.terms = TermExtension(build.glossary.terms, build.fields)
    extensions: list[Any] = config.markdown_extensions
    extensions += [build.terms, TableExtension(), FormerAnchorExtension()]
    if session.get("command") != "serve":  # Whoever writes a page looks at stylesheets and modules as they are.
        build.sheets, config.extra_css = tuple(config.extra_css), []
    inline_favicon(config.theme)
    get_env = config.theme.get_env

    def make_environment() -> Environment:
        env = get_env()
        env.loader, env.bytecode_cache = ThemeLoader(config.theme.dirs), keep_templates(config)
        return env

    config.theme.get_env = make_environment  # type: ignore[method-assign]
    # The plugin would parse every finished page that contains its name; `on_post_page` asks it where it is needed.
    mermaid2: Any = config.plugins["mermaid2"]
    config.plugins.events["post_page"].remove(mermaid2.on_post_page)
    # The theme's search would read every page anew, for an index of which a part is used.
    search: Any = config.plugins["material/search"]
    config.plugins.events["page_context"].remove(search.on_page_context)
    config.plugins.events["post_build"].remove(search.on_post_build)
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    docs, build = Path(config.docs_dir), config.extra["study"]
    drop_unused(files)
    topics = read_topics(docs / "topics.yml")
    validated = validate_pages(
        {file.src_uri: file.content_string for file in files.documentation_pages()},
        topics=topics,
        published=read_published(docs / IDS.file_name),
        anchors=read_published(docs / ANCHORS.file_name, ANCHORS),
        today=datetime.now(UTC).date(),
        root=docs.name,
        kept=build.files,
    )
    stop_at_errors((*validated.problems, *build.glossary.problems))
    chapters = in_reading_order(validated.chapters, config.nav)
    diagrams = (one.source for chapter in chapters for one in chapter.body.diagrams)
    missing = (source for source in diagrams if source not in build.figures)
    build.draw = draw_ahead(missing, cache_of(config) / "diagrams")
    build.chapters = {chapter.src_uri: chapter for chapter in chapters}
    report_url = config.extra.get("report_url") or ""
    build.fragments = Fragments(chapters, topics, report_url, keep_templates(config), build.fields)
    edition = find_edition_time(Path(config.config_file_path).parent, os.environ, chapters)
    decks = find_decks(chapters, build.fragments, config.site_url or "", edition, build.files)
    add_generated(files, {**render_pages(chapters), **decks}, config)
    site = Site(config.site_name, config.site_description or "", config.site_url or "")
    build.questions = list(find_question_pages(chapters, build.fragments, site))
    build.question_files = add_questions(files, build.questions, config)
    if not drafting():
        # What draws, shortens and compresses takes long to load and is nothing to whoever writes: here and below.
        from study.publishing.assets.compression import Compressor

        build.compressor = Compressor(cache_of(config))
        add_generated(files, find_app(config.site_name, config.site_description or "", build.files), config)
        if config.site_url:
            from study.sharing.page_heads import PageHeads

            build.heads = PageHeads(site, chapters, build.fragments)
            build.drawing = build.heads.draw_cards_ahead(cache_of(config) / "cards")
    return files


def on_nav(nav: Navigation, *, config: MkDocsConfig, **_: object) -> None:
    config.extra["study"].nav = nav


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    build: Build = config.extra["study"]
    chapter = build.chapters.get(page.file.src_uri)
    if not build.surroundings:
        build.surroundings = find_surroundings(files, config, build.glossary.terms)
    keep_conversion(page, build.contents, build.surroundings, lambda: build.failed.unplaced)
    build.terms.enter(page.file.src_uri if chapter else None)
    build.bodies[page.file.src_uri] = markdown
    return render_chapter(chapter, markdown) if chapter else markdown


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    build: Build = config.extra["study"]
    src_uri = page.file.src_uri
    file = f"{Path(config.docs_dir).name}/{src_uri}"
    build.failed.place(src_uri, page.file.content_string, file)

    def fill() -> str:
        if dangers := find_rendered(html, page.file.content_string, file):
            build.dangers += dangers
            raise NotKeptError
        return add_stops(build.fragments.fill(html, src_uri))

    try:
        return build.contents.find(digest("filled", src_uri, build.fragments.find_digest_of_all(), html), fill)
    except NotKeptError:
        return html


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    build: Build = config.extra["study"]
    stop_at_errors(build.dangers)
    add_search(files, config)
    if build.heads:
        describe_pages(build.heads, files, config)
    render_questions(env, files, config)
    if not build.failed.problems:
        return
    if config.strict:
        raise PluginError(report(build.failed.problems))
    for problem in build.failed.problems:
        log.warning("%s", problem)
    # While authoring, the browser draws what could not be drawn here. The library is named to the plugin as its own,
    # which otherwise looks for it in `docs/`.
    files.append(File.generated(config, LIBRARY_URI, abs_src_path=str(LIBRARY)))
    config.extra_javascript.append(LIBRARY_URI)
    mermaid2: Any = config.plugins["mermaid2"]
    mermaid2._extra_javascript = LIBRARY_URI


def on_template_context(context: dict[str, Any], *, config: MkDocsConfig, **_: object) -> None:
    # The sitemap lists every page.
    context["pages"] = [*context["pages"], *config.extra["study"].question_files]


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, **_: object) -> None:
    build: Build = config.extra["study"]
    shared = build.pages.get(page.file.src_uri)
    context["head"] = build.heads.render_head(shared) if build.heads and shared else None


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    build: Build = config.extra["study"]
    if page.file.src_uri not in build.failed.pages:
        return output
    mermaid2: Any = config.plugins["mermaid2"]
    return str(mermaid2.on_post_page(output, config=config, page=page))


def on_post_build(*, config: MkDocsConfig) -> None:
    build: Build = config.extra["study"]
    site = Path(config.site_dir)
    do = build.compressor.do_beside if build.compressor else lambda save: save()
    for kept in (build.fields, build.figures, build.files, build.contents):
        do(kept.save)
    if not build.compressor:
        return
    from study.publishing.publication import publish_site

    sealed = not build.failed.problems
    cache = cache_of(config)
    offline = publish_site(site, build.made, build.cards, build.sheets, cache, build.compressor, sealed=sealed)
    log.debug(
        "%d files are kept offline, %d bytes", len(offline.digests) if offline else 0, offline.size if offline else 0
    )


def cache_of(config: MkDocsConfig) -> Path:
    """Return the folder of what builds keep for later ones."""
    return Path(config.config_file_path).parent / ".cache"


def keep_templates(config: MkDocsConfig) -> BytecodeCache:
    """Return where compiled templates are kept, each with the digest of its text."""
    folder = cache_of(config) / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def drafting() -> bool:
    """Return whether the site is served to its authors: what only readers and other programs need is left out."""
    return session.get("command") == "serve"


def render_questions(env: Environment, files: Files, config: MkDocsConfig) -> None:
    """Give the pages of questions their content, from the last build where that was made from the same."""
    build: Build = config.extra["study"]
    doc_files = files.documentation_pages()

    def render(page: Page) -> str:
        context = get_context(build.nav, doc_files, config, page)
        on_page_context(context, page=page, config=config)  # type: ignore[arg-type]
        return env.get_template(page.meta["template"]).render(context)

    folders = [Path(folder) for folder in config.theme.dirs if not Path(folder).is_relative_to(sys.prefix)]
    kept = keep_question_pages(cache_of(config), folders, render(make_frame(config)))

    def make(one: QuestionPage, page: Page) -> str:
        page.content = render_content(one, build.fragments)
        return render(page)

    for one, file in zip(build.questions, build.question_files, strict=True):
        assert file.page
        html = kept.find(f"{one.src_uri} {one.depends}", partial(make, one, file.page))
        if build.compressor:
            files.remove(file)
            build.made[file.dest_uri] = html
        else:
            file.content_string = html
    kept.save()


def add_search(files: Files, config: MkDocsConfig) -> None:
    """Add what search knows of the pages, whose content is complete."""
    build: Build = config.extra["study"]
    pages = [file.page for file in files.documentation_pages() if file.page]
    sections = [section for page in pages for section in read_sections(page, config, build.contents)]
    for page in pages:
        page.content = drop_marks(page.content or "")
    known = render_search(sections, build.fragments.questions(), build.glossary.terms, build.fields)
    add_as_they_are(files, {INDEX: known}, config, build.compressor)


def describe_pages(heads: PageHeads, files: Files, config: MkDocsConfig) -> None:
    """Add what other programs read of the pages: preview cards, the feed, the sitemap's days, plain Markdown."""
    build: Build = config.extra["study"]
    chapters = list(build.chapters.values())
    every = [*files.documentation_pages(), *build.question_files]
    pages = [file.page for file in every if file.page and "target" not in file.page.meta]
    build.pages = {page.file.src_uri: site_page(page) for page in pages}
    study_pages = heads.find_study_pages(build.pages.values())
    read_by_programs = render_machine_files(heads.site, chapters, build.fragments, build.bodies, study_pages)
    add_as_they_are(files, read_by_programs, config, build.compressor)
    for page in pages:
        page.update_date = heads.find_day(page.file.src_uri)
    for process in build.drawing:
        process.wait()
    build.cards = heads.render_cards(build.pages.values(), cache_of(config) / "cards")
    refuse_taken(files, build.cards, config)


def stop_at_errors(problems: Iterable[Problem]) -> None:
    """Say every warning, and stop the build with one report if there are errors."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise PluginError(report(errors))
    for problem in problems:
        log.warning("%s", problem)
