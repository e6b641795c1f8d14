"""Which engine says what a voice says; each is loaded once, when it is needed."""

from __future__ import annotations

from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from study.audio.pins import HIBARI_VOICE


class Engine(Protocol):
    """What says a sentence."""

    def say(self, sentence: str, voice: str, speed: float) -> NDArray[np.float32]:
        """Return its sound at 24 kHz."""


def find_engine(voice: str) -> Engine:
    """Return the engine of a voice."""
    return _load_hibari() if voice == HIBARI_VOICE else _load_kokoro()


@cache
def _load_kokoro() -> Engine:
    from study.audio.synthesis.kokoro import Kokoro

    return Kokoro()


@cache
def _load_hibari() -> Engine:
    from study.audio.synthesis.hibari import HibariVoice

    return HibariVoice()
