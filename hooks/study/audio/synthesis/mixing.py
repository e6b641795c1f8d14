"""The sounds of sentences -> the sound of an episode with the times of its turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from study.audio.manifest import Loudness
from study.audio.synthesis import levels
from study.audio.synthesis.levels import Sound
from study.audio.synthesis.trimming import UnlikelySoundError, check_pace, trim

RATE = 44_100
"""Of what is encoded: podcast directories ask for it, and the size is the same."""

IN_TURN, BETWEEN_TURNS, BETWEEN_PARTS, AT_ENDS = 0.25, 0.45, 1.1, 0.3
"""Seconds of silence."""


@dataclass(frozen=True)
class SpokenTurn:
    """A turn as it was said."""

    host: str
    place: str
    """File and line, for whoever has to mend it."""

    sentences: Sequence[tuple[str, Sound]]
    first_of_part: bool


@dataclass(frozen=True)
class Mix:
    """The sound of an episode."""

    sound: Sound
    seconds: float
    turns: tuple[tuple[float, float], ...]
    parts: tuple[float, ...]
    loudness: Loudness


class OutOfBoundsError(Exception):
    """Something measured is not as it must be; the message says where and what."""


def mix_episode(turns: Sequence[SpokenTurn], rate: int) -> Mix:
    """Return the sound of an episode at 44.1 kHz, its hosts and itself at the level where they belong."""
    trimmed = [_trim_turn(turn, rate) for turn in turns]
    gains = _find_gains(turns, trimmed, rate)
    pieces = [_pause(AT_ENDS, rate)]
    times: list[tuple[int, int]] = []
    place = len(pieces[0])
    for turn, sound in zip(turns, trimmed, strict=True):
        if times:
            pause = _pause(BETWEEN_PARTS if turn.first_of_part else BETWEEN_TURNS, rate)
            pieces.append(pause)
            place += len(pause)
        pieces.append(levels.change_level(sound, gains[turn.host]))
        times.append((place, place + len(sound)))
        place += len(sound)
    joined = np.concatenate([*pieces, _pause(AT_ENDS, rate)])
    seconds = tuple((round(begin / rate, 3), round(end / rate, 3)) for begin, end in times)
    return _master(turns, joined, seconds, rate)


def _master(turns: Sequence[SpokenTurn], joined: Sound, times: tuple[tuple[float, float], ...], rate: int) -> Mix:
    whole = levels.change_rate(joined, rate, RATE)
    gain = levels.TARGET - levels.measure_loudness(whole, RATE)
    gain += levels.TARGET - levels.measure_loudness(levels.limit_peaks(levels.change_level(whole, gain), RATE), RATE)
    sound = levels.limit_peaks(levels.change_level(whole, gain), RATE)
    loudness = _measure(turns, sound, times)
    _refuse_out_of_bounds(turns, sound, times, loudness)
    parts = tuple(begin for turn, (begin, _) in zip(turns, times, strict=True) if turn.first_of_part)
    return Mix(sound, round(len(sound) / RATE, 3), times, parts, loudness)


def _pause(seconds: float, rate: int) -> Sound:
    return np.zeros(int(seconds * rate), np.float32)


def _trim_turn(turn: SpokenTurn, rate: int) -> Sound:
    pieces: list[Sound] = []
    for sentence, sound in turn.sentences:
        try:
            trimmed = trim(sound, rate)
            check_pace(trimmed, rate, sentence)
        except UnlikelySoundError as error:
            raise OutOfBoundsError(f"{turn.place}: “{sentence}” {error}. Write the sentence another way.") from error
        pieces += [_pause(IN_TURN, rate), trimmed] if pieces else [trimmed]
    return np.concatenate(pieces)


def _find_gains(turns: Sequence[SpokenTurn], trimmed: Sequence[Sound], rate: int) -> dict[str, float]:
    """Return one gain for each host that brings all hosts to one level."""
    return {
        host: levels.TARGET - levels.measure_loudness(np.concatenate(sounds), rate)
        for host, sounds in _group(turns, trimmed)
    }


def _group(turns: Sequence[SpokenTurn], sounds: Sequence[Sound]) -> Iterator[tuple[str, list[Sound]]]:
    for host in sorted({turn.host for turn in turns}):
        yield host, [sound for turn, sound in zip(turns, sounds, strict=True) if turn.host == host]


def _measure(turns: Sequence[SpokenTurn], sound: Sound, times: Sequence[tuple[float, float]]) -> Loudness:
    heard = [sound[int(begin * RATE) : int(end * RATE)] for begin, end in times]
    hosts = {host: round(levels.measure_loudness(np.concatenate(one), RATE), 2) for host, one in _group(turns, heard)}
    whole = round(levels.measure_loudness(sound, RATE), 2)
    return Loudness(whole, round(levels.measure_peak(sound), 2), hosts)


def _refuse_out_of_bounds(
    turns: Sequence[SpokenTurn], sound: Sound, times: Sequence[tuple[float, float]], loudness: Loudness
) -> None:
    difference = max(loudness.hosts.values()) - min(loudness.hosts.values())
    measured = {"loudness": loudness.integrated, "peak": loudness.peak, "difference of the hosts": difference}
    for name, value in measured.items():
        low, high = levels.BOUNDS[name]
        if not low <= value <= high:
            loudest = max(zip(turns, times, strict=True), key=lambda one: _loudest(sound, one[1]))
            raise OutOfBoundsError(
                f"{loudest[0].place}: the {name} is {value:.1f}, {low} to {high} is allowed. The loudest turn is here."
            )


def _loudest(sound: Sound, time: tuple[float, float]) -> float:
    return float(np.abs(sound[int(time[0] * RATE) : int(time[1] * RATE)]).max())
