"""A chapter as plain Markdown: what the build puts in place of markers written out, links with whole addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from study.authoring.attribute_lists import ALONE
from study.bank.loaded_chapter import LoadedChapter
from study.bank.site import Site
from study.bank.urls import page_folder, resolve_link
from study.sharing.question_markdown import one_line, render_question_markdown

_FENCE = re.compile(r"\s*(?P<fence>`{3,}|~{3,})")
_MARKER = re.compile(r"\[\[(?P<name>[a-z-]+)(?::\s*(?P<arguments>[^\]]*))?\]\]\s*")
_FOLDED = re.compile(r'(?:\?\?\?\+?|!!!) [\w-]+(?: "(?P<title>.*)")?\s*')
_NOTE = re.compile(r"\[\^[^\]]+\]:")
_LINK = re.compile(r"(?P<before>`+[^`]*`+)|\]\((?:<(?P<spaced>[^<>\n]+)>|(?P<href>[^()\s]+))\)")


def chapter_markdown_uri(src_uri: str) -> str:
    """Return where the plain Markdown of a chapter lies: in the folder of its page."""
    return f"{page_folder(src_uri)}index.md"


def render_chapter_markdown(chapter: LoadedChapter, body: str, site: Site) -> str:
    """Return the chapter as Markdown that needs nothing of the site; `body` is its text below the front matter."""
    front = chapter.front
    head = [
        f"# {front.title}",
        f"> {front.description}",
        f"Checked against Kafka {front.kafka} on {front.checked}. Page: <{site.address(chapter.src_uri)}>",
    ]
    prose = _render_prose(body.replace("\r\n", "\n").split("\n"), chapter)
    whole = "\n".join(("\n\n".join(head), "", *prose))
    return re.sub(r"\n{3,}", "\n\n", resolve_links(whole, chapter.src_uri, site)).strip() + "\n"


def _render_prose(lines: list[str], chapter: LoadedChapter) -> Iterator[str]:
    """Yield the lines of the prose; the definitions of footnotes stand where their marker does."""
    notes = [line for line in lines if _NOTE.match(line)]
    fence, folded = "", False
    for line in lines:
        if _NOTE.match(line):
            continue
        folded = folded and (not line.strip() or line.startswith("    "))
        text = line[4:] if folded else line
        opening = _FENCE.match(text)
        if opening and (not fence or text.strip().startswith(fence)):
            fence = "" if fence else opening["fence"]
            yield text
        elif fence:
            yield text
        elif marker := _MARKER.fullmatch(text):
            yield from _render_marker(marker, chapter, notes)
        elif start := _FOLDED.fullmatch(text):
            folded = True
            yield f"**{start['title']}**" if start["title"] else ""
        else:
            yield ALONE.sub("", text)


def _render_marker(marker: re.Match[str], chapter: LoadedChapter, notes: list[str]) -> Iterator[str]:
    render = _MARKERS.get(marker["name"])
    if marker["name"] == "sources":
        yield from notes
    elif render is not None:
        yield render(chapter, (marker["arguments"] or "").split())


def _render_say(chapter: LoadedChapter, _: list[str]) -> str:
    return chapter.front.say.strip()


def _render_try_first(chapter: LoadedChapter, ids: list[str]) -> str:
    bank = {question.id: question for question in chapter.front.questions}
    return "\n".join(f"- {one_line(bank[question_id].ask)}" for question_id in ids)


def _render_all(chapter: LoadedChapter, _: list[str]) -> str:
    return "\n\n".join(render_question_markdown(question) for question in chapter.front.questions)


_MARKERS: Mapping[str, Callable[[LoadedChapter, list[str]], str]] = {
    "say": _render_say,
    "try-first": _render_try_first,
    "check-yourself": _render_all,
}


def resolve_links(markdown: str, src_uri: str, site: Site) -> str:
    def resolve(match: re.Match[str]) -> str:
        href = match["href"] or match["spaced"]
        if href is None or (resolved := resolve_link(href, src_uri)) == href:
            return match[0]
        return f"]({site.url}{resolved})"

    return _LINK.sub(resolve, markdown)
