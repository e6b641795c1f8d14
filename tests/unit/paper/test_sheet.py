"""What a cheat sheet takes from its chapter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from study.authoring.prose import Heading
from study.pages.markdown.field_markdown import FieldMarkdown
from study.paper.runs import Run, plain, read_line
from study.paper.sheet import Sheet, cut_sections, read_sheet

from tests.unit.paper.sample_sheet import SECTIONS, make_chapter


@pytest.fixture
def sheet() -> Sheet:
    """The sheet of a chapter with every section."""
    chapter = make_chapter()
    return read_sheet(chapter, 3, cut_sections(SECTIONS), FieldMarkdown(chapter.src_uri))


@pytest.mark.parametrize(
    ("html", "runs"),
    [
        pytest.param("One <code>two</code>", (Run("One "), Run("two", code=True)), id="code"),
        pytest.param(
            "<strong>One <code>two</code></strong>",
            (Run("One ", strong=True), Run("two", code=True, strong=True)),
            id="nested",
        ),
        pytest.param(" One\n  two ", (Run("One two"),), id="spaces"),
        pytest.param("7\u00a0days", (Run("7\u00a0days"),), id="no-break-stays"),
        pytest.param('One<sup id="fnref:a"><a>1</a></sup>.', (Run("One."),), id="footnote"),
        pytest.param("2<sup>10</sup>", (Run("210"),), id="superscript-is-text"),
        pytest.param("<script>x</script><!-- y -->One &lt;b&gt;", (Run("One <b>"),), id="unseen"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_runs(html: str, runs: tuple[Run, ...]) -> None:
    assert read_line(html) == runs


def test_settings_are_the_rows_of_the_table(sheet: Sheet) -> None:
    assert sheet.columns == ("Config", "Default", "Since", "Change it when")
    assert [[plain(cell) for cell in row] for row in sheet.settings] == [
        ["acks", "all", "3.0 (1 before)", "Loss is fine"],
        ["linger.ms", "5\u00a0ms", "", "Batches are small"],
    ]


def test_traps_say_what_to_say_and_not_why(sheet: Sheet) -> None:
    assert [(plain(trap.wrong), plain(trap.right)) for trap in sheet.traps] == [
        ("“Reading deletes.”", "retention, removes it."),
        ("“Plain.”", "As it stands."),
    ]


def test_numbers_are_the_answers_of_questions(sheet: Sheet) -> None:
    assert [(plain(fact.ask), fact.number) for fact in sheet.numbers] == [
        ("A log starts at offset 0 and holds 168 records. What is the next offset?", "168\u00a0offset")
    ]


def test_answer_is_the_spoken_one(sheet: Sheet) -> None:
    assert plain(sheet.say[0]).startswith("A partition is a log. A producer sends a batch,")


def test_chapter_without_sections_has_what_there_is() -> None:
    chapter = make_chapter()
    sheet = read_sheet(chapter, 1, cut_sections("<h2 id='other'>Other</h2>"), FieldMarkdown(chapter.src_uri))
    assert (sheet.columns, sheet.settings, sheet.traps) == ((), (), ())
    assert sheet.say


def test_diagrams_of_the_picture_come_first() -> None:
    chapter = make_chapter("one", "two", "three")
    headings = (Heading(15, 2, "The picture", "picture"), Heading(25, 2, "More", "more"))
    chapter = replace(chapter, body=replace(chapter.body, headings=headings))
    sheet = read_sheet(chapter, 1, "", FieldMarkdown(chapter.src_uri))
    assert [diagram.source for diagram in sheet.diagrams] == ["two", "one", "three"]
