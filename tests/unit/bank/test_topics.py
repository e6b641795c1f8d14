from __future__ import annotations

from pathlib import Path

import pytest
from study.bank.topics import parse_topics, read_topics

ROOT = Path(__file__).parents[3]


def test_topics_keep_their_order() -> None:
    topics = parse_topics("# a remark\nisr: In-sync replicas\nacks: Acks\n", "docs/topics.yml")
    assert list(topics.items()) == [("isr", "In-sync replicas"), ("acks", "Acks")]
    assert topics.problems == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("Page_Cache: Cache", '1: "Page_Cache" is no slug. Write it in lower case with dashes.', id="slug"),
        pytest.param("isr:", "1: the topic `isr` has no label. Write `isr: Label` as text.", id="label-missing"),
        pytest.param("tls: no", "1: the topic `tls` has no label. Write `tls: Label` as text.", id="label-not-text"),
        pytest.param("# x\n- isr", "2: `key: value` lines are expected here. Write one a line.", id="list"),
        pytest.param("isr: A\nisr: B", "2: the key `isr` stands twice, first in line 1. Keep one of them.", id="twice"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, problem: str) -> None:
    problems = parse_topics(text, "docs/topics.yml").problems
    assert [str(problem) for problem in problems] == [f"docs/topics.yml:{problem}"]


def test_the_sites_own_topics_are_whole() -> None:
    topics = read_topics(ROOT / "docs/topics.yml")
    assert topics
    assert topics.problems == ()


def test_no_file_is_no_topics(tmp_path: Path) -> None:
    assert read_topics(tmp_path / "topics.yml") == {}
