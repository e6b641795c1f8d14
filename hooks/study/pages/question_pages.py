"""The pages of single questions, made from data: nothing on them is Markdown of a page, and most edits change none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from posixpath import join, normpath, relpath

from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import Question
from study.bank.urls import page_url, question_src, root_of
from study.pages.fragments import Fragments
from study.pages.markdown.field_markdown import plain_text
from study.pages.markdown.finishing import finish_html


@dataclass(frozen=True)
class QuestionPage:
    """A page that a template makes of one question, or of a former id that leads to its page."""

    src_uri: str
    title: str
    description: str
    template: str
    anchor: str
    """Of its heading."""

    source: str
    """Path of the chapter in which its question is written."""

    target: str = ""
    """Link to the question's own page, if this is one of a former id."""


def find_question_pages(chapters: Sequence[LoadedChapter], fragments: Fragments) -> Iterator[QuestionPage]:
    """Yield the page of each question and of each former id, in reading order."""
    for chapter in chapters:
        for question in chapter.front.questions:
            yield _describe(question, chapter, fragments)
            for former in question.was:
                target = root_of(question_src(former)) + page_url(question_src(question.id))
                title = "This question has moved"
                anchor, place = "this-question-has-moved", question_src(former)
                yield QuestionPage(place, title, "", "redirect.html", anchor, chapter.src_uri, target)


def _describe(question: Question, chapter: LoadedChapter, fragments: Fragments) -> QuestionPage:
    return QuestionPage(
        question_src(question.id),
        plain_text(fragments.place(question).ask),
        f"A {question.level} Kafka interview question from “{chapter.front.title}”, "
        "with its answer, reasons and sources.",
        "question.html",
        question.id,
        chapter.src_uri,
    )


def render_content(page: QuestionPage, fragments: Fragments) -> str:
    """Return what stands between the frame that all pages have: heading, question, and the way to others."""
    if page.target:
        beside = relpath(normpath(join(page_url(page.src_uri), page.target)), page_url(page.src_uri))
        return fragments.render_moved(page.title, page.anchor, f"{beside}/")
    return finish_html(fragments.render_question(page.anchor, page.src_uri))
