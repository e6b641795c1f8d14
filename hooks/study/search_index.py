"""What search knows: the pages and sections that the theme lists, questions, and the glossary's terms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from study.field_markdown import FieldMarkdown, plain_text
from study.glossary import FILE_NAME, Term
from study.model import Question
from study.question_texts import find_texts
from study.urls import page_url, question_src

THEME_INDEX = "search/search_index.json"
"""What the theme's script would fetch with every first page."""

INDEX = "search/index.json"
"""What is fetched when a reader comes to the search box."""

QUESTION_BOOST = 0.9
"""Who looks for a subject wants to read of it before being asked."""

TERM_BOOST = 1.5
"""Who types a term wants to know first what it means."""

_REFERENCE = re.compile(r"<sup>.*?</sup>")


def render_search(index: str, questions: Iterable[tuple[Question, FieldMarkdown]], terms: Sequence[Term]) -> str:
    """Return the file of what search knows, from the theme's index and from what needs no page to be known."""
    docs = [*_list_sections(json.loads(index)["docs"]), *_list_questions(questions), *_list_terms(terms)]
    return json.dumps({"docs": docs}, ensure_ascii=False, separators=(",", ":"))


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


def _list_terms(terms: Iterable[Term]) -> Iterator[dict[str, object]]:
    markdown = FieldMarkdown(FILE_NAME)
    for term in terms:
        yield {
            "location": f"{page_url(FILE_NAME)}#{term.anchor}",
            "title": markdown.inline(term.title),
            "text": plain_text(markdown.inline(term.definition)),
            "boost": TERM_BOOST,
        }
