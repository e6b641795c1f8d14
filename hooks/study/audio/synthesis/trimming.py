"""The sound of a sentence without the silence around it, refused if it cannot be what was to be said."""

from __future__ import annotations

import numpy as np

from study.audio.synthesis.levels import Sound

_QUIET = 10 ** (-50 / 20)
_BEFORE, _AFTER, _FADE = 0.03, 0.08, 0.01
"""Seconds that are left before and after what is heard, and those in which it comes and goes."""

_LETTERS_A_SECOND = (5.0, 30.0)
"""Bounds of what people say; outside of them something was left out or went on by itself."""


class UnlikelySoundError(ValueError):
    """A sound that cannot be that of its sentence."""


def trim(sound: Sound, rate: int) -> Sound:
    """Return the sound from a moment before the first to a moment after the last thing heard."""
    heard = np.flatnonzero(np.abs(sound) > _QUIET)
    if not len(heard):
        raise UnlikelySoundError("is silent")
    begin, end = max(0, int(heard[0]) - int(_BEFORE * rate)), int(heard[-1]) + int(_AFTER * rate)
    kept = np.array(sound[begin:end], np.float32)
    slope = np.linspace(0, 1, int(_FADE * rate), dtype=np.float32)
    kept[: len(slope)] *= slope
    kept[-len(slope) :] *= slope[::-1]
    return kept


def check_pace(sound: Sound, rate: int, sentence: str) -> None:
    """Raise UnlikelySoundError if nobody says the sentence in this time."""
    seconds, letters = len(sound) / rate, sum(letter.isalnum() for letter in sentence)
    slowest, fastest = _LETTERS_A_SECOND
    if not letters / fastest <= seconds <= letters / slowest + 0.5:
        raise UnlikelySoundError(f"takes {seconds:.1f} s for {letters} letters")
