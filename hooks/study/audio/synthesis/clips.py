"""Sentences as sound: those that were said before come from a folder, the others are said in two processes."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import astuple, dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from study.audio.pins import describe_voice
from study.audio.synthesis.engines import find_engine

PROCESSES = 2
_FULL = 16_384
"""A stored sample of this size is full scale: voices go beyond it."""


@dataclass(frozen=True)
class Line:
    """A sentence as a voice says it."""

    sentence: str
    voice: str
    speed: float


class Clips:
    """The sounds of sentences in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, line: Line) -> NDArray[np.float32]:
        """Return the sound of a sentence that was said."""
        stored: NDArray[np.int16] = np.load(self._path(line))
        return stored.astype(np.float32) / _FULL

    def find_missing(self, lines: Iterable[Line]) -> list[Line]:
        """Return the sentences that were never said, each once."""
        return [line for line in dict.fromkeys(lines) if not self._path(line).is_file()]

    def make(self, lines: Iterable[Line], seconds: float = float("inf")) -> Iterator[Line]:
        """Say what is missing and yield each sentence once it is stored; after so many seconds begin no other."""
        waiting, end = self.find_missing(lines)[::-1], time.monotonic() + seconds
        self._folder.mkdir(parents=True, exist_ok=True)
        with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
            running: dict[Future[bytes], Line] = {}
            while (waiting and time.monotonic() < end) or running:
                while waiting and len(running) < PROCESSES + 1 and time.monotonic() < end:
                    line = waiting.pop()
                    running[pool.submit(_say, line)] = line
                done = next(as_completed(running))
                line = running.pop(done)
                self._store(line, done.result())
                yield line

    def _store(self, line: Line, data: bytes) -> None:
        sound = np.frombuffer(data, np.float32)
        loudest = float(np.abs(sound).max())
        if loudest >= 2:
            raise ValueError(f"“{line.sentence}” goes to {loudest:.1f} of full scale: the engine does not work here.")
        path = self._path(line)
        passing = path.with_suffix(f".{os.getpid()}.npy")
        np.save(passing, np.round(sound * _FULL).astype(np.int16))
        passing.replace(path)

    def _path(self, line: Line) -> Path:
        made_of = [*astuple(line), describe_voice(line.voice)]
        key = hashlib.sha256(json.dumps(made_of).encode()).hexdigest()
        return self._folder / f"{key[:32]}.npy"


def _say(line: Line) -> bytes:
    engine = find_engine(line.voice)
    return bytes(np.asarray(engine.say(line.sentence, line.voice, line.speed), np.float32).tobytes())
