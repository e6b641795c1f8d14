from __future__ import annotations

import json
from typing import Any

from study.bank.model import Question, Trace
from study.pages.glossary import Term
from study.pages.markdown.field_markdown import FieldMarkdown
from study.search.index import render_search

MARKDOWN = FieldMarkdown("chapters/log.md")
QUESTION = Question(
    id="shown",
    ask="What does `poll()` do?",
    trace=Trace(code="a <\n  b", lang="java", prints="42"),
    explain="It [fetches](log.md) **all**.",
)
TERM = Term("`acks`", ("acknowledgments",), (), "acks", "Waits for `all` < of them.", "chapters/log.md#append", 1)


def render(*docs: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(render_search(docs, [(QUESTION, MARKDOWN)], [TERM]))["docs"]
    return found


def entry(location: str, text: str = "<p>Some <code>a &lt; b</code></p>") -> dict[str, Any]:
    return {"location": location, "title": "<code>x</code>", "text": text}


def test_text_loses_its_markup_and_titles_keep_it() -> None:
    assert render(entry("q/x/"))[0] == {
        "location": "q/x/",
        "title": "<code>x</code>",
        "text": "Some a < b",
    }


def test_terms_stand_for_the_letters_of_the_glossary() -> None:
    first, *_, last = render(entry("glossary/"), entry("glossary/#a"))
    assert [first["location"], last["location"]] == ["glossary/", "glossary/#acks"]
    assert last["title"] == "<code>acks</code> (acknowledgments)"
    assert last["text"] == "Waits for all < of them."


def test_sections_without_text_are_left_out() -> None:
    docs = render(entry("chapters/log/", ""), entry("chapters/log/#check-yourself", ""))
    assert [doc["location"] for doc in docs if doc["location"].startswith("chapters")] == ["chapters/log/"]


def test_questions_are_known_by_all_their_texts() -> None:
    assert render()[0] == {
        "location": "q/shown/",
        "title": "What does <code>poll()</code> do?",
        "text": "It fetches all. a < b 42",
        "boost": 0.9,
    }
