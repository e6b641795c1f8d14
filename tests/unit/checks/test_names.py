"""Names that would become one, and names that lists and addresses could not hold."""

from __future__ import annotations

import pytest

from tests.unit.sample_chapter import OTHER_CHAPTER, WHOLE_CHAPTER, change, validate


def find(sources: dict[str, str]) -> list[str]:
    return [str(problem) for problem in validate(sources).problems]


def test_two_chapters_of_one_file_name_are_told_with_both_places() -> None:
    assert find({"chapters/a/intro.md": WHOLE_CHAPTER, "chapters/b/intro.md": OTHER_CHAPTER}) == [
        'docs/chapters/b/intro.md:1: the file name "intro.md" is used twice, first for docs/chapters/a/intro.md. '
        "Rename one: a chapter is known by its file's name, whatever folder."
    ]


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        pytest.param("two words", "two-words", id="space"),
        pytest.param("What's new?", "what-s-new", id="signs"),
        pytest.param("größe", "gr-e", id="letters-that-need-escaping"),
        pytest.param("50%", "50", id="percent"),
        pytest.param("a#b", "a-b", id="anchor"),
        pytest.param("kafka-4.4", "kafka-4-4", id="dot"),
        pytest.param("Groups", "groups", id="capitals"),
    ],
)
def test_a_file_name_that_cannot_stand_everywhere_is_told(name: str, mend: str) -> None:
    assert find({f"chapters/{name}.md": WHOLE_CHAPTER}) == [
        f'docs/chapters/{name}.md:1: the file name "{name}.md" cannot stand in addresses and lists as it is. '
        f'Rename the file to "{mend}.md".'
    ]


def test_a_folder_of_chapters_may_have_any_name() -> None:
    assert find({"chapters/part one/groups.md": WHOLE_CHAPTER}) == []


@pytest.mark.parametrize("folder_page", ["index", "README"])
def test_the_page_of_a_folder_is_no_chapter(folder_page: str) -> None:
    assert find({f"chapters/{folder_page}.md": "# Chapters\n", "chapters/groups.md": WHOLE_CHAPTER}) == []


@pytest.mark.parametrize("title", ["Watching a group", "watching  a *group*.", " Watching  a group"])
def test_two_chapters_of_one_title_would_be_one_deck(title: str) -> None:
    (first,) = [line for line in OTHER_CHAPTER.splitlines() if line.startswith("title: ")]
    other = OTHER_CHAPTER.replace(first, 'title: "Watching a group"')
    text = change(("title: Consumer groups and rebalancing", f'title: "{title}"'))
    (problem,) = find({"chapters/a.md": other, "chapters/b.md": text})
    assert problem.startswith(
        f'docs/chapters/b.md:2: the title "{title.strip()}" is used twice, first in docs/chapters/a.md:2, '
    )


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param("## Idle {#spare-members-idle}", id="anchor"),
        pytest.param('## Idle {#idle was="spare-members-idle"}', id="former-anchor"),
    ],
)
def test_an_id_that_is_an_anchor_of_its_page_is_told(heading: str) -> None:
    text = change(("[[check-yourself]]", f"{heading}\n\n[[check-yourself]]"))
    assert find({"chapters/groups.md": text}) == [
        'docs/chapters/groups.md:15: the id "spare-members-idle" is the anchor of the heading in line 58 of the same '
        "page. Change one of them."
    ]


@pytest.mark.parametrize("src_uri", ["page.md", "chapters/groups.md"])
def test_a_source_explained_twice_is_told(src_uri: str) -> None:
    text = "# Page\n" if src_uri == "page.md" else WHOLE_CHAPTER
    notes = "\n[^kip]: KIP-848.\n[^docs]: The documentation.\n\n```text\n[^docs]: code\n```\n[^kip]: KIP-405.\n"
    (problem,) = find({src_uri: text + notes})
    line = text.count("\n") + 2
    assert problem == (
        f"docs/{src_uri}:{line + 6}: the source `[^kip]` is explained twice, first in line {line}; only one would be "
        "shown. Give this one another name."
    )
