"""The questions of a chapter in a book: asked where they stand, answered at the chapter's end."""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.element import Tag

from study.book.links import ANSWER

TITLE = "Answers"
ANCHOR = "answers"


def move_answers(body: Tag) -> None:
    """Number the questions of a chapter, and put their answers into a section of its own before the sources."""
    articles = body.select("article.study-question")
    listed = [one for one in articles if one.get("id")]
    numbers = {str(one["data-question"]): number for number, one in enumerate(listed, 1)}
    if not numbers:
        return
    section = _make(f'<section class="answers"><h2 id="{ANCHOR}">{TITLE}</h2></section>')
    for article in articles:
        name = str(article["data-question"])
        details = [part.extract() for part in article.select("details")]
        _mark(article, name, numbers[name], is_listed=bool(article.get("id")))
        if article.get("id"):
            section.append(_answer(name, numbers[name], details))
    notes = body.find("div", class_="footnote")
    heading = notes.find_previous_sibling("h2") if isinstance(notes, Tag) else None
    if heading:
        heading.insert_before(section)
    else:
        body.append(section)


def _mark(article: Tag, name: str, number: int, *, is_listed: bool) -> None:
    """Put the question's number before it, and a link to its answer behind."""
    heading = article.find("h3")
    assert isinstance(heading, Tag)
    heading.name = "p"
    if is_listed:
        heading.insert(0, _make(f'<span class="number">{number}.</span>'))
        heading.insert(1, " ")
    article.append(_make(f'<p class="to-answer"><a href="#{ANSWER}{name}">Answer {number}</a></p>'))


def _answer(name: str, number: int, details: list[Tag]) -> Tag:
    answer = _make(f'<div class="answer" id="{ANSWER}{name}"></div>')
    answer.append(_make(f'<p class="answer-head"><a href="#{name}">Question {number}</a></p>'))
    for part in details:
        if summary := part.find("summary"):
            words = summary.get_text()
            summary.decompose()
            if words == "Hint":
                continue
        answer.extend(list(part.contents))
    return answer


def _make(html: str) -> Tag:
    made = BeautifulSoup(html, "html.parser").find()
    assert isinstance(made, Tag)
    return made
