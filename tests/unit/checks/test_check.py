from __future__ import annotations

from pathlib import Path

import pytest
from study.commands.check import main

from tests.unit.sample_chapter import WHOLE_CHAPTER, change


@pytest.mark.parametrize(
    ("text", "code", "printed"),
    [
        pytest.param(WHOLE_CHAPTER, 0, "Nothing to mend.", id="nothing"),
        pytest.param(change(("What happens?", "Six members read, two stay idle?")), 0, "1 warning:", id="warning"),
        pytest.param(change(("level: mid", "level: low")), 1, "1 problem in 1 file, nothing was built.", id="error"),
    ],
)
def test_check(text: str, code: int, printed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "chapters").mkdir()
    (tmp_path / "topics.yml").write_text("consumer-groups: Consumer groups\n", encoding="utf-8")
    (tmp_path / "chapters/groups.md").write_text(text, encoding="utf-8")
    assert main([str(tmp_path)]) == code
    assert capsys.readouterr().out.splitlines()[0] == printed


def test_a_folder_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["no-such-folder"])
    assert "there is no folder no-such-folder" in capsys.readouterr().err


def test_a_page_in_another_encoding_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.md").write_bytes("Größe".encode("latin-1"))
    with pytest.raises(SystemExit):
        main([str(tmp_path)])
    assert "index.md is not in UTF-8" in capsys.readouterr().err
