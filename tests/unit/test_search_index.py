from __future__ import annotations

import json
from typing import Any

from study.glossary import Term
from study.search_index import INDEX, STUB, render_search

TERM = Term("`acks`", ("acknowledgments",), (), "acks", "Waits for `all` < of them.", "chapters/log.md#append", 1)


def render(*docs: dict[str, Any]) -> dict[str, Any]:
    index = json.dumps({"config": {"lang": ["en"]}, "docs": docs})
    return {path: json.loads(text) for path, text in render_search(index, [TERM]).items()}


def entry(location: str, text: str = "<p>Some <code>a &lt; b</code></p>") -> dict[str, Any]:
    return {"location": location, "title": "<code>x</code>", "text": text}


def test_what_is_sent_at_once_has_settings_and_nothing_to_find() -> None:
    assert render(entry("q/x/"))[STUB] == {"config": {"lang": ["en"]}, "docs": []}


def test_text_loses_its_markup_and_titles_keep_it() -> None:
    assert render(entry("q/x/"))[INDEX]["docs"][0] == {
        "location": "q/x/",
        "title": "<code>x</code>",
        "text": "Some a < b",
    }


def test_terms_stand_for_the_letters_of_the_glossary() -> None:
    docs = render(entry("glossary/"), entry("glossary/#a"))[INDEX]["docs"]
    assert [doc["location"] for doc in docs] == ["glossary/", "glossary/#acks"]
    assert docs[1]["title"] == "<code>acks</code> (acknowledgments)"
    assert docs[1]["text"] == "Waits for all < of them."


def test_sections_without_text_are_left_out() -> None:
    docs = render(entry("chapters/log/", ""), entry("chapters/log/#check-yourself", ""))[INDEX]["docs"]
    assert [doc["location"] for doc in docs if doc["location"].startswith("chapters")] == ["chapters/log/"]
