"""Sound -> the bytes of an MP3 with its tags; the same sound gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import lameenc
import numpy as np
from mutagen.id3 import APIC, CHAP, CTOC, ID3, TALB, TCON, TDRC, TIT2, TLAN, TPE1, CTOCFlags

from study.audio.synthesis.levels import Sound

KILOBITS = 48
DELAY = 0.025
"""Seconds that players hear before the sound begins: 1,105 samples of encoder and decoder, measured."""


@dataclass(frozen=True)
class Tags:
    """What a player shows of a file."""

    title: str
    artist: str
    album: str
    day: str
    cover: bytes
    """A JPEG."""

    parts: Sequence[tuple[str, float]]
    """Title and begin in seconds of each chapter of the file."""


def encode_mp3(sound: Sound, rate: int) -> bytes:
    """Return a mono MP3 of a constant rate."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(KILOBITS)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_channels(1)
    encoder.set_quality(2)
    encoder.silence()
    samples = np.round(np.clip(sound, -1, 1) * 32_767).astype("<i2")
    return bytes(encoder.encode(samples.tobytes()) + encoder.flush())


def tag_mp3(mp3: bytes, tags: Tags, seconds: float) -> bytes:
    """Return the MP3 with its tags in front."""
    id3 = ID3()
    texts = {TIT2: tags.title, TPE1: tags.artist, TALB: tags.album, TCON: "Podcast", TDRC: tags.day, TLAN: "eng"}
    for frame, text in texts.items():
        id3.add(frame(encoding=3, text=[text]))
    id3.add(APIC(encoding=3, mime="image/jpeg", type=3, desc="Cover", data=tags.cover))
    names = [f"part{number}" for number in range(1, len(tags.parts) + 1)]
    id3.add(
        CTOC(element_id="parts", flags=CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED, child_element_ids=names, sub_frames=[])
    )
    ends = [*(begin for _, begin in tags.parts[1:]), seconds]
    for name, (title, begin), end in zip(names, tags.parts, ends, strict=True):
        about = [TIT2(encoding=3, text=[title])]
        times = {"start_time": int(begin * 1000), "end_time": int(end * 1000)}
        id3.add(CHAP(element_id=name, **times, start_offset=0xFFFFFFFF, end_offset=0xFFFFFFFF, sub_frames=about))
    tagged = BytesIO(mp3)
    id3.save(tagged, v2_version=3, padding=lambda _: 0)
    return tagged.getvalue()
