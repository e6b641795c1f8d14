"""What contributors' Markdown became, looked at once more: whatever way something dangerous came in, it ends here.

Markdown has more doors than raw HTML in sight: attribute lists, references, entities, code that is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from markdown import Markdown

from study.authoring.attribute_lists import AttributeListExtension
from study.authoring.plain_text import shorten
from study.checks.html.unsafe_markdown import describe_link, leads_astray

_EXTENSIONS = ("sane_lists", "tables", "pymdownx.superfences")
_ANY_DOOR = re.compile(r"[<{&\\\]]")
_TAG = re.compile(r"<(?P<tag>[A-Za-z][^\s/>]*)(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>?")
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'>/=]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+)))?"
)
_RUNS = ("applet", "base", "embed", "form", "frame", "frameset", "iframe", "link", "meta", "object", "script", "style")
_ADDRESSES = ("href", "xlink:href")
_FETCHED = ("src", "srcset", "poster", "data", "background")
_FORBIDDEN = ("style", "srcdoc", "formaction", "action", "ping", "http-equiv")


def find_dangers(html: str) -> Iterator[tuple[str, str]]:
    """Yield what to look for in the source, and the message, for everything that could run, restyle or fetch."""
    for tag in _TAG.finditer(html):
        name = tag["tag"].lower()
        if name in _RUNS:
            yield f"<{tag['tag']}", f"`<{tag['tag']}>` reaches the reader's browser as HTML. Put code in backticks."
        for attribute in _ATTRIBUTE.finditer(tag["attributes"]):
            value = attribute["double"] or attribute["single"] or attribute["bare"] or ""
            if message := _check_attribute(attribute["name"].lower(), value):
                yield attribute["name"] if attribute["name"].lower() not in _ADDRESSES else unescape(value), message


def _check_attribute(name: str, value: str) -> str:
    if name.startswith("on") or name in _FORBIDDEN:
        return f"the attribute `{name}` is not for readers' browsers. Remove it; for looks give a class."
    if name in _ADDRESSES and leads_astray(value) and not value.startswith("study-root:"):
        return describe_link(value)
    if name in _FETCHED and (leads_astray(value) or "//" in value):
        return f"`{shorten(value)}` comes from elsewhere. Put the file into `docs/` and name it relative to this page."
    return ""


def find_text_dangers(text: str) -> Iterator[tuple[int, str]]:
    """Yield line (from 0) and message for every danger in a piece of Markdown, such as a question's field."""
    if not _ANY_DOOR.search(text):
        return
    for sought, message in find_dangers(_convert(text)):
        yield find_line(text, sought), message


def find_line(text: str, sought: str) -> int:
    """Return the first line (from 0) of a text that holds what is sought, whatever its case; the first if none does."""
    at = text.lower().find(sought.lower())
    return text.count("\n", 0, at) if at >= 0 else 0


@lru_cache(maxsize=4096)
def _convert(text: str) -> str:
    return _markdown().reset().convert(text)


@lru_cache(maxsize=1)
def _markdown() -> Markdown:
    # Told of an attribute that would stay text here, an author learns why it does nothing.
    lists = AttributeListExtension(r"[\w:.-]+")
    return Markdown(extensions=[lists, *_EXTENSIONS], extension_configs={"tables": {"use_align_attribute": True}})
