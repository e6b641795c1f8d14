"""What `make lab` says: the list, the time left, and what is missing on a machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lab import prerequisites
from tests.lab.__main__ import estimate_left, main, render_list
from tests.lab.experiments import commit_loss, share_group
from tests.lab.prerequisites import MissingError, find_jars, find_java


def test_list_of_experiments_with_their_time() -> None:
    assert render_list((commit_loss.EXPERIMENT, share_group.EXPERIMENT)).splitlines()[1:] == [
        f"  commit-loss    {commit_loss.EXPERIMENT.minutes} min  Automatic commit and a crash at each point",
        f"  share-group    {share_group.EXPERIMENT.minutes} min  A share group with a slow member",
        f"All: {commit_loss.EXPERIMENT.minutes + share_group.EXPERIMENT.minutes} min.",
    ]


def test_unknown_experiment_is_told_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing"]) == 2
    assert capsys.readouterr().out.startswith("There is no experiment nothing. Experiments are crash-and-join, ")


@pytest.mark.parametrize(
    ("passed", "done", "left"),
    [
        pytest.param(2, 0, 8, id="as-expected-before-anything-is-done"),
        pytest.param(12, 0, 0, id="never-less-than-nothing"),
        pytest.param(3, 0.25, 9, id="by-its-own-pace-afterwards"),
    ],
)
def test_minutes_left(passed: float, done: float, left: float) -> None:
    assert estimate_left(10, passed, done) == left


def test_missing_java_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingError, match=r"^Java is missing: install a JDK, 17 or newer \(Debian .*headless`\)\.$"):
        find_java()


def test_old_java_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n", encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(MissingError, match=r"^Java 11\.0\.2 is too old: install a JDK, 17 or newer"):
        find_java()


def test_missing_maven_matters_only_without_the_jars(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(prerequisites, "CACHE", tmp_path)
    with pytest.raises(MissingError, match=r"^Maven is missing: install it to copy Kafka's jars"):
        find_jars()
