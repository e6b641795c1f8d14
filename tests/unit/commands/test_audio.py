"""`make audio` says in one sentence what is missing, and makes nothing twice."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from study.commands import audio

from tests.conftest import FIXTURE


def test_missing_extra_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(FIXTURE / "docs", tmp_path / "docs")
    (tmp_path / "docs/audio/log.json").unlink()
    monkeypatch.setitem(sys.modules, "study.audio.synthesis.clips", None)
    assert audio.main([str(tmp_path / "docs")]) == 1
    assert capsys.readouterr().err == f"{audio.MISSING}\n"


def test_sound_that_says_what_its_script_says_is_not_made_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert audio.main([str(FIXTURE / "docs")]) == 0
    assert capsys.readouterr().out == "The sound of every episode is what its script says.\n"
