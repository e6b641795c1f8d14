"""Where the links of a page lead in a book: to a place in it, or to the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from study.bank.urls import page_url

_QUESTION = re.compile(r"q/([\w-]+)/$")
_UNFIT = re.compile(r"[^\w.-]")
_ROOT = "https://site.invalid/"

ANSWER = "answer-"
"""Begins the anchor of a question's answer."""


@dataclass(frozen=True)
class Spot:
    """A place in the book."""

    slug: str
    """Of its chapter."""

    anchor: str = ""


def make_anchor(anchor: str) -> str:
    """Return an anchor as XML and Typst let one be called."""
    return _UNFIT.sub("-", unquote(anchor))


@dataclass(frozen=True)
class BookLinks:
    """Resolves links of the chapters' pages."""

    slugs: Mapping[str, str]
    """Chapters' names by the paths of their pages."""

    questions: Mapping[str, str]
    """Names of the chapters that hold the questions, by id."""

    address: Callable[[str], str]
    """Gives the whole address of a path of the site."""

    def resolve(self, href: str, src_uri: str, anchors: Collection[str]) -> Spot | str:
        """Return where a link on a page leads: a spot, or an address of the site or elsewhere.

        `anchors` are those of the page itself. One that the book does not have is looked for on the site.
        """
        page = _ROOT + page_url(src_uri)
        target = urljoin(page, href)
        if not target.startswith(_ROOT):
            return href
        path, anchor = urlsplit(target).path.removeprefix("/"), make_anchor(urlsplit(target).fragment)
        if question := _QUESTION.fullmatch(path):
            return Spot(self.questions[question[1]], ANSWER + question[1])
        chapter = next((name for src, name in self.slugs.items() if page_url(src) == path), None)
        if chapter is None or (path == page_url(src_uri) and anchor and anchor not in anchors):
            return self.address(target.removeprefix(_ROOT))
        return Spot(chapter, anchor)
