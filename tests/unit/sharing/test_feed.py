from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from study.bank.site import Site
from study.pages.fragments import Fragments
from study.sharing.feed import render_feed

from tests.unit.sample_chapter import WHOLE_CHAPTER, change, validate

ATOM = "{http://www.w3.org/2005/Atom}"
CHECKED = 'checked: "2026-11-20"'
SITE = Site("Kafka & friends", "A site.", "https://site.example/kafka/")


def read(text: str) -> ET.Element:
    validated = validate({"chapters/groups.md": text})
    assert not [problem for problem in validated.problems if problem.severity == "error"]
    return ET.fromstring(render_feed(SITE, validated.chapters, Fragments(validated.chapters)))


def entry(feed: ET.Element, path: str) -> ET.Element:
    (found,) = (
        one for one in feed.findall(f"{ATOM}entry") if one.findtext(f"{ATOM}id") == f"tag:site.example,2026:{path}"
    )
    return found


def days(element: ET.Element) -> tuple[str, str]:
    published, updated = (element.findtext(f"{ATOM}{name}") or "" for name in ("published", "updated"))
    return published.removesuffix("T00:00:00Z"), updated.removesuffix("T00:00:00Z")


def test_feed_has_what_atom_requires() -> None:
    feed = read(WHOLE_CHAPTER)
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
            assert element.findtext(f"{ATOM}{name}")
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Kafka & friends"
    ids = [one.text for one in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("front", "chapter", "question"),
    [
        pytest.param(CHECKED, ("2026-11-20", "2026-11-20"), ("2026-11-20", "2026-11-20"), id="checked-alone"),
        pytest.param(
            f'{CHECKED}\nadded: "2026-09-01"',
            ("2026-09-01", "2026-11-20"),
            ("2026-09-01", "2026-09-01"),
            id="checked-again-changes-the-chapter-only",
        ),
        pytest.param(
            f'{CHECKED}\nadded: "2026-11-22"',
            ("2026-11-22", "2026-11-22"),
            ("2026-11-22", "2026-11-22"),
            id="added-later",
        ),
    ],
)
def test_days(front: str, chapter: tuple[str, str], question: tuple[str, str]) -> None:
    feed = read(change((CHECKED, front)))
    assert days(entry(feed, "chapters/groups")) == chapter
    assert days(entry(feed, "q/spare-members-idle")) == question


def test_question_added_later_comes_first() -> None:
    feed = read(change(("    level: mid\n", '    level: mid\n    added: "2026-11-22"\n')))
    first = feed.find(f"{ATOM}entry")
    assert first is not None
    assert first.findtext(f"{ATOM}id") == "tag:site.example,2026:q/spare-members-idle"
    assert days(feed)[1] == "2026-11-22"


def test_addresses_are_whole() -> None:
    links = [link.get("href", "") for link in read(WHOLE_CHAPTER).iter(f"{ATOM}link")]
    assert [link for link in links if not link.startswith(SITE.url)] == []
