"""The bank as GIFT, read by a parser of the format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import Question
from study.bank_exports.gift import escape_gift, render_gift
from study.scripts.deno_script import run_script

from tests.unit.bank_exports.sample_bank import (
    SITE,
    list_questions,
    load_chapters,
    load_hostile,
    make_fragments,
)

KINDS = {
    "options": "MC",
    "several": "MC",
    "typed": "Short",
    "trace": "Short",
    "number": "Numerical",
    "order": "Matching",
    "match": "Matching",
    "talk": "Essay",
    "card": "Essay",
}


def parse(chapters: tuple[LoadedChapter, ...]) -> list[Any]:
    gift = render_gift(SITE, chapters, make_fragments(chapters))
    parsed: list[Any] = run_script(Path(__file__).with_name("read_gift.mjs"), {"gift": gift})
    return parsed


@pytest.fixture(scope="module")
def parsed() -> list[Any]:
    """What a reader makes of the fixture site's bank."""
    return parse(load_chapters())


def find(parsed: list[Any], question_id: str) -> Any:
    return next(one for one in parsed if one.get("id") == question_id)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        pytest.param("acks=all: {0}", r"acks\=all\: \{0\}", id="signs-of-the-format"),
        pytest.param("~ #1 \\", r"\~ \#1 \\", id="feedback-and-backslash"),
        pytest.param("one\r\n\ntwo", r"one\n\ntwo", id="no-blank-line-ends-a-question"),
    ],
)
def test_escape(text: str, escaped: str) -> None:
    assert escape_gift(text) == escaped


@pytest.mark.parametrize("load", [load_chapters, load_hostile], ids=["as-written", "hostile"])
def test_every_question_is_read_under_its_id_and_as_its_kind(load: Any) -> None:
    chapters = load()
    unsayable = load is load_hostile
    read = [(one["id"], one["title"], one["type"]) for one in parse(chapters) if one["type"] != "Category"]
    assert read == [
        (one.id, one.id, (KINDS | ({"typed": "Essay", "trace": "Essay"} if unsayable else {}))[one.kind])
        for one in list_questions(chapters)
    ]


def test_what_nobody_can_be_asked_to_type_is_told() -> None:
    chapters = load_chapters()
    typed = next(one for one in list_questions(chapters) if one.id == "commit-default-name")
    arrows = typed.model_copy(update={"answer": "`a -> b`", "accept": ("a->b", "a => b")})
    sayable, unsayable = (_ask_only(chapters, arrows.model_copy(update=one)) for one in ({}, {"accept": ("a->b",)}))
    assert [one["text"]["text"] for one in find(parse(sayable), typed.id)["choices"]] == ["a => b"]
    assert find(parse(unsayable), typed.id)["type"] == "Essay"
    assert find(parse(unsayable), typed.id)["globalFeedback"]["text"].startswith("<p>Right: <code>a -&gt; b</code></p>")


def _ask_only(chapters: tuple[LoadedChapter, ...], question: Question) -> tuple[LoadedChapter, ...]:
    chapter = next(one for one in chapters if question.id in one.lines)
    return (replace(chapter, front=chapter.front.model_copy(update={"questions": (question,)})),)


def test_chapters_are_categories(parsed: list[Any]) -> None:
    titles = [one["title"] for one in parsed if one["type"] == "Category"]
    assert titles == ["$course$/top/Fixture/Groups", "$course$/top/Fixture/The log"]


def test_options_carry_their_reasons(parsed: list[Any]) -> None:
    choices = find(parsed, "offset-is-next")["choices"]
    assert {one["text"]["text"]: one["isCorrect"] for one in choices} == {
        "Record 42 was the last one that was processed.": False,
        "The next record to read is the one at offset 42.": True,
        "42 records were read since the group started.": False,
    }
    assert [one["feedback"]["text"] for one in choices if one["feedback"]] == [
        "The commit names the <strong>next</strong> record, one past the last processed.",
        "It is a position in the log and counts nothing.",
    ]


def test_all_right_options_make_a_whole_mark(parsed: list[Any]) -> None:
    assert sorted(one["weight"] for one in find(parsed, "files-of-a-segment")["choices"]) == [-50, -50, 50, 50]


def test_typed_forms_number_and_order(parsed: list[Any]) -> None:
    forms = [one["text"]["text"] for one in find(parsed, "commit-default-name")["choices"]]
    assert forms == ["acks=all", "-1", "acks=-1", "all"]
    assert find(parsed, "position-number")["choices"]["number"] == 168
    places = find(parsed, "append-order")["matchPairs"]
    assert [pair["subanswer"] for pair in places] == list(list_questions(load_chapters())[7].order or ())
    assert [pair["subquestion"]["text"] for pair in places] == ["1", "2", "3", "4"]


def test_reasons_lead_to_the_site(parsed: list[Any]) -> None:
    told = find(parsed, "offset-is-next")["globalFeedback"]["text"]
    assert '<a href="https://fixture.example/q/offset-is-next/">' in told
    assert '<a href="https://fixture.example/chapters/log/#append">' in told


def test_hostile_text_stays_text() -> None:
    asked = find(parse(load_hostile()), "offset-is-next")["stem"]["text"]
    assert "{=~#:}" in asked
    assert "$CATEGORY: evil" in asked
    assert [part for part in ("<script", "<img", "href=", "hacked = 1") if part in asked] == []
