"""What builds keep for later ones: it makes them faster and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import FIXTURE, ROOT, built, run_build

LOG = "docs/chapters/log.md"
GROUPS = "docs/chapters/groups.md"
EDITS = (
    (LOG, "By the base offset of the segment", "By *the base offset* of <kbd>the</kbd> segment"),
    (LOG, "    ask: What does a committed offset of `42` say?\n", "    ask: What does the offset `42` say?\n"),
    (LOG, "## How is a record found? {#find}", "## How is it found? {#find}"),
    (GROUPS, "title: ", "title: Edited "),
    ("docs/topics.yml", "Log segments", "Segments"),
    ("docs/glossary.md", "# Glossary", "# Glossary of the fixture"),
    ("mkdocs.yml", "site_name: Fixture", "site_name: Edited"),
)


def make_project(folder: Path) -> Path:
    """Copy the fixture site to a folder in which nothing is cached yet."""
    shutil.copytree(FIXTURE / "docs", folder / "docs")
    config = (FIXTURE / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config.replace("../../..", ROOT.as_posix()), encoding="utf-8")
    return folder


def edit(project: Path, edits: Iterable[tuple[str, str, str]]) -> None:
    for path, old, new in edits:
        text = (project / path).read_text(encoding="utf-8")
        assert old in text, old
        (project / path).write_text(text.replace(old, new), encoding="utf-8")


def build(project: Path) -> dict[str, bytes]:
    site = built(project / "mkdocs.yml", project / "site")
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def find_differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


@pytest.fixture(scope="module")
def cached(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built once."""
    project = make_project(tmp_path_factory.mktemp("cached"))
    build(project)
    return project


def test_build_after_edits_is_that_of_a_project_never_built(cached: Path, tmp_path: Path) -> None:
    project = shutil.copytree(cached, tmp_path / "cached")
    for one in EDITS:
        edit(project, [one])
        edited = build(project)
    fresh = make_project(tmp_path / "fresh")
    edit(fresh, EDITS)
    assert find_differences(edited, build(fresh)) == []


def test_damaged_files_change_nothing(cached: Path, tmp_path: Path) -> None:
    project = shutil.copytree(cached, tmp_path / "cached")
    before = build(project)
    for path in (project / ".cache").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            path.write_bytes(content[: len(content) // 2] + b"damaged")
    assert find_differences(build(project), before) == []
    assert find_differences(build(project), before) == []


@pytest.mark.parametrize("quiet_before", [False, True])
def test_every_build_says_what_is_wrong_with_links(quiet_before: bool, cached: Path, tmp_path: Path) -> None:
    project = shutil.copytree(cached, tmp_path / "cached")
    link = "[no file](../nowhere.md), [no section](groups.md#nowhere), [no anchor](../q/one-owner.md#nowhere)"
    edit(project, [(LOG, "By the base offset", f"{link}. By the base offset")])
    if quiet_before:
        run_build(project / "mkdocs.yml", project / "site", strict=False, quiet=True)
    for result in [run_build(project / "mkdocs.yml", project / "site") for _ in range(2)]:
        text = result.stderr
        assert "contains a link '../nowhere.md'" in text
        assert "'chapters/groups.md' does not contain an anchor '#nowhere'" in text
        assert "'q/one-owner.md' does not contain an anchor '#nowhere'" in text
        assert "Aborted with 3 warnings in strict mode!" in result.stdout
