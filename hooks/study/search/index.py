"""What search knows: the pages and sections that the theme lists, questions, and the glossary's terms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from study.bank.model import Question
from study.bank.urls import page_url, question_src
from study.cache.store import Cache
from study.checks.questions.question_texts import find_texts
from study.pages.glossary import FILE_NAME, Term
from study.pages.markdown.field_markdown import FieldMarkdown, plain_text
from study.pages.markdown.units import split_units

INDEX = "search/index.json"
"""What is fetched when a reader comes to the search box."""

QUESTION_BOOST = 0.9
"""Who looks for a subject wants to read of it before being asked."""

TERM_BOOST = 1.5
"""Who types a term wants to know first what it means."""

_REFERENCE = re.compile(r"<sup>.*?</sup>")


def render_search(
    sections: Iterable[Mapping[str, Any]],
    questions: Iterable[tuple[Question, FieldMarkdown]],
    terms: Sequence[Term],
    cache: Cache | None = None,
) -> str:
    """Return the file of what search knows, from the theme's sections and from what needs no page to be known."""
    docs = [*_list_sections(sections), *_list_questions(questions), *_list_terms(terms, cache)]
    return split_units(json.dumps({"docs": docs}, ensure_ascii=False, separators=(",", ":")))


def _list_sections(entries: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, object]]:
    """Yield the entries with text instead of HTML; not those of nothing but questions, nor letters of the glossary."""
    letters = f"{page_url(FILE_NAME)}#"
    for entry in entries:
        text = plain_text(_REFERENCE.sub("", entry["text"]))
        if not entry["location"].startswith(letters) and (text or "#" not in entry["location"]):
            yield {**entry, "text": text}


def _list_questions(questions: Iterable[tuple[Question, FieldMarkdown]]) -> Iterator[dict[str, object]]:
    for question, markdown in questions:
        title, *texts = [markdown.inline(text.text) for text in find_texts(question)]
        code = [question.trace.code, question.trace.prints] if question.trace else []
        yield {
            "location": page_url(question_src(question.id)),
            "title": title,
            "text": " ".join([*map(plain_text, texts), *(" ".join(block.split()) for block in code)]),
            "boost": QUESTION_BOOST,
        }


def _list_terms(terms: Iterable[Term], cache: Cache | None) -> Iterator[dict[str, object]]:
    markdown = FieldMarkdown(FILE_NAME, cache)
    for term in terms:
        yield {
            "location": f"{page_url(FILE_NAME)}#{term.anchor}",
            "title": markdown.inline(term.title),
            "text": plain_text(markdown.inline(term.definition)),
            "boost": TERM_BOOST,
        }
