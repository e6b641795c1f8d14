from __future__ import annotations

from dataclasses import replace

import pytest
from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import Question, Trace
from study.bank.site import SitePage
from study.pages.glossary import Term
from study.pages.markdown.field_markdown import FieldMarkdown
from study.search.entries import QUESTION_BOOST, Entry, Group, list_pages, list_questions, list_terms

from tests.unit.sample_chapter import WHOLE_CHAPTER, validate

QUESTION = Question(
    id="shown",
    ask="What does `poll()` do?",
    trace=Trace(code="a <\n  b", lang="java", prints="42"),
    explain="It [fetches](log.md) **all**.",
)
TERM = Term("`acks`", ("acknowledgments",), (), "acks", "Waits for `all` < of them.", "chapters/log.md#append", 1)


@pytest.fixture
def chapter() -> LoadedChapter:
    (loaded,) = validate({"chapters/log.md": WHOLE_CHAPTER}).chapters
    return replace(loaded, front=loaded.front.model_copy(update={"questions": (QUESTION,)}))


def page(src_uri: str) -> SitePage:
    return SitePage(src_uri, "Title", "", "", "")


def test_pages_are_grouped_by_chapter(chapter: LoadedChapter) -> None:
    html = '<h1>The log</h1><p>Text.</p><h2 id="a">A</h2><p>More.</p>'
    pages = [(page("chapters/log.md"), html), (page("index.md"), "<p>Start.</p>")]
    assert list(list_pages(pages, [chapter])) == [
        Group("pages", (Entry("", "Title", "Start."),)),
        Group("log", (Entry("chapters/log/", "The log", "Text."), Entry("chapters/log/#a", "A", "More."))),
    ]


def test_letters_of_the_glossary_are_no_entries() -> None:
    html = '<h1>Glossary</h1><p>All.</p><h2 id="a">A</h2><p>acks</p>'
    assert list(list_pages([(page("glossary.md"), html)], [])) == [
        Group("pages", (Entry("glossary/", "Glossary", "All."),)),
    ]


def test_questions_are_known_by_all_their_texts(chapter: LoadedChapter) -> None:
    entry = Entry("q/shown/", "What does `poll()` do?", "It fetches all. a < b 42")
    markdown = FieldMarkdown("chapters/log.md")
    assert list(list_questions([chapter], lambda _: markdown)) == [
        Group("log-questions", (entry,), QUESTION_BOOST, lead="log")
    ]


def test_terms_lie_with_the_chapter_that_teaches_them(chapter: LoadedChapter) -> None:
    elsewhere = replace(TERM, anchor="other", teaches="hosting.md#a")
    title, text = "`acks` (acknowledgments)", "Waits for all < of them."
    assert list(list_terms([TERM, elsewhere], [chapter])) == [
        Group("log", (Entry("glossary/#acks", title, text),), 1.5),
        Group("pages", (Entry("glossary/#other", title, text),), 1.5),
    ]
