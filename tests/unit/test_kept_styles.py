"""Joined stylesheets: taken from an earlier build exactly when they would be joined to the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from study.assets.kept_styles import keep_styles
from study.assets.vocabulary import Vocabulary

TARGET = "assets/study/site.css"
SHEETS = {"assets/study/page.css": "p { color: red }\nb { color: blue }\n"}
PARAGRAPHS = Vocabulary(tags={"p"})
BOTH = Vocabulary(tags={"p", "b"})


def join(folder: Path | None, everywhere: Vocabulary = PARAGRAPHS, sheets: dict[str, str] = SHEETS) -> tuple[str, str]:
    return keep_styles(sheets, TARGET, {}, everywhere, BOTH, folder)


def test_second_build_takes_what_the_first_joined(tmp_path: Path) -> None:
    joined = join(tmp_path)
    assert joined == join(None)
    (stored,) = tmp_path.iterdir()
    assert tuple(json.loads(stored.read_bytes())) == joined
    stored.write_text('["kept", ""]', encoding="utf-8")
    assert join(tmp_path) == ("kept", "")


@pytest.mark.parametrize(
    ("everywhere", "sheets"),
    [
        pytest.param(BOTH, SHEETS, id="other-words-on-pages"),
        pytest.param(PARAGRAPHS, {"assets/study/page.css": "p { color: green }\n"}, id="other-rules"),
    ],
)
def test_change_is_joined_anew(everywhere: Vocabulary, sheets: dict[str, str], tmp_path: Path) -> None:
    before = join(tmp_path)
    after = join(tmp_path, everywhere, sheets)
    assert after == join(None, everywhere, sheets)
    assert after != before
