"""What search knows: the pages and sections that the theme lists, with the glossary's terms, in a file of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from study.field_markdown import FieldMarkdown, plain_text
from study.glossary import FILE_NAME, Term
from study.urls import page_url

STUB = "search/search_index.json"
"""What the theme fetches with every first page."""

INDEX = "search/index.json"
"""What is fetched when a reader comes to the search box."""

TERM_BOOST = 1.5
"""Who types a term wants to know first what it means."""

_REFERENCE = re.compile(r"<sup>.*?</sup>")


def render_search(index: str, terms: Sequence[Term]) -> dict[str, str]:
    """Return the files of search by path, from the theme's index: its settings, which pages are marked by, stay."""
    written = json.loads(index)
    return {
        INDEX: _dump({"docs": [*_list_sections(written["docs"]), *_list_terms(terms)]}),
        STUB: _dump({"config": written["config"], "docs": []}),
    }


def _list_sections(entries: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, object]]:
    """Yield the entries with text instead of HTML; not those of nothing but questions, nor letters of the glossary."""
    letters = f"{page_url(FILE_NAME)}#"
    for entry in entries:
        text = plain_text(_REFERENCE.sub("", entry["text"]))
        if not entry["location"].startswith(letters) and (text or "#" not in entry["location"]):
            yield {**entry, "text": text}


def _list_terms(terms: Iterable[Term]) -> Iterator[dict[str, object]]:
    markdown = FieldMarkdown(FILE_NAME)
    for term in terms:
        yield {
            "location": f"{page_url(FILE_NAME)}#{term.anchor}",
            "title": markdown.inline(term.title),
            "text": plain_text(markdown.inline(term.definition)),
            "boost": TERM_BOOST,
        }


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
