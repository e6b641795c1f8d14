from __future__ import annotations

from study.commands.site_files import read_site, validate_site
from study.pages.related import RelatedQuestions

from tests.conftest import FIXTURE

CHAPTERS = validate_site(read_site([str(FIXTURE / "docs")])).chapters


def find(question_id: str) -> list[str]:
    return [question.id for question in RelatedQuestions(CHAPTERS).find(question_id)]


def test_a_sibling_comes_before_what_shares_the_section() -> None:
    assert find("offset-is-next")[0] == "position-number"


def test_siblings_are_related_both_ways() -> None:
    assert "offset-is-next" in find("position-number")


def test_a_section_of_another_chapter_relates_its_questions() -> None:
    assert find("who-moves-partitions") == ["append-order", "files-of-a-segment"]


def test_neighbours_and_the_question_itself_are_left_out() -> None:
    ids = [question.id for question in CHAPTERS[1].front.questions]
    for before, question_id, after in zip(ids, ids[1:], ids[2:], strict=False):
        assert not {before, question_id, after} & set(find(question_id))
