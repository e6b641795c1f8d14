"""What shows only across pages, and what is no mistake; the mistakes themselves are in fixtures/broken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from study.authoring.prose import Heading
from study.bank.published import parse_published
from study.bank.topics import parse_topics
from study.checks.validate import find_today, validate_pages
from study.commands.check import render_findings
from study.commands.site_files import read_site, validate_site

from tests.unit.sample_chapter import (
    OTHER_CHAPTER,
    TODAY,
    TOPICS,
    WHOLE_CHAPTER,
    add_field,
    add_question,
    change,
    find,
    validate,
)


def test_chapters_come_with_their_places() -> None:
    (chapter,) = validate({"chapters/groups.md": WHOLE_CHAPTER, "index.md": "# Start\n"}).chapters
    assert chapter.src_uri == "chapters/groups.md"
    assert chapter.front.questions[0].kind == "options"
    assert chapter.lines == {"spare-members-idle": 15, "explain-rebalance-storm": 31}
    assert chapter.body.headings == (Heading(54, 2, "One partition, one owner", "one-owner"),)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            add_field("level: mid").replace("level: mid\n    level: mid", "level: staff # hard"), id="comment"
        ),
        pytest.param(add_field("fixed: true"), id="fixed"),
        pytest.param(add_field("card: false"), id="no-card"),
        pytest.param(add_field("source: KIP-848").replace("    source: https", "    # https", 1), id="kip"),
        pytest.param(add_field('kafka: "4.2"'), id="one-version-inside-the-chapters"),
        pytest.param(change(("Kafka adds two", "Kafka 3 adds ~~two~~ 2")), id="markdown-in-options"),
        pytest.param(
            change(("The two extra", "Press <kbd>Enter</kbd><br/>: `<b>` a < b, the two extra")), id="allowed-html"
        ),
        pytest.param(change(("The two extra", "See [there](other.md) or <mailto:a@b.org>; the two extra")), id="links"),
        pytest.param(change(("The two extra", "ZooKeeper is gone. The two extra")), id="zookeeper-said-to-be-gone"),
        pytest.param(WHOLE_CHAPTER.replace("\n", "\r\n"), id="line-ends-of-windows"),
        pytest.param(f"\ufeff{WHOLE_CHAPTER}", id="byte-order-mark"),
        pytest.param(
            change(("[[say]]", "```text\n[[nothing]]\n## No heading\n```\n\n[[say]]")), id="code-is-not-looked-into"
        ),
        pytest.param(
            add_question(
                "  - id: only-both\n    ask: Which two start a rebalance?\n    answers: [Only a join, A leave]\n"
                "    wrong:\n      - say: Only a commit\n        why: It changes no one.\n"
                "      - say: A read\n        why: It changes no one.\n    explain: Both change the members.\n"
            ),
            id="only-in-right-and-wrong",
        ),
        pytest.param(
            add_question(
                "  - id: number-in-ask\n    ask: A topic has 6 partitions. How many of 8 members read?\n    number: 6\n"
                "    explain: One each.\n    source: KIP-848\n"
            ),
            id="number-given-in-the-question",
        ),
        pytest.param(
            add_question(
                "  - id: which-of-two\n    ask: Does acks=0 or acks=all wait longer?\n    answer: acks=all\n"
                "    wrong:\n      - say: acks=0\n        why: It waits for none.\n"
                "      - say: Neither\n        why: One does.\n    explain: It waits for all in sync.\n"
            ),
            id="ask-names-right-and-wrong",
        ),
    ],
)
def test_no_mistake(text: str) -> None:
    found = validate({"chapters/groups.md": text, "chapters/other.md": OTHER_CHAPTER}).problems
    assert render_findings(found) == "Nothing to mend."


def test_an_id_used_in_two_chapters_shows_both_places() -> None:
    again = OTHER_CHAPTER.replace("explain-growing-lag", "explain-rebalance-storm")
    found = validate({"chapters/a.md": WHOLE_CHAPTER, "chapters/b.md": again}).problems
    assert [str(problem) for problem in found] == [
        'docs/chapters/b.md:21: the id "explain-rebalance-storm" is used twice, first in docs/chapters/a.md:31. '
        "Change this one."
    ]


@pytest.mark.parametrize(
    ("see", "found"),
    [
        pytest.param("b.md#one-owner", "", id="section-of-another-chapter"),
        pytest.param(
            "../terms.md#isr", "which is no chapter. Name the section of a chapter", id="page-that-is-no-chapter"
        ),
        pytest.param("b.md#xyz", 'leads to "b.md#xyz", but no heading has that anchor. Add', id="no-such-anchor"),
        pytest.param(
            "c.md#one-owner", 'leads to "c.md", but there is no such page. Did you mean `b.md`?', id="no-such-page"
        ),
    ],
)
def test_see_on_another_page(see: str, found: str) -> None:
    text = change(('see: "#one-owner"', f'see: "{see}"'))
    sources = {"chapters/a.md": text, "chapters/b.md": OTHER_CHAPTER, "terms.md": "# Terms\n\n## ISR {#isr}\n"}
    messages = [problem.message for problem in validate(sources).problems]
    assert (found in messages[0] and len(messages) == 1) if found else messages == []


def test_an_unreadable_chapter_is_one_problem_and_its_ids_are_not_gone() -> None:
    broken = WHOLE_CHAPTER.replace("level: mid", "level: @mid")
    published = parse_published("explain-rebalance-storm\nlag-is-a-difference\n", "docs/published-ids.txt")
    found = validate({"chapters/a.md": broken, "chapters/b.md": OTHER_CHAPTER}, published).problems
    assert [(problem.file, problem.line) for problem in found] == [("docs/chapters/a.md", 26)]


def test_ids_may_be_given_without_their_lines() -> None:
    (problem,) = validate({"chapters/a.md": WHOLE_CHAPTER}, ["long-gone"]).problems
    assert (problem.file, problem.line) == ("docs/published-ids.txt", 1)


def test_mistakes_in_the_lists_are_told_with_the_rest() -> None:
    found = validate_pages(
        {"chapters/a.md": WHOLE_CHAPTER},
        topics=parse_topics("consumer-groups: Consumer groups\nisr:\n", "docs/topics.yml"),
        published=parse_published("no id\n", "docs/published-ids.txt"),
        today=TODAY,
    ).problems
    assert [(problem.file, problem.line) for problem in found] == [
        ("docs/published-ids.txt", 1),
        ("docs/topics.yml", 2),
    ]


def test_the_root_is_named_in_every_place() -> None:
    pages = {"a.md": "---\nx: 1\n---\n"}
    found = validate_pages(pages, topics=TOPICS, published=["gone-id"], today=TODAY, root="pages").problems
    assert [problem.file for problem in found] == ["pages/a.md", "pages/published-ids.txt"]


@pytest.mark.parametrize(
    ("src_uri", "text"),
    [
        pytest.param("index.md", "# Start\n", id="without-front-matter"),
        pytest.param("index.md", "---\n---\n\n# Start\n", id="empty-front-matter"),
        pytest.param(
            "index.md", "---\ntitle: Start\nhide: [navigation]\nsearch:\n  exclude: true\n---\n", id="known-keys"
        ),
        pytest.param("chapters/index.md", "# Chapters\n\n[[chapter-list]]\n", id="index-of-the-chapters"),
        pytest.param("index.md", "# Part\n\n[[chapter-list: groups]]\n", id="list-of-some-chapters"),
        pytest.param("index.md", "", id="empty-page"),
        pytest.param("plans.md", "[[questions: spare-members-idle]]\n\n[[quiz: groups]]\n", id="markers-of-pages"),
        pytest.param("plans.md", "# How to\n\nWrite `[[say]]` or [[1, 2]].\n", id="brackets-that-are-no-marker"),
    ],
)
def test_plain_page_is_no_chapter(src_uri: str, text: str) -> None:
    validated = validate({src_uri: text, "chapters/groups.md": WHOLE_CHAPTER})
    assert (len(validated.chapters), validated.problems) == (1, ())


def test_line_of_a_mistake_inside_a_text_is_its_own() -> None:
    assert "groups.md:25:" in find(change(("The two extra members", "The two <u>extra</u> members")))


@pytest.mark.parametrize("hour", range(24))
def test_today_of_no_place_on_earth_is_in_the_future(hour: int) -> None:
    now = datetime(2026, 12, 31, hour, 30, tzinfo=UTC)
    calendars = [now.astimezone(timezone(timedelta(hours=offset))).date() for offset in range(-12, 15)]
    assert find_today(now) == max(calendars)


def test_commands_take_the_day_of_the_easternmost_author(tmp_path: Path) -> None:
    day = datetime.now(timezone(timedelta(hours=14))).date().isoformat()
    (tmp_path / "chapters").mkdir()
    (tmp_path / "topics.yml").write_text("consumer-groups: Consumer groups\n", encoding="utf-8")
    text = change(('checked: "2026-11-20"', f'checked: "{day}"'), ("    level: mid\n", f'    added: "{day}"\n'))
    (tmp_path / "chapters/groups.md").write_text(text, encoding="utf-8")
    assert validate_site(read_site([str(tmp_path)])).problems == ()
