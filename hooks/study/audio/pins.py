"""What sound is made with, to the byte: another of these makes other sound, and every episode has to be made anew."""

from __future__ import annotations

from pathlib import Path

VOICES_FOLDER = Path(__file__).parent / "voices"

KOKORO_WEIGHTS = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"

KOKORO_VOICES = {
    "af_heart": "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b",
    "am_michael": "1d1f21dd8da39c30705cd4c75d039d265e9bc4a2a93ed09bc9e1b1225eb95ba1",
}
"""Digest of the file of each voice of Kokoro."""

HIBARI_VOICE = "heart"
"""The one voice inside `hibari-tts`, learned from Kokoro's `af_heart`: sixty times as fast."""

VOICES = (*KOKORO_VOICES, HIBARI_VOICE)
"""Voices that a script may name."""

PACKAGES = {"hibari-tts": "0.2.1", "onnxruntime": "1.32.0", "lameenc": "1.9.0"}
"""Versions that `requirements-audio.lock` installs."""

SPEED = 1.0


def describe_voice(voice: str) -> list[str]:
    """Return all that what a voice says depends on."""
    if voice == HIBARI_VOICE:
        return ["hibari", PACKAGES["hibari-tts"]]
    return ["kokoro", KOKORO_WEIGHTS, KOKORO_VOICES[voice], PACKAGES["hibari-tts"], PACKAGES["onnxruntime"]]
