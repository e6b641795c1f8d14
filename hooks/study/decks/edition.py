"""When an edition of the site was written, for programs that must tell a newer one from an older."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from study.bank.loaded_chapter import LoadedChapter


def find_edition_time(root: Path, environment: Mapping[str, str], chapters: Iterable[LoadedChapter]) -> int:
    """Return the edition's time in seconds since 1970, the same for every build of one commit.

    It is `SOURCE_DATE_EPOCH` if set, else the time of the commit, else the newest day on which a chapter was checked.
    """
    written = environment.get("SOURCE_DATE_EPOCH") or _read_commit_time(root)
    return int(written) if written else max((_checked_time(chapter) for chapter in chapters), default=0)


def _read_commit_time(root: Path) -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    command = [git, "-C", str(root), "log", "-1", "--format=%ct"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _checked_time(chapter: LoadedChapter) -> int:
    return int(datetime.fromisoformat(chapter.front.checked).replace(tzinfo=UTC).timestamp())
