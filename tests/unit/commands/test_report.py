from __future__ import annotations

from pathlib import Path

from study.commands.report import render_report

from tests.unit.sample_chapter import FIXTURES, WHOLE_CHAPTER, validate

EXPECTED = FIXTURES / "whole-chapter-report.txt"


def test_report_of_a_small_bank() -> None:
    report = render_report(validate({"chapters/groups.md": WHOLE_CHAPTER}).chapters)
    assert report + "\n" == Path(EXPECTED).read_text(encoding="utf-8")


def test_right_options_that_are_the_longest_are_listed() -> None:
    text = (FIXTURES / "broken/warning-right-option-longest-on-site.md").read_text(encoding="utf-8")
    report = render_report(validate({"chapters/groups.md": text}).chapters)
    assert ["is", "the", "longest", "10", "91%"] in [line.split() for line in report.splitlines()]
    assert "right option is the longest in  by\n------------------------------  ---\nabout-disks" in report


def test_questions_that_are_alike_are_listed() -> None:
    text = (FIXTURES / "broken/warning-near-duplicate.md").read_text(encoding="utf-8")
    lines = render_report(validate({"chapters/groups.md": text}).chapters).splitlines()
    assert lines[-1].split()[:2] == ["spare-members-idle", "idle-spare-members"]


def test_an_empty_bank_has_a_report() -> None:
    assert "right option is the longest" not in render_report(())
