"""Chapters without mistakes for tests to change, and the findings of its pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from study.checks.validate import Validated, validate_pages
from study.commands.check import render_findings
from study.receipts.reading import read_receipts

FIXTURES = Path(__file__).parents[1] / "fixtures"
WHOLE_CHAPTER = (FIXTURES / "whole-chapter.md").read_text(encoding="utf-8")
OTHER_CHAPTER = (FIXTURES / "other-chapter.md").read_text(encoding="utf-8")
RECEIPTS = read_receipts(FIXTURES / "site" / "docs" / "receipts")
TODAY = date(2026, 11, 23)
TOPICS = {"consumer-groups": "Consumer groups", "acks": "Acknowledgments"}


def change(*replacements: tuple[str, str]) -> str:
    """Return the chapter with each text replaced at its first place, which must exist."""
    text = WHOLE_CHAPTER
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def add_field(field: str) -> str:
    """Return the chapter with a line more in its first question."""
    return change(("    level: mid\n", f"    level: mid\n    {field}\n"))


def add_question(question: str, chapter: str = WHOLE_CHAPTER) -> str:
    """Return the chapter with a question more at its end."""
    return chapter.replace("---\n\n[[say]]", f"\n{question.strip(chr(10))}\n---\n\n[[say]]", 1)


def validate(sources: Mapping[str, str], published: Collection[str] = (), anchors: Collection[str] = ()) -> Validated:
    """Return what there is to say of the pages on the day of the tests."""
    return validate_pages(sources, topics=TOPICS, published=published, anchors=anchors, receipts=RECEIPTS, today=TODAY)


def find(text: str, published: Collection[str] = ()) -> str:
    """Return the findings of one chapter as authors see them."""
    return render_findings(validate({"chapters/groups.md": text}, published).problems)
