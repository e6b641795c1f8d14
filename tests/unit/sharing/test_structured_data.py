from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from study.bank.site import Site, SitePage
from study.commands.site_files import read_site, validate_site
from study.pages.fragments import Fragments
from study.sharing.page_heads import PageHeads
from study.sharing.structured_data import render_things

from tests.conftest import FIXTURE

SITE = Site("Fixture", "The smallest site.", "https://fixture.example/kafka/")
CHAPTERS = validate_site(read_site([str(FIXTURE / "docs")])).chapters
HEADS = PageHeads(SITE, CHAPTERS, Fragments(CHAPTERS))
QUESTIONS = {question.id: question for chapter in CHAPTERS for question in chapter.front.questions}
PAGES = {
    "index.md": "Fixture",
    "quiz.md": "Quiz",
    **{chapter.src_uri: chapter.front.title for chapter in CHAPTERS},
    **{f"q/{question_id}.md": question_id for question_id in QUESTIONS},
}

_WORK = {"@id", "url", "about", "dateModified", "inLanguage", "image", "isPartOf", "isAccessibleForFree"}
SHAPES: dict[str, tuple[set[str], set[str]]] = {
    "TechArticle": (
        {"headline", "description", "dateModified", "inLanguage", "proficiencyLevel", "image", "author"},
        _WORK | {"mainEntityOfPage", "datePublished", "wordCount", "publisher"},
    ),
    "Quiz": (
        {"name", "about", "hasPart", "educationalAlignment", "dateModified", "image"},
        _WORK | {"educationalLevel", "learningResourceType"},
    ),
    "Question": ({"eduQuestionType", "text", "acceptedAnswer"}, {"suggestedAnswer"}),
    "Answer": ({"text"}, {"position", "comment", "answerExplanation"}),
    "Comment": ({"text"}, set()),
    "BreadcrumbList": ({"itemListElement"}, set()),
    "ListItem": ({"position", "name", "item"}, set()),
    "Organization": ({"name", "url"}, set()),
    "Thing": ({"name"}, set()),
    "AlignmentObject": ({"alignmentType", "targetName"}, set()),
}
"""What schema.org and Google's guides require of each type, and what else schema.org knows of it and we say."""

REFERENCE = {"@type", "@id", "url"}
"""All that is said of a thing which another page describes."""


def things(src_uri: str) -> list[Any]:
    page = SitePage(src_uri, PAGES[src_uri], "A description.", PAGES[src_uri], "")
    data = json.loads(HEADS.render_head(page).data)
    assert data["@context"] == "https://schema.org"
    return list(data["@graph"])


def walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(child)


def question_of(question_id: str) -> Any:
    return things(f"q/{question_id}.md")[0]["hasPart"][0]


@pytest.mark.parametrize("src_uri", PAGES)
def test_every_thing_has_the_shape_of_its_type(src_uri: str) -> None:
    for thing in walk(things(src_uri)):
        required, allowed = SHAPES[thing["@type"]]
        if thing.keys() != REFERENCE:
            assert required <= thing.keys() <= required | allowed | {"@type"}, thing["@type"]


@pytest.mark.parametrize("src_uri", PAGES)
def test_text_is_plain_and_addresses_are_whole(src_uri: str) -> None:
    for thing in walk(things(src_uri)):
        for key in ("text", "name", "headline", "description"):
            assert "`" not in thing.get(key, "")
            assert "**" not in thing.get(key, "")
        for key in ("url", "item", "image", "@id"):
            assert thing.get(key, SITE.url).startswith(SITE.url)


@pytest.mark.parametrize("question_id", QUESTIONS)
def test_question_type_follows_from_its_kind(question_id: str) -> None:
    kinds = {"options": "Multiple choice", "several": "Checkbox"}
    asked = question_of(question_id)
    assert asked["eduQuestionType"] == kinds.get(QUESTIONS[question_id].kind, "Flashcard")
    assert ("suggestedAnswer" in asked) == (QUESTIONS[question_id].kind in kinds)


def test_choice_names_every_option_once() -> None:
    asked = question_of("offset-is-next")
    answers = [asked["acceptedAnswer"], *asked["suggestedAnswer"]]
    assert sorted(answer["position"] for answer in answers) == [0, 1, 2]
    assert asked["acceptedAnswer"]["text"] == "The next record to read is the one at offset 42."
    assert all(answer["comment"]["text"] for answer in asked["suggestedAnswer"])


@pytest.mark.parametrize(
    ("question_id", "answer"),
    [
        pytest.param("position-number", "168 offset", id="number"),
        pytest.param("commit-default-name", "acks=all", id="typed"),
        pytest.param("predict-position", "42\nIt prints the position behind the last record it was given.", id="trace"),
        pytest.param("what-is-a-segment", "A piece of a partition's log, one data file with its indexes.", id="card"),
    ],
)
def test_recalled_answer_is_one_text(question_id: str, answer: str) -> None:
    assert question_of(question_id)["acceptedAnswer"]["text"] == answer


def test_steps_are_numbered() -> None:
    lines = question_of("append-order")["acceptedAnswer"]["text"].split("\n")
    assert lines[0] == "1. The producer adds it to a batch"
    assert len(lines) == 4


def test_trail_of_a_question_goes_through_its_chapter() -> None:
    trail = things("q/one-owner.md")[1]["itemListElement"]
    assert [step["item"].removeprefix(SITE.url) for step in trail] == ["", "chapters/groups/", "q/one-owner/"]


def test_nothing_in_the_data_can_end_the_script() -> None:
    rendered = render_things([{"@type": "Thing", "name": "</script><!-- <script>"}])
    assert "<" not in rendered
    assert json.loads(rendered)["@graph"][0]["name"] == "</script><!-- <script>"
