"""What a machine can check of the chapters that readers get: parts, diagrams, sources, questions."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import pytest
from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import KINDS
from study.bank.published import read_published
from study.bank.topics import read_topics
from study.checks.validate import Validated, validate_pages
from study.receipts.reading import FOLDER, read_receipts

DOCS = Path(__file__).parents[3] / "docs"
SOURCES = {path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md")}
CHAPTERS = [PurePosixPath(src_uri).stem for src_uri in SOURCES if src_uri.startswith("chapters/")]
OPENING = ["say-it", "try-first", "picture"]
CLOSING = ["costs", "settings", "slips", "follow-ups", "war-story", "check-yourself", "sources"]
MARKERS = ["say", "try-first", "check-yourself", "sources"]
HOSTS_WITH_SOURCES = {"github.com", "kafka.apache.org", "cwiki.apache.org", "issues.apache.org"}

FOOTNOTE = re.compile(r"^\[\^([\w-]+)\]: (.*)$", re.MULTILINE)
CITED = re.compile(r"(?<!^)\[\^([\w-]+)\]", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def site() -> Validated:
    return validate_pages(
        SOURCES,
        topics=read_topics(DOCS / "topics.yml"),
        published=read_published(DOCS / "published-ids.txt"),
        today=date.today(),
        receipts=read_receipts(DOCS / FOLDER),
    )


@pytest.fixture(params=CHAPTERS)
def chapter(request: pytest.FixtureRequest, site: Validated) -> LoadedChapter:
    return next(one for one in site.chapters if one.src_uri == f"chapters/{request.param}.md")


def body_of(chapter: LoadedChapter) -> str:
    return SOURCES[chapter.src_uri].split("\n---\n", 1)[1]


def test_nothing_is_left_to_mend(site: Validated) -> None:
    assert [str(problem) for problem in site.problems] == []


def test_every_question_is_published(site: Validated) -> None:
    ids = {question.id for chapter in site.chapters for question in chapter.front.questions}
    assert ids - set(read_published(DOCS / "published-ids.txt")) == set()


def test_bank_has_140_questions_or_more(site: Validated) -> None:
    assert sum(len(chapter.front.questions) for chapter in site.chapters) >= 140


def test_parts_stand_in_order(chapter: LoadedChapter) -> None:
    anchors = [heading.anchor for heading in chapter.body.headings if heading.level == 2]
    assert anchors[:3] == OPENING
    assert anchors[-7:] == CLOSING
    assert 3 <= len(anchors) - 10 <= 6
    assert [marker.name for marker in chapter.body.markers if marker.name != "design"] == MARKERS


def test_prose_has_the_length_of_a_chapter(chapter: LoadedChapter) -> None:
    prose = FENCED.sub("", FOOTNOTE.sub("", body_of(chapter)))
    words = [word for line in prose.splitlines() if not line.startswith(("|", "[[", "#")) for word in line.split()]
    assert 2000 <= len(words) <= 3500


def test_three_diagrams_or_more_say_in_words_what_they_show(chapter: LoadedChapter) -> None:
    assert len(chapter.body.diagrams) >= 3
    for diagram in chapter.body.diagrams:
        assert re.search(r"^\s*accTitle:? ?\S", diagram.source, re.MULTILINE)
        described = re.search(r"accDescr(?::(.*)|\s*{([^}]*)})", diagram.source)
        assert described is not None
        assert len((described[1] or described[2]).split()) >= 8


def test_every_source_that_is_cited_is_given_and_the_other_way_round(chapter: LoadedChapter) -> None:
    body = body_of(chapter)
    given = [name for name, _ in FOOTNOTE.findall(body)]
    assert len(given) >= 15
    assert len(given) == len(set(given))
    assert set(CITED.findall(body)) == set(given)


def test_every_source_has_an_address_that_is_well_formed(chapter: LoadedChapter) -> None:
    for name, text in FOOTNOTE.findall(body_of(chapter)):
        urls = re.findall(r"\]\((\S+?)\)(?=[^)]|$)", text)
        assert urls, name
        for url in urls:
            parts = urlsplit(url)
            assert parts.scheme == "https", url
            assert "." in parts.netloc, url
            if parts.netloc == "github.com" and parts.path.startswith("/apache/kafka/blob/"):
                assert re.fullmatch(r"/apache/kafka/blob/\d\.\d\.\d/[\w./+-]+\.\w+", parts.path), url


def test_most_sources_are_primary(chapter: LoadedChapter) -> None:
    hosts = [
        urlsplit(url).netloc
        for _, text in FOOTNOTE.findall(body_of(chapter))
        for url in re.findall(r"\((https\S+?)\)", text)
    ]
    primary = [host for host in hosts if host in HOSTS_WITH_SOURCES]
    assert len(primary) / len(hosts) >= 0.6


def test_questions_are_of_every_kind(chapter: LoadedChapter) -> None:
    kinds = Counter(question.kind for question in chapter.front.questions)
    assert set(kinds) == set(KINDS)
    assert 30 <= kinds.total() <= 35
    assert kinds["talk"] >= 4
    assert kinds["trace"] >= 2
    assert kinds["number"] >= 3


def test_levels_are_spread_as_interviews_spread_them(chapter: LoadedChapter) -> None:
    questions = chapter.front.questions
    share = {
        level: sum(q.level == level for q in questions) / len(questions)
        for level in ("junior", "mid", "senior", "staff")
    }
    for level, aim in {"junior": 0.2, "mid": 0.4, "senior": 0.3, "staff": 0.1}.items():
        assert abs(share[level] - aim) <= 0.07, share


def test_spoken_questions_have_follow_ups_that_climb(chapter: LoadedChapter) -> None:
    order = ("junior", "mid", "senior", "staff")
    for question in chapter.front.questions:
        if question.talk:
            levels = [order.index(followup.level) for followup in question.talk.followups]
            assert levels, question.id
            assert levels == sorted(levels), question.id


def test_questions_name_the_section_that_teaches_them(chapter: LoadedChapter) -> None:
    assert [question.id for question in chapter.front.questions if question.see is None] == []
