from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from study.cache.texts import KeptTexts, digest, find_makers


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


def repeat(source: str) -> str:
    return source * 50


def keep(file: Path, *sources: str) -> None:
    """Ask for texts as a build does: each text is its source many times."""
    kept = KeptTexts(file, "1")
    for source in sources:
        assert kept.find(source, partial(repeat, source)) == repeat(source)
    kept.save()


def test_file_that_grew_gives_all_of_its_texts(file: Path) -> None:
    keep(file, "one", "two")
    written = file.read_bytes()
    keep(file, "one", "two", "three")
    assert file.read_bytes().startswith(written)
    kept = KeptTexts(file, "1")
    assert [kept.find(source, never) for source in ("one", "two", "three")] == ["one" * 50, "two" * 50, "three" * 50]


def test_file_does_not_grow_for_ever(file: Path) -> None:
    sizes = []
    for number in range(60):
        keep(file, "one", "two", "three", f"build {number}")
        sizes.append(file.stat().st_size)
    assert max(sizes[30:]) <= max(sizes[:30]) < 10 * sizes[0]


def test_file_that_breaks_off_anywhere_gives_no_other_text(file: Path) -> None:
    keep(file, "one", "two")
    keep(file, "one", "two", "three")
    content = file.read_bytes()
    for length in range(0, len(content), 7):
        file.write_bytes(content[:length])
        keep(file, "one", "two", "four")
        keep(file, "one", "two", "four")


def test_damage_costs_the_text_that_it_hit_alone(file: Path) -> None:
    keep(file, "one", "two")
    file.write_bytes(file.read_bytes().replace(b"oneone", b"oneXne", 1))
    kept = KeptTexts(file, "1")
    assert kept.find("two", never) == "two" * 50
    assert "one" not in kept


def test_builds_that_write_at_once_only_lose_texts(file: Path) -> None:
    keep(file, "one")
    first, second = KeptTexts(file, "1"), KeptTexts(file, "1")
    for kept, source in ((first, "two"), (second, "three")):
        kept.find("one", never)
        kept.find(source, partial(repeat, source))
    first.save()
    second.save()
    keep(file, "one", "two", "three")


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
