"""Raw HTML and links in Markdown as contributors write it, and what of them may stand there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape

from study.authoring.plain_text import shorten, strip_code

QUESTION_TAGS = ("kbd", "sub", "sup", "br")
"""Raw HTML that a question may hold, without attributes: nothing that can break a page or run."""

PAGE_TAGS = (*QUESTION_TAGS, "abbr", "details", "summary", "div", "section", "span", "figure", "figcaption")
"""Raw HTML that the prose of a page may hold."""

PAGE_ATTRIBUTES = ("class", "id", "lang", "markdown", "open", "title")

_OPENING = re.compile(r"<(?=[A-Za-z/!?])[^<>\n]*>?")
_TAG = re.compile(
    r"</?(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:\s+[A-Za-z-]+(?:=\"[^\"<>]*\"|='[^'<>]*')?)*)\s*/?>"
)
_ATTRIBUTE = re.compile(r"([A-Za-z-]+)(?:=\"[^\"]*\"|='[^']*')?")
_ADDRESS = re.compile(r"<https?://[^\s<>]*>|<(?:mailto:)?[^\s<>@:/=\"'!]+@[^\s<>@:/=\"'!]+>")
_OTHER_SCHEME = re.compile(r"<(?!https?:|mailto:)[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*>")
_LINK = re.compile(
    r"\]\(\s*<?(?P<target>[^()\s<>]+)"
    r"|<(?P<auto>[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>"
    r"|^ {0,3}\[(?!\^)[^\[\]]+\]:\s*<?(?P<defined>[^\s<>]+)",
    re.MULTILINE,
)
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
_UNSEEN = re.compile(r"[\x00-\x20]")
_OUTSIDE = ("http", "https", "mailto", "receipt")
"""`receipt:` quotes a figure, has checks of its own and is a page when the site is built."""


def find_html(
    text: str, tags: Collection[str] = QUESTION_TAGS, attributes: Collection[str] = ()
) -> Iterator[tuple[int, str]]:
    """Yield line (from 0) and message for every tag that is not allowed, once for each name."""
    bare = strip_code(text)
    told = set()
    for match in _OPENING.finditer(bare):
        written = match[0]
        if _is_allowed(written, tags, attributes) or _ADDRESS.fullmatch(written) or _OTHER_SCHEME.fullmatch(written):
            continue
        name = re.split(r"[^\w-]", written.lstrip("<!?/"), maxsplit=1)[0]
        if name in told:
            continue
        told.add(name)
        known = ", ".join(f"`<{tag}>`" for tag in tags)
        allowed = f"of which only {known} are allowed" if tags else "which readers would see as it is here"
        message = f"`{shorten(written)}` is raw HTML, {allowed}. Put code in backticks."
        if (tag := _TAG.fullmatch(written)) and tag["tag"].lower() in tags and attributes:
            message = (
                f"`{shorten(written)}` has an attribute that is not allowed. "
                f"Allowed are {', '.join(f'`{attribute}`' for attribute in attributes)}."
            )
        yield bare.count("\n", 0, match.start()), message


def _is_allowed(written: str, tags: Collection[str], attributes: Collection[str]) -> bool:
    tag = _TAG.fullmatch(written)
    if tag is None or tag["tag"].lower() not in tags:
        return False
    return all(found[1].lower() in attributes for found in _ATTRIBUTE.finditer(tag["attributes"]))


def find_links(text: str) -> Iterator[tuple[int, str]]:
    """Yield line (from 0) and message for every link that leads to something other than a page or a mail address."""
    bare = strip_code(text)
    for match in _LINK.finditer(bare):
        target = match["target"] or match["auto"] or match["defined"]
        if leads_astray(target):
            yield bare.count("\n", 0, match.start()), describe_link(target)


def leads_astray(target: str) -> bool:
    """Whether a link, as a browser would read it, leads to something other than a page or a mail address."""
    read = _UNSEEN.sub("", unescape(target))
    scheme = _SCHEME.match(read)
    return read.startswith(("/", "\\")) or bool(scheme and scheme["scheme"].lower() not in _OUTSIDE)


def describe_link(target: str) -> str:
    """Return what to say of a link that leads astray."""
    return (
        f"the link `{shorten(target)}` leads nowhere a reader may go. "
        "Link to `https://…`, `mailto:…` or a page relative to this one."
    )
