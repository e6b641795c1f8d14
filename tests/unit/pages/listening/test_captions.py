"""Captions and chapters of an episode, as other players read them."""

from __future__ import annotations

import json

from study.pages.listening.captions import render_captions, render_chapters
from study.pages.listening.sound import Sound, describe_time

from tests.unit.audio.sample_script import SCRIPT, SOUND_LENGTH, make_manifest, parse_sample


def test_captions_name_who_speaks_when() -> None:
    captions = render_captions(Sound(parse_sample(SCRIPT.replace("And then?", "And <then> & now?")), make_manifest()))
    assert captions.startswith(
        "WEBVTT\n\nt1\n00:00:00.325 --> 00:00:04.100\n<v Heart>What is a log? Is it a file?</v>\n"
    )
    assert "<v Michael>It is a file that grows at its end, with acks=all from KRaft.</v>" in captions
    assert captions.endswith("t3\n00:00:11.350 --> 00:00:13.800\n<v Heart>And &lt;then&gt; &amp; now?</v>\n")


def test_chapters_follow_each_other_to_the_end() -> None:
    chapters = json.loads(render_chapters(Sound(parse_sample(), make_manifest())))
    assert chapters["version"] == "1.2.0"
    assert chapters["chapters"] == [
        {"startTime": 0.0, "endTime": 11.35, "title": "A pile of records"},
        {"startTime": 11.35, "endTime": SOUND_LENGTH, "title": "What breaks"},
    ]


def test_times_are_shown_as_players_do() -> None:
    assert [describe_time(seconds) for seconds in (0, 9.99, 60, 754.2)] == ["0:00", "0:09", "1:00", "12:34"]
