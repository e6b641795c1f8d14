"""What other players show of an episode: captions with the names of speakers, and chapters."""

from __future__ import annotations

import json
from itertools import pairwise

from study.audio.model import FOLDER
from study.pages.listening.sound import Sound


def captions_uri(sound: Sound) -> str:
    """Return where the captions of an episode lie in the site."""
    return f"{FOLDER}{sound.episode.name}.vtt"


def chapters_uri(sound: Sound) -> str:
    """Return where the chapters of an episode lie in the site."""
    return f"{FOLDER}{sound.episode.name}.chapters.json"


def render_captions(sound: Sound) -> str:
    """Return the captions as WebVTT, a cue a turn."""
    cues = [
        f"t{number}\n{_stamp(begin)} --> {_stamp(end)}\n<v {turn.host}>{_escape(turn.text)}</v>"
        for number, (turn, (begin, end)) in enumerate(
            zip(sound.episode.turns, sound.manifest.turns, strict=True), start=1
        )
    ]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def render_chapters(sound: Sound) -> str:
    """Return the chapters as Podcasting 2.0 has them."""
    begins = [*sound.manifest.parts, sound.manifest.seconds]
    chapters = [
        {"startTime": begin, "endTime": end, "title": part.title}
        for part, (begin, end) in zip(sound.episode.parts, pairwise(begins), strict=True)
    ]
    values = {"version": "1.2.0", "title": sound.episode.title, "fileName": f"{sound.episode.name}.mp3"}
    return json.dumps({**values, "chapters": chapters}, ensure_ascii=False, indent=1) + "\n"


def _stamp(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes) // 60:02}:{int(minutes) % 60:02}:{rest:06.3f}"


def _escape(text: str) -> str:
    return text.replace("`", "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
