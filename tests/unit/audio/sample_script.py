"""A script as an author writes it, and what its turns stand on."""

from __future__ import annotations

from study.audio.manifest import Loudness, Manifest
from study.audio.model import Episode
from study.audio.pins import VOICES
from study.audio.script import parse_script
from study.audio.targets import Target

FILE = "docs/audio/log.md"

SCRIPT = """\
---
title: The log
summary: Why a log is enough.
chapter: log
hosts: {Heart: af_heart, Michael: am_michael}
added: "2026-11-30"
---
## A pile of records

Heart [log#append]: What is a log? Is it a file?

Michael [q/log-order]: It is a file that grows at
its end, with `acks=all` from KRaft.

## What breaks

Heart [receipt/crash]: And then?
"""

TARGETS = {
    "log#append": Target("Appending", "chapters/log/#append", "A record is appended."),
    "q/log-order": Target("Which order?", "q/log-order/", "The order of appends."),
    "receipt/crash": Target("A crash", "receipts/crash/", "Measured."),
}


def parse_sample(text: str = SCRIPT) -> Episode:
    """Return the episode of a script without mistakes."""
    episode, problems = parse_script(text, "audio/log.md", FILE, VOICES)
    assert not problems
    assert episode
    return episode


SOUND_LENGTH = 21.5


def make_manifest(digest: str = "0123456789abcdef") -> Manifest:
    """Return what is known of a sound for the sample."""
    loudness = Loudness(-18.6, -2.0, {"Heart": -18.5, "Michael": -18.6})
    turns = ((0.325, 4.1), (4.6, 10.25), (11.35, 13.8))
    return Manifest(digest, {"Heart": "af_heart"}, SOUND_LENGTH, 416_404, turns, (0.0, 11.35), loudness)
