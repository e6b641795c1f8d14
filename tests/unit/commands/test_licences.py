"""The report of licences against the files that are really there."""

from __future__ import annotations

import hashlib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from study.commands.licences import FONTS, STUDY, VOICES, find_licensed, render_licences

ROOT = Path(__file__).resolve().parents[3]
VENDOR = ROOT / STUDY / "vendor"


@pytest.fixture(scope="module")
def report() -> str:
    return render_licences(find_licensed(ROOT, Path(str(distribution("mkdocs-material").locate_file("material")))))


def test_every_file_that_others_wrote_is_named(report: str) -> None:
    folders = [VENDOR, *(ROOT / folder for folder in (*FONTS, VOICES))]
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    assert len(files) > 5
    assert [path.name for path in files if path.relative_to(ROOT).as_posix() not in report] == []


@pytest.mark.parametrize(
    "package",
    ["Material for MkDocs", "Material Design Icons", "material-design-color", "ts-fsrs", "Overpass", "hibari-tts"],
)
def test_report_names(report: str, package: str) -> None:
    assert package in report


@pytest.mark.parametrize("folder", sorted(VENDOR.iterdir()), ids=lambda folder: folder.name)
def test_vendored_files_are_as_published(folder: Path) -> None:
    assert (folder / "LICENSE.txt").is_file()
    for line in (folder / "SHA256SUMS.txt").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
