"""The one voice inside `hibari-tts` as an engine: where Kokoro's weights cannot be had, or would take too long."""

from __future__ import annotations

import numpy as np
from hibari import Hibari
from numpy.typing import NDArray


class HibariVoice:
    """Says one sentence at a time."""

    def __init__(self) -> None:
        self._voice = Hibari()

    def say(self, sentence: str, voice: str, speed: float) -> NDArray[np.float32]:  # noqa: ARG002
        """Return the sound of a sentence at 24 kHz; the same sentence sounds the same."""
        sound: NDArray[np.float32] = self._voice(sentence, speed=speed, seed=0)
        return sound
