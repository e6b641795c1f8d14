"""What is known of a sound is written and read without loss, and changes with all that the sound depends on."""

from __future__ import annotations

import pytest
from study.audio.lexicon import Lexicon
from study.audio.manifest import parse_manifest, render_manifest
from study.audio.recording import describe_sound

from tests.unit.audio.sample_script import SCRIPT, make_manifest, parse_sample

LEXICON = Lexicon({"acks=all": "acks equals all"})


def test_manifest_is_read_as_it_was_written() -> None:
    text = render_manifest(make_manifest())
    assert parse_manifest(text) == make_manifest()
    assert "\n    [0.325, 4.1],\n" in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("And then?", "And now?", id="words"),
        pytest.param("am_michael", "heart", id="voice"),
        pytest.param("\n## What breaks\n", "", id="parts"),
    ],
)
def test_sound_changes_with_the_script(old: str, new: str) -> None:
    changed = parse_sample(SCRIPT.replace(old, new))
    assert describe_sound(changed, LEXICON) != describe_sound(parse_sample(), LEXICON)


def test_sound_changes_with_what_the_lexicon_says() -> None:
    assert describe_sound(parse_sample(), Lexicon()) != describe_sound(parse_sample(), LEXICON)


@pytest.mark.parametrize(("old", "new"), [("The log", "A log"), ("log#append", "log#else"), ("is enough", "does")])
def test_sound_stays_where_only_the_page_changes(old: str, new: str) -> None:
    changed = parse_sample(SCRIPT.replace(old, new))
    assert describe_sound(changed, LEXICON) == describe_sound(parse_sample(), LEXICON)
