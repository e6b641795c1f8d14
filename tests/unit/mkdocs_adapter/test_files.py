from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs_adapter.files import find_shared_places


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Fixture\n", encoding="utf-8")
    return load_config(str(tmp_path / "mkdocs.yml"), plugins=[])


def find(config: MkDocsConfig, *written: str, made: str = "quiz.md") -> list[str]:
    files = [File(path, config.docs_dir, config.site_dir, True) for path in written]
    generated = File(made, None, config.site_dir, True)
    return [str(problem) for problem in find_shared_places([*files, generated], config)]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        pytest.param(
            ["a.md", "a/index.md"], "docs/a/index.md:1: becomes a/index.html in the site, where docs/a.md", id="page"
        ),
        pytest.param(["Plan.md", "plan.md"], "docs/plan.md:1: becomes plan/index.html", id="case"),
        pytest.param(["plän.png", "pla\u0308n.png"], "docs/plän.png:1: becomes plän.png", id="two-ways-to-write-ä"),
        pytest.param(["quiz/index.md"], "where a file that the build makes belongs", id="page-that-the-build-makes"),
        pytest.param(["quiz"], "docs/quiz:1: becomes quiz in the site", id="folder-that-the-build-makes"),
        pytest.param(["sw.js"], "docs/sw.js:1: becomes sw.js in the site", id="worker"),
        pytest.param(["Sitemap.xml"], "docs/Sitemap.xml:1: becomes Sitemap.xml in the site", id="list-of-pages"),
    ],
)
def test_two_files_at_one_place_are_told(config: MkDocsConfig, written: list[str], told: str) -> None:
    (problem,) = find(config, *written)
    assert told in problem
    assert problem.endswith("belongs. Rename one of them.")


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(["a.md", "b.md", "a/b.md"], id="pages"),
        pytest.param(["two words.md", "two-words.md"], id="space"),
        pytest.param(["quiz.png", "q.md"], id="other-endings"),
    ],
)
def test_files_at_different_places_are_no_mistake(config: MkDocsConfig, written: list[str]) -> None:
    assert find(config, *written) == []


def test_a_file_that_is_left_out_takes_no_place(config: MkDocsConfig) -> None:
    left_out = File("README.md", config.docs_dir, config.site_dir, True, inclusion=InclusionLevel.EXCLUDED)
    index = File("index.md", config.docs_dir, config.site_dir, True)
    assert find_shared_places([left_out, index], config) == []
