"""What a book takes of a chapter's page."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from study.book.book import list_sections
from study.book.content import BookChapter, read_chapter
from study.book.links import BookLinks, Spot

from tests.unit.paper.sample_sheet import make_figure

LINKS = BookLinks(
    {"chapters/log.md": "log", "chapters/groups.md": "groups"},
    {"one-owner": "groups", "next": "log"},
    lambda path: f"https://x.example/{path}",
)
QUESTION = """
<article class="study-question"{id} data-question="next"><h3 class="study-question__ask">What is next?</h3>
<ol class="study-options" type="A"><li>1</li><li>2</li></ol>
<details class="study-hint"><summary>Hint</summary><p>Count.</p></details>
<details class="study-question__answer"><summary>Answer and reasons</summary><p class="study-answer">2</p>
<p class="study-links"><a href="../../chapters/log/#reads">Read</a><a href="../../q/next/">Link to this question</a></p>
</details></article>
"""
TIMELINE = (
    '<figure class="study-diagram" data-kind="gantt"><div class="study-diagram__scroll">'
    '<svg class="x" width="100%" height="80"><title id="d-0000beef-title">Stops</title>'
    '<desc id="d-0000beef-text">Both\n stop.</desc><svg x="10%"><rect x="50%"/></svg></svg></div></figure>'
)


def read(html: str) -> BookChapter:
    chapter: Any = SimpleNamespace(src_uri="chapters/log.md", slug="log", front=SimpleNamespace(title="The log"))
    return read_chapter(chapter, 1, html, LINKS)


def parse(chapter: BookChapter) -> BeautifulSoup:
    return BeautifulSoup(chapter.body, "html.parser")


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("#reads", Spot("log", "reads")),
        ("#fn:one", Spot("log", "fn-one")),
        ("../groups/#join", Spot("groups", "join")),
        ("../groups/", Spot("groups")),
        ("../../q/one-owner/", Spot("groups", "answer-one-owner")),
        ("../../glossary/#isr", "https://x.example/glossary/#isr"),
        ("../../receipts/loss/#lost", "https://x.example/receipts/loss/#lost"),
        ("#only-on-the-page", "https://x.example/chapters/log/#only-on-the-page"),
        ("https://kafka.apache.org/", "https://kafka.apache.org/"),
    ],
)
def test_links_lead_into_the_book_where_they_can(href: str, target: Spot | str) -> None:
    assert LINKS.resolve(href, "chapters/log.md", {"reads", "fn-one"}) == target


def test_question_is_asked_where_it_stands_and_answered_before_the_sources() -> None:
    listed = QUESTION.replace("{id}", ' id="next"')
    notes = '<h2 id="sources">Sources</h2><div class="footnote"><ol><li id="fn:one">Code</li></ol></div>'
    page = parse(read(f'<h1 id="t">The log</h1>{QUESTION.replace("{id}", "")}<h2 id="ask">Ask</h2>{listed}{notes}'))
    assert [part["id"] for part in page.select("h2, .answer, .footnote li")] == [
        "ask",
        "answers",
        "answer-next",
        "sources",
        "fn-one",
    ]
    assert [link["href"] for link in page.select(".to-answer a")] == ["#log/answer-next"] * 2
    answer = page.select(".answer")[0]
    assert answer.select(".study-answer")[0].get_text() == "2"
    # The section that the answer names is not on this page, and its question's own page is the answer itself.
    assert [link["href"] for link in answer.select("a")] == ["#log/next", "https://x.example/chapters/log/#reads"]
    assert "Count" not in page.get_text()


def test_what_only_a_browser_can_do_is_left_out() -> None:
    term = '<study-term><button class="study-term" popovertarget="t">ISR</button><span popover id="t">In sync</span>'
    chapter = read(
        f'<h2 id="a">Acks<a class="headerlink" href="#a">#</a></h2><p>The {term}</study-term> &amp; more<br></p>'
        '<details class="question"><summary>Mid: Why?</summary><p>So.</p></details>'
        '<form><input value="7"><output>7</output></form><script>run()</script>'
    )
    assert list_sections(chapter) == [("a", "Acks")]
    assert "<p>The ISR &amp; more<br/></p>" in chapter.body
    assert '<div class="question"><p class="summary">Mid: Why?</p><p>So.</p></div>' in chapter.body
    assert not parse(chapter).select("button, [popover], form, input, output, script, details")


def test_pictures_are_complete_by_themselves() -> None:
    figure = make_figure(200, 120).replace('id="t"', 'id="d-0000cafe-title"')
    legend = '<ul class="study-diagram__legend"><li><svg width="32"><path d="M1 5H31"/></svg>no control</li></ul>'
    chapter = read(f"<p>One</p>{figure.replace('</figure>', legend + '</figure>')}{TIMELINE}")
    assert [part["data-picture"] for part in parse(chapter).select("figure")] == ["d-0000cafe", "d-0000beef"]
    first, second = chapter.pictures.values()
    assert (first.width, first.height, first.title) == (200, 140, "A & B")
    assert "no control</text></g></svg>" in first.svg
    assert 'viewBox="0 0 620 80"' in second.svg
    assert second.svg.count("<svg") == second.svg.count("</svg>") == 2
    assert second.description == "Both stop."
