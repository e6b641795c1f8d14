"""What a newcomer is told when this machine lacks something."""

from __future__ import annotations

import hashlib
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(__file__).parents[3]


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(["make", "-s", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)


def fake_python(folder: Path, script: str) -> Path:
    python = folder / "python"
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    return python


def test_make_alone_lists_the_targets() -> None:
    listed = [line.split()[1] for line in make().stdout.splitlines()]
    assert {"serve", "build", "test", "ids"} <= set(listed)


def test_missing_python_is_one_sentence() -> None:
    result = make("PYTHON=/nowhere/python3", "build")
    assert result.returncode != 0
    assert result.stderr.startswith("Python is missing: install Python 3.11 or newer")


def test_old_python_is_one_sentence(tmp_path: Path) -> None:
    python = fake_python(tmp_path, '[ "$1" = --version ] && echo Python 3.8.1 && exit 0\nexit 1')
    result = make(f"PYTHON={python}", "build")
    assert result.stderr.startswith("Python 3.8.1 is too old: install Python 3.11 or newer")


def test_python_without_venv_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / "venv")
    monkeypatch.setattr(sys, "executable", str(fake_python(tmp_path, "exit 1")))
    assert bootstrap.main(["environment", str(ROOT / "requirements.lock")]) == 1
    assert capsys.readouterr().err.startswith("This Python cannot make a virtual environment: install its venv")


def test_installed_environment_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "site.lock"
    lock.write_text("package==1\n", encoding="utf-8")
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    locks = lock.read_bytes() + (ROOT / "deno.lock").read_bytes()
    (tmp_path / "site.installed").write_text(hashlib.sha256(locks).hexdigest(), encoding="utf-8")
    monkeypatch.setattr(bootstrap, "create_venv", lambda: pytest.fail("installed again"))
    bootstrap.install_environment(lock)


def test_script_packages_that_cannot_be_installed_are_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = tmp_path / "site.lock"
    lock.write_text("", encoding="utf-8")
    (tmp_path / "bin").mkdir()
    fake_python(tmp_path / "bin", "exit 1").rename(tmp_path / "bin" / "deno")
    fake_python(tmp_path / "bin", "exit 0")
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    assert bootstrap.main(["environment", str(lock)]) == 1
    assert capsys.readouterr().err.startswith("The packages of deno.lock could not be installed from the npm registry")
    assert not (tmp_path / "site.installed").exists()


def test_taken_port_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert bootstrap.main(["port", str(port)]) == 1
    choose = f"choose another with `make serve PORT={port + 1}`."
    assert capsys.readouterr().err == f"Port {port} of 127.0.0.1 is taken: stop what runs there, or {choose}\n"


def test_free_port_is_no_problem() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert bootstrap.main(["port", str(port)]) == 0


def test_chromium_that_does_not_start_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = fake_python(tmp_path, "exit 1").rename(tmp_path / "chromium")
    works = fake_python(tmp_path, "exit 0").rename(tmp_path / "google-chrome")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert broken.exists()
    assert bootstrap.find_chromium() == works


def test_no_chromium_at_all_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(bootstrap, "create_venv", lambda: fake_python(tmp_path, "exit 1"))
    assert bootstrap.main(["browsers"]) == 1
    assert "install it so that `chromium` is on the PATH" in capsys.readouterr().err


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_lock_has_a_hash_for_every_package_and_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = [line for line in text.splitlines() if "==" in line]
    assert all(line.endswith("\\") for line in packages)
    assert "://" not in text
    assert "--index" not in text
