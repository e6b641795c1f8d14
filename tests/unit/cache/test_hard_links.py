from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from study.publishing.assets.compression import Compressor
from study.publishing.hard_links import LinkedFiles

TEXT = b"the same words over and over, " * 40


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def test_file_is_written_once_for_all_sites(kept: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "one" / "q" / "a.html", tmp_path / "other" / "a.html"
    name = LinkedFiles(kept).write(first, TEXT)
    files = LinkedFiles(kept)
    assert files.link(second, name)
    assert second.read_bytes() == TEXT
    assert second.samefile(first)


def test_file_takes_the_place_of_another(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    files = LinkedFiles(kept)
    files.write(path, b"before")
    files.write(path, TEXT)
    assert path.read_bytes() == TEXT
    files.write(path, b"before")
    assert path.read_bytes() == b"before"


@pytest.mark.skipif(os.name == "nt", reason="other systems have no such permissions")
def test_everybody_may_read_what_is_served(kept: Path, tmp_path: Path) -> None:
    LinkedFiles(kept).write(tmp_path / "a.html", TEXT)
    (tmp_path / "plain").touch()
    assert (tmp_path / "a.html").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.write_bytes(b"damaged"), id="other-content"),
        pytest.param(lambda path: path.unlink(), id="gone"),
        pytest.param(lambda path: (path.unlink(), path.mkdir()), id="a-folder"),
    ],
)
def test_damaged_file_is_written_anew(damage: Callable[[Path], object], kept: Path, tmp_path: Path) -> None:
    name = LinkedFiles(kept).write(tmp_path / "a.html", TEXT)
    damage(kept / name)
    files = LinkedFiles(kept)
    assert not files.link(tmp_path / "b.html", name)
    files.write(tmp_path / "b.html", TEXT)
    assert (tmp_path / "b.html").read_bytes() == TEXT


def test_file_is_written_where_files_have_one_name_only(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    files = LinkedFiles(kept)
    for text in (TEXT, b"edited", TEXT):
        files.write(tmp_path / "a.html", text)
        assert (tmp_path / "a.html").read_bytes() == text


def test_what_no_site_has_is_forgotten(kept: Path, tmp_path: Path) -> None:
    first = LinkedFiles(kept)
    gone = first.write(tmp_path / "a.html", b"gone")
    elsewhere = first.write(tmp_path / "b.html", b"in another site")
    (tmp_path / "a.html").unlink()
    second = LinkedFiles(kept)
    now = second.write(tmp_path / "a.html", b"now")
    second.forget_others()
    assert gone not in {now, elsewhere}
    assert {path.name for path in kept.iterdir()} == {now, elsewhere}


def compress_site(cache: Path | None, site: Path) -> dict[str, bytes]:
    compressor = Compressor(cache)
    compressor.begin(b"begun, " * 99)
    compressor.write(site / "q" / "a.html", TEXT)
    compressor.write(site / "short.html", b"short")
    compressor.write(site / "picture.png", TEXT)
    (site / "feed.xml").write_bytes(b"begun, " * 99)
    compressor.add_all(sorted(site.rglob("*.*")))
    compressor.finish()
    compressor.close()
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.*")}


def test_copies_are_those_of_a_build_that_keeps_nothing(kept: Path, tmp_path: Path) -> None:
    fresh = compress_site(None, tmp_path / "fresh")
    assert fresh.keys() == {
        *("q/a.html", "q/a.html.br", "q/a.html.gz", "feed.xml", "feed.xml.br", "feed.xml.gz"),
        *("short.html", "picture.png"),
    }
    for name in ("one", "two"):
        assert compress_site(kept, tmp_path / name) == fresh
    assert (tmp_path / "one/q/a.html.br").samefile(tmp_path / "two/q/a.html.br")
    for path in (kept / "files").iterdir():
        path.write_bytes(b"damaged")
    assert compress_site(kept, tmp_path / "three") == fresh
