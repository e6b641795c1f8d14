"""The events of a build: each takes what MkDocs hands over and passes it to a step of the adapter or to `study`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs_adapter import steps
from mkdocs_adapter.files import drop_unused, inline_favicon
from mkdocs_adapter.pages import CachedPage, describe_conversion, describe_page
from mkdocs_adapter.state import Build
from study.checks.html.page_markup import find_rendered, find_repeated_ids
from study.pages.incidents.page import render_page as render_incident
from study.pages.markdown.finishing import finish_html
from study.pages.study_pages import render_chapter

session: dict[str, str] = {}
"""What holds for a whole run of MkDocs, whatever is built again: its command."""


def on_startup(*, command: str, **_: object) -> None:
    session["command"] = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    build = steps.begin_build(config, serving=session.get("command") == "serve")
    config.extra["study"] = build
    steps.add_extensions(build, config)
    inline_favicon(config.theme)
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    build: Build = config.extra["study"]
    drop_unused(files)
    steps.load_bank(build, files, config)
    steps.add_pages(build, files, config)
    steps.add_take_away(build, files, config)
    steps.refuse_shared_places(files, config)
    build.conversion = describe_conversion(files, config, build.glossary.terms)
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    build: Build = config.extra["study"]
    chapter = build.chapters.get(page.file.src_uri)
    build.terms.enter(page.file.src_uri if chapter else None)
    build.quotes.enter(page.file.src_uri)
    build.bodies[page.file.src_uri] = markdown
    if incident := build.incidents.get(page.file.src_uri):
        page.meta["template"] = "incident.html"
        return render_incident(incident.incident.title, markdown)
    return render_chapter(chapter, markdown) if chapter else markdown


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    build: Build = config.extra["study"]
    if not isinstance(page, CachedPage):
        return html
    source, file = page.file.content_string, f"{Path(config.docs_dir).name}/{page.file.src_uri}"
    build.failed.place(page.file.src_uri, source, file)
    filled = finish_html(build.fragments.fill(html, page.file.src_uri))
    build.problems += [*find_rendered(html, source, file), *find_repeated_ids(filled, source, file)]
    return filled


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    build: Build = config.extra["study"]
    steps.stop_at_errors(build.problems)
    steps.report_failed_diagrams(build, files, config)
    steps.add_sheets(build, files, config)
    steps.add_book(build, files, config)
    steps.list_take_away(build, files)
    steps.add_search(build, files, config)
    steps.add_pictures(build, files, config)
    if config.site_url and not build.serving:
        steps.add_descriptions(build, files, config)
    steps.refuse_shared_places(files, config)
    folder = Path(config.config_file_path).parent / ".cache" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, **_: object) -> None:
    heads = config.extra["study"].heads
    shared = heads and "target" not in page.meta
    context["head"] = heads.render_head(describe_page(page)) if shared else None


def on_post_build(*, config: MkDocsConfig) -> None:
    steps.publish(config.extra["study"], config)
