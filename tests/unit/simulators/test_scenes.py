"""What every scene promises: plain state that never changes, sentences, and a link that gives the same run."""

from __future__ import annotations

from pathlib import Path

from study.scripts.deno_script import run_script


def test_scenes_keep_their_promises_in_random_runs() -> None:
    """Of any settings, with any action at any step, while every state is frozen."""
    assert run_script(Path(__file__).with_name("wander_scenes.mjs"), {"runs": 100}) == []
