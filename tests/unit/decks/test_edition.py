from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from study.decks.edition import find_edition_time

from tests.unit.sample_chapter import WHOLE_CHAPTER, validate

CHECKED = 'checked: "2026-11-20"'
CHECKED_TIME = 1_795_132_800


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    """A project with one commit, at the time 1790000000."""
    author = ["-c", "user.name=a", "-c", "user.email=a@site.example"]
    dates = {"GIT_COMMITTER_DATE": "1790000000 +0200", "GIT_AUTHOR_DATE": "1700000000 +0000"}
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    subprocess.run(
        ["git", "-C", str(tmp_path), *author, "commit", "--quiet", "--allow-empty", "--message", "One"],
        check=True,
        env={"PATH": "/usr/bin:/bin:/usr/local/bin", **dates},
    )
    return tmp_path


def test_edition_is_of_the_time_of_the_commit(committed: Path) -> None:
    assert find_edition_time(committed, {}, ()) == 1_790_000_000


def test_source_date_goes_before_the_commit(committed: Path) -> None:
    assert find_edition_time(committed, {"SOURCE_DATE_EPOCH": "1780000000"}, ()) == 1_780_000_000


def test_without_a_commit_it_is_the_newest_day_of_checking(tmp_path: Path) -> None:
    older = WHOLE_CHAPTER.replace(CHECKED, 'checked: "2026-11-19"').replace("id: ", "id: older-")
    chapters = validate({"chapters/groups.md": WHOLE_CHAPTER, "chapters/older.md": older}).chapters
    assert len(chapters) == 2
    assert find_edition_time(tmp_path, {}, chapters) == CHECKED_TIME
