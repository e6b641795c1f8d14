"""Every mistake an author can make, each in a file of its own, with the whole report it must produce."""

from __future__ import annotations

from pathlib import Path

import pytest
from study.bank.published import read_published
from study.commands.check import render_findings
from study.receipts.reading import parse_receipt

from tests.unit.sample_chapter import FIXTURES, WHOLE_CHAPTER, find, validate

BROKEN = FIXTURES / "broken"


def place(name: str) -> str:
    return f"{name}.md" if name.startswith("page-") else f"chapters/{name}.md"


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(BROKEN.glob("*.md"))])
def test_mistake_produces_the_report_beside_it(path: Path) -> None:
    text = path.read_bytes().decode()
    published = read_published(BROKEN / f"{path.stem}.ids")
    report = (BROKEN / f"{path.stem}.txt").read_text(encoding="utf-8")
    assert render_findings(validate({place(path.stem): text}, published).problems) + "\n" == report


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(BROKEN.glob("*.json"))])
def test_broken_receipt_produces_the_report_beside_it(path: Path) -> None:
    _, problems = parse_receipt(path.read_bytes(), path.stem, f"docs/receipts/{path.name}")
    assert render_findings(problems) + "\n" == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_every_report_belongs_to_a_file() -> None:
    broken = [*BROKEN.glob("*.md"), *BROKEN.glob("*.json")]
    assert {path.stem for path in BROKEN.glob("*.txt")} == {path.stem for path in broken}


def test_a_whole_chapter_has_nothing_to_mend() -> None:
    assert find(WHOLE_CHAPTER) == "Nothing to mend."


def test_no_mistake_hides_those_of_other_pages() -> None:
    sources = {place(path.stem): path.read_bytes().decode() for path in sorted(BROKEN.glob("*.md"))}
    found = {problem.file for problem in validate(sources).problems}
    only_with_a_list = {"docs/chapters/id-gone.md"}
    assert {f"docs/{src_uri}" for src_uri in sources} - found <= only_with_a_list
