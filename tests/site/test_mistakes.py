"""An author's mistakes, as the build of a whole site answers them."""

from __future__ import annotations

import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import FIXTURE, ROOT, run_build

LOG = "docs/chapters/log.md"
GROUPS = "docs/chapters/groups.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the fixture site whose chapters a test may break."""
    shutil.copytree(FIXTURE / "docs", tmp_path / "docs")
    config = (FIXTURE / "mkdocs.yml").read_text(encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(config.replace("../../..", ROOT.as_posix()), encoding="utf-8")
    return tmp_path


def change(file: Path, old: str, new: str) -> int:
    """Replace the text at its only place and return the line it starts on."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def build(project: Path, *, strict: bool = True) -> subprocess.CompletedProcess[str]:
    return run_build(project / "mkdocs.yml", project / "site", strict=strict)


def test_mistakes_of_all_chapters_are_told_in_one_run_and_nothing_is_built(project: Path) -> None:
    first = change(
        project / GROUPS, "    answer: Six members read, two stay idle.\n", "    anwser: Six members read.\n"
    )
    second = change(project / LOG, "    number: 168\n", "    number: many\n")
    result = build(project)
    assert result.returncode == 1
    assert f"  {GROUPS}:{first}: " in result.stderr
    assert "Did you mean `answer`?" in result.stderr
    assert f"  {LOG}:{second}: " in result.stderr
    assert "Traceback" not in result.stderr
    assert not (project / "site" / "index.html").exists()


def test_published_id_that_is_gone_stops_the_build(project: Path) -> None:
    change(project / GROUPS, "    was: [single-owner]\n", "")
    result = build(project)
    assert result.returncode == 1
    assert 'docs/published-ids.txt:3: no question has the published id "single-owner" any more' in result.stderr


def test_page_that_the_build_makes_is_not_replaced_in_silence(project: Path) -> None:
    (project / "docs" / "quiz.md").write_text("# My quiz\n", encoding="utf-8")
    assert "docs/quiz.md:1: the build makes this file. Rename yours." in build(project).stderr


def test_diagram_with_a_mistake_stops_the_build_at_its_line(project: Path) -> None:
    line = change(project / LOG, "P[Producer] --> L[Leader]", "P[Producer --> L[Leader]")
    result = build(project)
    assert result.returncode == 1
    assert f"  {LOG}:{line}: Mermaid cannot draw this: " in result.stderr


@pytest.mark.parametrize(
    ("field", "mend"),
    [
        pytest.param("    accTitle: An append\n", "accTitle", id="title"),
        pytest.param(
            "    accDescr: The producer sends a batch to the leader, which appends it to the active segment.\n",
            "accDescr",
            id="description",
        ),
    ],
)
def test_diagram_must_be_described(project: Path, field: str, mend: str) -> None:
    change(project / LOG, field, "")
    result = build(project)
    assert result.returncode == 1
    assert f"`{mend}" in result.stderr


def test_while_authoring_the_browser_draws_what_could_not_be_drawn(project: Path) -> None:
    change(project / LOG, "P[Producer] --> L[Leader]", "P[Producer<br> --> L[Leader]")
    result = build(project, strict=False)
    assert result.returncode == 0, result.stderr
    page = (project / "site" / "chapters" / "log" / "index.html").read_text(encoding="utf-8")
    assert '<pre class="study-undrawn">flowchart LR' in page
    assert "P[Producer<br> --> L" in unescape(page)
    (library,) = (project / "site" / "assets" / "study").glob("mermaid.*.js")
    assert f'src="../../assets/study/{library.name}"' in page
    assert library.stat().st_size > 1_000_000
