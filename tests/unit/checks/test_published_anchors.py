from __future__ import annotations

import pytest
from study.bank.published import ANCHORS, parse_published

from tests.unit.sample_chapter import WHOLE_CHAPTER, change, validate

ONE_OWNER = "## One partition, one owner {#one-owner}"


def find(text: str, listed: str) -> list[str]:
    anchors = parse_published(listed, "docs/published-anchors.txt", ANCHORS)
    return [str(problem) for problem in validate({"chapters/groups.md": text}, anchors=anchors).problems]


def test_an_anchor_that_is_there_is_no_problem() -> None:
    assert find(WHOLE_CHAPTER, "groups#one-owner\n") == []


def test_a_vanished_anchor_is_told_with_its_cure() -> None:
    assert find(WHOLE_CHAPTER, "# Anchors\ngroups#one-owner\ngroups#one-reader\n") == [
        'docs/published-anchors.txt:3: no heading of docs/chapters/groups.md has the published anchor "#one-reader" '
        "any more, so links to it break. Put it back, or add it to the heading that takes its place: "
        '`{#its-anchor was="one-reader"}`.'
    ]


@pytest.mark.parametrize("was", ["one-reader", "older one-reader"])
def test_a_former_anchor_is_kept_alive_by_its_heading(was: str) -> None:
    text = change((ONE_OWNER, f'## One partition, one owner {{#one-owner was="{was}"}}'))
    assert find(text, "groups#one-owner\ngroups#one-reader\n") == []


def test_a_vanished_chapter_is_told() -> None:
    assert find(WHOLE_CHAPTER, "log#append\n") == [
        'docs/published-anchors.txt:1: there is no chapter "log" any more, so links to its section "#append" break. '
        "Put the chapter back under its file name."
    ]


def test_a_former_anchor_leads_to_one_heading() -> None:
    text = change((ONE_OWNER, '## One partition, one owner {#one-owner was="one-owner"}'))
    (problem,) = find(text, "")
    assert problem.endswith(
        "`was` lists the anchor `#one-owner`, which a heading has in line "
        f"{problem.split(':')[1]}. Remove it from `was`: an anchor leads to one heading."
    )


def test_a_chapter_that_cannot_be_read_is_not_told_twice() -> None:
    problems = find(WHOLE_CHAPTER.replace("title:", "title: [", 1), "groups#one-reader\n")
    assert len(problems) == 1
    assert problems[0].startswith("docs/chapters/groups.md:")
