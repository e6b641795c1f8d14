"""Copies of the project to build without touching the author's, and what building them takes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from study.bank.published import IDS, read_published
from study.bank.topics import read_topics

from tests.bench.texts import Writer, write_sample

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = "chapters/sample.md"
BANK_SEED = 1

_SOURCES = ("docs", "hooks", "overrides", "mkdocs.yml", "deno.json", "deno.lock", ".cache")
_SYNTHETIC = """INHERIT: mkdocs.yml
nav:
  - Start: index.md
  - Chapters:
"""
_INDEX = """---
title: Start
description: The first page of a site that was made for a measurement.
template: home.html
hide: [navigation, toc]
---

# A site made for a measurement

[[chapter-list]]
"""


class MeasurementError(Exception):
    """Something could not be measured; the message says why, in one sentence."""


@dataclass(frozen=True)
class Cost:
    """What a command took, with the processes it started."""

    seconds: float
    processor: float
    """Seconds of all its threads on a processor, which other work on the machine disturbs less."""

    memory: int
    """Bytes in use by its largest process at their peak."""


@dataclass(frozen=True)
class Project:
    """A folder that builds like the author's."""

    root: Path
    config: str = "mkdocs.yml"
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def site(self) -> Path:
        return self.root / f"site-{self.config.removesuffix('.yml')}"

    def count_questions(self) -> int:
        """Return how many questions the built site has."""
        return len(list((self.site / "q").glob("*/index.html")))

    def build(self) -> Cost:
        """Build the site as `make build` does, warnings aside, and return what that took."""
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict"]
        command += ["--config-file", str(self.root / self.config), "--site-dir", str(self.site)]
        return run(command, self.root, self.environment)

    def serve_command(self, port: int) -> list[str]:
        """Return how the site is served to its author on a port."""
        command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "--quiet"]
        return [*command, "--config-file", str(self.root / self.config), "--dev-addr", f"127.0.0.1:{port}"]

    def forget(self) -> None:
        """Remove everything that earlier builds left for later ones."""
        shutil.rmtree(self.root / ".cache", ignore_errors=True)

    def edit(self, src_uri: str, mark: str) -> None:
        """Add a sentence to a chapter, as an author would between two builds."""
        path = self.docs / src_uri
        path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n\nEdited: {mark}.\n", encoding="utf-8")


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command to its end, which must be a good one."""
    inherited = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "", **environment}
    with tempfile.TemporaryFile() as said:
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env=inherited, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            last = said.read().decode(errors="replace").strip().rpartition("\n")[2]
            raise MeasurementError(f"A site could not be built: {last}")
    per_unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * per_unit)


def copy_project(target: Path) -> Project:
    """Return a copy of the author's project with the sample chapter in it."""
    for name in _SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).is_file():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    chapters = [path.read_text(encoding="utf-8") for path in find_chapters(target / "docs")]
    (target / "docs" / SAMPLE).write_text(write_sample(chapters, find_topics(target)), encoding="utf-8")
    return Project(target)


def find_chapters(docs: Path) -> list[Path]:
    """Return the files of the real chapters."""
    return sorted(path for path in (docs / "chapters").glob("*.md") if path.name != Path(SAMPLE).name)


def make_project(target: Path, chapters: int, questions: int, words: int = 0) -> Project:
    """Return a project of made-up chapters that share the questions; with words come three diagrams a chapter."""
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "deno.json", "deno.lock"):
        shutil.copy2(ROOT / name, target)
    docs = target / "docs"
    (docs / "chapters").mkdir(parents=True)
    for name in ("topics.yml", "progress.md"):
        shutil.copy2(ROOT / "docs" / name, docs)
    (docs / "index.md").write_text(_INDEX, encoding="utf-8")
    writer = Writer(find_topics(target), read_published(ROOT / "docs" / IDS.file_name), BANK_SEED)
    nav = _SYNTHETIC
    for number in range(1, chapters + 1):
        title = f"{writer.write(3).capitalize()} {number}"
        wanted = questions * number // chapters - questions * (number - 1) // chapters
        text = writer.write_chapter(title, wanted, words, 3 if words else 0)
        (docs / "chapters" / f"c-{number}.md").write_text(text, encoding="utf-8")
        nav += f"      - chapters/c-{number}.md\n"
    nav += "  - Quiz: quiz.md\n  - Flashcards: flashcards.md\n  - Progress: progress.md\n"
    (target / "bench.yml").write_text(nav, encoding="utf-8")
    return Project(target, "bench.yml")


def find_topics(root: Path) -> list[str]:
    """Return the topics that questions of a project may have."""
    return list(read_topics(root / "docs" / "topics.yml"))
