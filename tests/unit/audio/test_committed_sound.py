"""The committed sound says what the committed scripts say."""

from __future__ import annotations

import re

import pytest
from study.audio.model import FOLDER
from study.audio.pins import KOKORO_VOICES, PACKAGES, VOICES_FOLDER
from study.audio.reading import Scripts, is_current
from study.commands.site_files import find_mistakes, read_site, validate_site

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def scripts() -> Scripts:
    site = read_site([str(ROOT / "docs")])
    return find_mistakes(site, validate_site(site))[0]


def test_sound_says_what_its_script_says(scripts: Scripts) -> None:
    assert scripts.episodes
    heard = {path.stem for path in (ROOT / "docs" / FOLDER).glob("*.mp3")}
    stale = [one.name for one in scripts.episodes if one.name in heard and not is_current(one, scripts)]
    assert stale == [], f"run `make audio`: the sound of {', '.join(stale)} is not what the script says"
    assert heard <= {episode.name for episode in scripts.episodes}


def test_sound_files_are_those_that_were_measured(scripts: Scripts) -> None:
    for name, manifest in scripts.manifests.items():
        assert (ROOT / "docs" / FOLDER / f"{name}.mp3").stat().st_size == manifest.bytes
        assert -19.1 <= manifest.loudness.integrated <= -18.1
        assert manifest.loudness.peak < -1.5
        ends = [end for _, end in manifest.turns]
        begins = [begin for begin, _ in manifest.turns]
        assert all(end < begin for end, begin in zip(ends, begins[1:], strict=False))
        assert ends[-1] < manifest.seconds


def test_pins_are_those_of_the_lock() -> None:
    lock = (ROOT / "requirements-audio.lock").read_text(encoding="utf-8")
    assert {
        name: version for name, version in re.findall(r"^([\w-]+)==(\S+)", lock, re.M) if name in PACKAGES
    } == PACKAGES


def test_voices_are_there_with_their_licence() -> None:
    assert sorted(path.stem for path in VOICES_FOLDER.glob("*.bin")) == sorted(KOKORO_VOICES)
    assert "Apache License" in (VOICES_FOLDER / "LICENSE").read_text(encoding="utf-8")
