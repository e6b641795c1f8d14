"""The check of the sources without a build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from study.commands.check import main

from tests.conftest import FIXTURE


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return shutil.copytree(FIXTURE / "docs", tmp_path / "docs")


def test_sound_sources_are_said_to_be_so(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(docs)]) == 0
    assert capsys.readouterr().out == "Nothing to mend.\n"


def test_mistakes_of_pages_and_of_the_glossary_are_told_at_once(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    glossary = docs / "glossary.md"
    text = glossary.read_text(encoding="utf-8")
    term = next(line for line in text.splitlines() if line.startswith(":   "))
    glossary.write_text(text.replace(term, ":   " + "word " * 40, 1), encoding="utf-8")
    chapter = docs / "chapters" / "log.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace("level: junior", "level: young", 1), encoding="utf-8"
    )
    assert main([str(docs)]) == 1
    said = capsys.readouterr().out
    assert " problems in 2 files" in said
    assert "has 40 words, at most 30 fit" in said
    assert "`young`" in said
