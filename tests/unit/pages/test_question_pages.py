"""Pages of single questions: what they are made from, and when they are made again."""

from __future__ import annotations

from datetime import date

from study.bank.loaded_chapter import LoadedChapter
from study.bank.site import Site
from study.checks.validate import validate_pages
from study.pages.fragments import Fragments
from study.pages.question_pages import QuestionPage, find_question_pages, render_content

SITE = Site("Kafka", "About Kafka.", "https://example.org/")
CHAPTER = """---
title: The log
description: What a broker writes, in which order, and what every reader of it may count on.
checked: "2026-01-01"
kafka: "4.0"
say: Short.
questions:
  - id: first
    ask: Which offsets has ISR {1, 2} confirmed?
    answer: All.
    explain: They answered.
    level: junior
    topics: [log]
    was: [former]
  - id: second
    ask: And then?
    answer: None.
    explain: They waited.
    level: mid
    topics: [log]
---
"""


def load(text: str = CHAPTER) -> tuple[LoadedChapter, ...]:
    pages = {"chapters/log.md": text}
    return validate_pages(pages, topics={"log": "The log"}, published=(), today=date(2026, 1, 2)).chapters


def find() -> dict[str, QuestionPage]:
    chapters = load()
    pages = find_question_pages(chapters, Fragments(chapters, {"log": "The log"}))
    return {page.src_uri: page for page in pages}


def test_each_question_and_each_former_id_has_a_page() -> None:
    assert list(find()) == ["q/first.md", "q/former.md", "q/second.md"]


def test_heading_is_what_is_asked_whatever_it_holds() -> None:
    html = render_content(find()["q/first.md"], Fragments(load(), {}))
    assert html.count("<h1") == 1
    assert ('<h1 id="first">Which offsets has ISR {1, 2} confirmed?<a class="headerlink" href="#first"') in html


def test_former_id_leads_to_the_page_beside_it() -> None:
    page = find()["q/former.md"]
    assert page.target == "../../q/first/"
    assert '<a href="../first/">' in render_content(page, Fragments(load(), {}))
