from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from study.kept_texts import KeptTexts, digest, find_makers


def never() -> str:
    raise AssertionError("made again")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "texts.kept"


def test_text_is_made_once_for_all_builds(file: Path) -> None:
    first = KeptTexts(file, "1")
    assert first.find("a", lambda: "A") == "A"
    assert first.find("a", never) == "A"
    first.save()
    assert KeptTexts(file, "1").find("a", never) == "A"


def test_text_is_made_again_when_its_makers_change(file: Path) -> None:
    first = KeptTexts(file, "1")
    first.find("a", lambda: "A")
    first.save()
    assert KeptTexts(file, "2").find("a", lambda: "B") == "B"


@pytest.mark.parametrize("patience", [0, 3])
def test_text_that_nobody_asks_for_is_forgotten_after_a_while(patience: int, file: Path) -> None:
    def build(*sources: str) -> list[str]:
        kept = KeptTexts(file, "1", patience)
        found = [kept.find(source, lambda: f"made by {sources[-1]}") for source in sources]
        kept.save()
        return found

    build("always", "once", "build 0")
    for number in range(1, patience + 1):
        build("always", f"build {number}")
    assert build("always", "once") == ["made by build 0", "made by build 0"]
    for number in range(10, 11 + patience):
        build("always", f"build {number}")
    assert build("always", "once") == ["made by build 0", "made by once"]


def test_text_that_could_not_be_made_is_not_kept(file: Path) -> None:
    kept = KeptTexts(file, "1")
    with pytest.raises(AssertionError):
        kept.find("a", never)
    assert kept.find("a", lambda: "A") == "A"


def save_one(file: Path) -> None:
    kept = KeptTexts(file, "1")
    kept.find("a", lambda: "A")
    kept.save()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda content: content[:-1], id="cut-off"),
        pytest.param(lambda content: content[:-1] + b"B", id="other-text"),
        pytest.param(lambda content: content.replace(digest("a").encode(), digest("b").encode()), id="other-source"),
        pytest.param(lambda content: content[content.index(b"{") :], id="without-digest"),
    ],
)
def test_damaged_file_is_as_none(file: Path, damage: Callable[[bytes], bytes]) -> None:
    save_one(file)
    file.write_bytes(damage(file.read_bytes()))
    kept = KeptTexts(file, "1")
    assert kept.find("a", lambda: "again") == "again"
    kept.save()
    assert KeptTexts(file, "1").find("a", never) == "again"


def test_makers_change_with_their_text(tmp_path: Path) -> None:
    source = tmp_path / "template.html"
    source.write_text("1", encoding="utf-8")
    before = find_makers([source], ["Markdown"])
    source.write_text("2", encoding="utf-8")
    assert find_makers([source], ["Markdown"]) != before


def test_code_that_is_edited_while_it_runs_is_that_which_runs(tmp_path: Path) -> None:
    source = tmp_path / "maker.py"
    source.write_text("1", encoding="utf-8")
    before = find_makers([source], ["Markdown"])
    source.write_text("2", encoding="utf-8")
    assert find_makers([source], ["Markdown"]) == before
