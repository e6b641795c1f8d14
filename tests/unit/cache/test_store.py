"""The cache: values that are there are found, whatever happens to the file, and none that other code made."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from study.cache.store import DAYS, Cache, make_key

KEY = make_key("kind", "source")


def get(file: Path, value: str = "new", fingerprint: str = "1") -> str:
    """Return what one build gets that would make this value."""
    cache = Cache(file, fingerprint)
    found = cache.get(KEY, lambda: value)
    cache.close()
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A cache that has one value."""
    path = tmp_path / "below" / "values.sqlite"
    assert get(path, "old") == "old"
    return path


def test_value_is_made_once(file: Path) -> None:
    assert get(file) == "old"
    assert KEY in Cache(file, "1")


def test_value_of_other_code_is_made_anew(file: Path) -> None:
    assert get(file, fingerprint="2") == "new"
    assert get(file, "newer", fingerprint="2") == "new"


def test_what_making_raises_is_not_stored(file: Path) -> None:
    def fail() -> str:
        raise ValueError("no")

    cache = Cache(file, "1")
    other = make_key("kind", "other")
    with pytest.raises(ValueError, match="no"):
        cache.get(other, fail)
    assert other not in cache


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: content[: len(content) // 2], id="half"),
        pytest.param(lambda content: content[: len(content) // 2] + b"damaged", id="half-and-other"),
        pytest.param(lambda content: content.replace(b"old", b"bad"), id="value"),
        pytest.param(lambda _: b"no database at all, but long enough to be looked at as one", id="other"),
        pytest.param(lambda _: b"", id="empty"),
    ],
)
def test_damage_is_as_no_value(damage: Callable[[bytes], bytes], file: Path) -> None:
    file.write_bytes(damage(file.read_bytes()))
    assert get(file) == "new"


def test_damage_is_mended(file: Path) -> None:
    file.write_bytes(b"no database at all, but long enough to be looked at as one")
    get(file)
    assert get(file, "newer") == "new"


def test_two_builds_at_once(file: Path) -> None:
    one, other = Cache(file, "1"), Cache(file, "1")
    assert one.get(make_key("a"), lambda: "a") == "a"
    assert other.get(make_key("a"), lambda: "b") == "a"
    other.get(make_key("b"), lambda: "b")
    one.close()
    other.close()
    assert make_key("b") in Cache(file, "1")


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert get(tmp_path / "file" / "values.sqlite") == "new"


def test_value_that_nobody_uses_goes_in_the_end(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("UPDATE entry SET used = used - ?", (DAYS - 1,))
    Cache(file, "1").close()
    assert KEY in Cache(file, "1")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE entry SET used = used - 2")
    Cache(file, "1").close()
    assert KEY not in Cache(file, "1")


def test_parts_of_a_key_are_apart() -> None:
    assert make_key("ab", "c") != make_key("a", "bc")
