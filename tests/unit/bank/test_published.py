from __future__ import annotations

from pathlib import Path

import pytest
from study.bank.published import ANCHORS, add_published, parse_published
from study.commands.publish import main

from tests.unit.sample_chapter import WHOLE_CHAPTER, add_field, change


def test_ids_keep_their_lines() -> None:
    ids = parse_published("# a remark\none-id\n\nother-id # why\none-id\n", "docs/published-ids.txt")
    assert dict(ids) == {"one-id": 2, "other-id": 4}
    assert ids.problems == ()


def test_a_line_that_is_no_id_is_told() -> None:
    problems = parse_published("one id\n", "docs/published-ids.txt").problems
    assert [str(problem) for problem in problems] == [
        'docs/published-ids.txt:1: "one id" is no id. Put one id on the line, or `#` before a remark.'
    ]


def test_anchors_keep_their_lines() -> None:
    anchors = parse_published("# a remark\nlog#append # why\nlog#find\n", "docs/published-anchors.txt", ANCHORS)
    assert dict(anchors) == {"log#append": 2, "log#find": 3}
    assert anchors.problems == ()


def test_a_line_that_is_no_anchor_is_told() -> None:
    problems = parse_published("#append\nappend\n", "docs/published-anchors.txt", ANCHORS).problems
    assert [str(problem) for problem in problems] == [
        'docs/published-anchors.txt:2: "append" is no anchor. Put one anchor on the line, or `#` before a remark.'
    ]


def test_ids_are_added_in_order_and_remarks_stay() -> None:
    assert (
        add_published("# Ids\nc-three # why\n\na-one\n", ["b-two", "a-one"]) == "# Ids\na-one\nb-two\nc-three # why\n"
    )


def test_a_new_list_says_what_it_is_for() -> None:
    text = add_published("", ["b-two", "a-one"])
    assert text.startswith("# Ids of questions")
    assert list(parse_published(text, "")) == ["a-one", "b-two"]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    docs = tmp_path / "docs"
    (docs / "chapters").mkdir(parents=True)
    (docs / "topics.yml").write_text("consumer-groups: Consumer groups\n", encoding="utf-8")
    (docs / "chapters/groups.md").write_text(WHOLE_CHAPTER, encoding="utf-8")
    return docs


def test_new_ids_are_added_and_told(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(docs)]) == 0
    listed = docs / "published-ids.txt"
    assert list(parse_published(listed.read_text(encoding="utf-8"), "")) == [
        "explain-rebalance-storm",
        "spare-members-idle",
    ]
    anchors = docs / "published-anchors.txt"
    assert capsys.readouterr().out == (
        f"Added to {listed}:\n  explain-rebalance-storm\n  spare-members-idle\n"
        f"Added to {anchors}:\n  groups#one-owner\n"
    )
    assert main([str(docs)]) == 0
    assert capsys.readouterr().out == (
        f"Nothing to add: {listed} lists every id.\nNothing to add: {anchors} lists every anchor.\n"
    )


def test_a_former_id_stays_listed(docs: Path) -> None:
    (docs / "published-ids.txt").write_text("idle-members\n", encoding="utf-8")
    (docs / "chapters/groups.md").write_text(add_field("was: [idle-members]"), encoding="utf-8")
    assert main([str(docs)]) == 0
    assert "idle-members" in parse_published((docs / "published-ids.txt").read_text(encoding="utf-8"), "")


def test_nothing_is_added_while_there_are_errors(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (docs / "chapters/groups.md").write_text(change(("level: mid", "level: middle")), encoding="utf-8")
    assert main([str(docs)]) == 1
    assert not (docs / "published-ids.txt").exists()
    assert "Did you mean `mid`?" in capsys.readouterr().err
