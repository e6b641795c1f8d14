"""Sites that the tests read: the fixture site, built once as an author would build it, and the real one."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FIXTURE = ROOT / "tests" / "fixtures" / "site"


def run_build(
    config: Path, target: Path, *, strict: bool = True, quiet: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run MkDocs on a project as an author would, and return how it went."""
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(config), "--site-dir", str(target)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "random"}
    if not strict:
        command += ["--no-strict"]
    if quiet:
        command += ["--quiet"]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment)


def built(config: Path, target: Path) -> Path:
    """Build a project that must build, and return its folder."""
    result = run_build(config, target)
    assert result.returncode == 0, result.stderr
    return target


@pytest.fixture(scope="session")
def fixture_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built fixture site."""
    return _built_once(FIXTURE / "mkdocs.yml", tmp_path_factory, "fixture")


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site, as readers get it."""
    return _built_once(ROOT / "mkdocs.yml", tmp_path_factory, "real")


def _built_once(config: Path, factory: pytest.TempPathFactory, name: str) -> Path:
    """Build a project in the first of the processes that ask for it, and return its folder to all of them."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    target = shared / name / "site"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return target if (target / "sitemap.xml").is_file() else built(config, target)
