"""The files that programs read: robots, the feed, the index for language models and each chapter as plain Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from study.bank.loaded_chapter import LoadedChapter
from study.bank.site import Site, SitePage
from study.bank.urls import is_episode, is_receipt
from study.pages.fragments import Fragments
from study.sharing.chapter_markdown import chapter_markdown_uri, render_chapter_markdown
from study.sharing.feed import FEED, render_feed


def render_text_exports(
    site: Site,
    chapters: Sequence[LoadedChapter],
    fragments: Fragments,
    bodies: Mapping[str, str],
    pages: Iterable[SitePage],
) -> dict[str, str]:
    """Return every such file by where it lies in the site; `bodies` are the texts below the chapters' front matter."""
    texts = {
        chapter_markdown_uri(chapter.src_uri): render_chapter_markdown(chapter, bodies[chapter.src_uri], site)
        for chapter in chapters
    }
    return {
        "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {site.url}sitemap.xml\n",
        FEED: render_feed(site, chapters, fragments),
        "llms.txt": render_llms(site, chapters, pages),
        **texts,
    }


def render_llms(site: Site, chapters: Iterable[LoadedChapter], pages: Iterable[SitePage]) -> str:
    """Return the index that llmstxt.org describes: chapters as Markdown, then the pages named as served."""
    lines = [f"# {site.name}", "", f"> {site.description}", "", "## Chapters", ""]
    for chapter in chapters:
        address = site.file_address(chapter_markdown_uri(chapter.src_uri))
        lines.append(f"- [{chapter.front.title}]({address}): {chapter.front.description}")
    for heading, listed in _group(pages).items():
        lines += ["", f"## {heading}", ""]
        lines += [f"- [{page.title}]({site.address(page.src_uri)}): {page.description}" for page in listed]
    return "\n".join(lines) + "\n"


def _group(pages: Iterable[SitePage]) -> dict[str, list[SitePage]]:
    """Return the pages by the heading that they stand under: what is practised, then heard, then measured."""
    groups: dict[str, list[SitePage]] = {"Practice": [], "Listen": [], "Measured": []}
    for page in pages:
        heard = "Listen" if is_episode(page.src_uri) else "Practice"
        groups["Measured" if is_receipt(page.src_uri) else heard].append(page)
    return {heading: listed for heading, listed in groups.items() if listed}
