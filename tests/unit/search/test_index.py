from __future__ import annotations

import json
from typing import Any

import pytest
from study.search.entries import QUESTION_BOOST, Entry, Group
from study.search.index import INDEX, find_names, render_search

GROUPS = [
    Group("log", (Entry("log/", "The `log.dirs`", "Has log.dirs and log.roll.ms."), Entry("log/#a", "A", ""))),
    Group("log", (Entry("glossary/#b", "B", "Text of b."),), 1.5),
    Group("log-questions", (Entry("q/c/", "C?", "No."),), QUESTION_BOOST, lead="log"),
    Group("empty", ()),
]


def render(groups: list[Group]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    files = {path: json.loads(text) for path, text in render_search(groups).items()}
    return files.pop(INDEX)["groups"], files


def test_index_has_titles_and_the_names_that_no_title_has() -> None:
    groups, _ = render(GROUPS)
    assert [group["entries"] for group in groups] == [
        [{"location": "log/", "title": "The `log.dirs`", "names": "log.roll.ms"}, {"location": "log/#a", "title": "A"}],
        [{"location": "glossary/#b", "title": "B"}],
        [{"location": "q/c/", "title": "C?"}],
    ]
    assert [group["boost"] for group in groups] == [1, 1.5, QUESTION_BOOST]


def test_texts_lie_in_one_file_for_each_name_with_a_hash_of_them() -> None:
    groups, files = render(GROUPS)
    chapter, terms, questions = groups
    assert files == {
        f"search/{chapter['file']}": {"log/": "Has log.dirs and log.roll.ms.", "glossary/#b": "Text of b."},
        f"search/{questions['file']}": {"q/c/": "No."},
    }
    assert [chapter["lead"], terms["file"], questions["lead"]] == [chapter["file"]] * 3
    changed = [Group("log-questions", (Entry("q/c/", "C?", "Yes."),)), *GROUPS[:2]]
    assert render(changed)[0][0]["file"] != questions["file"]


def test_same_entries_give_the_same_files() -> None:
    assert render_search(GROUPS) == render_search(GROUPS)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Set max.poll.interval.ms.", {"max.poll.interval.ms"}, id="setting-without-the-full-stop"),
        pytest.param("With acks=all, yes", {"acks=all"}, id="value"),
        pytest.param("a NotEnoughReplicasException", {"NotEnoughReplicasException"}, id="exception"),
        pytest.param("the ISR of KIP-848", {"ISR", "KIP"}, id="abbreviation"),
        pytest.param("after 42 or 4.0 seconds", set(), id="no-numbers"),
        pytest.param("Plain words. Of language", set(), id="no-language"),
    ],
)
def test_names(text: str, names: set[str]) -> None:
    assert find_names(text) == names
