"""Loudness and peaks: their bounds, how they are measured and how a sound is brought within."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

import numpy as np
import pyloudnorm
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import resample_poly

TARGET = -18.6
"""LUFS before encoding: MP3 of a constant rate comes out 0.4 dB lower."""

CEILING = -2.0
"""The true peak in dBFS before encoding, which moves peaks by up to half a decibel."""

BOUNDS = {"loudness": (-19.1, -18.1), "peak": (-60.0, -1.5), "difference of the hosts": (0.0, 1.0)}
"""What is allowed, in LUFS, dBFS and LU."""

_AHEAD = 0.005
"""Seconds before a peak in which the limiter begins to turn it down."""

Sound: TypeAlias = "NDArray[np.float32]"


def measure_loudness(sound: Sound, rate: int) -> float:
    """Return the integrated loudness in LUFS."""
    return float(pyloudnorm.Meter(rate).integrated_loudness(np.asarray(sound, np.float64)))


def measure_peak(sound: Sound) -> float:
    """Return the true peak in dBFS, measured at four times the rate."""
    return float(20 * np.log10(max(1e-9, float(_find_peaks(sound).max()))))


def change_level(sound: Sound, decibels: float) -> Sound:
    """Return the sound with a gain."""
    return np.asarray(sound * 10 ** (decibels / 20), np.float32)


def change_rate(sound: Sound, before: int, after: int) -> Sound:
    """Return the sound at another rate."""
    ratio = Fraction(after, before)
    return np.asarray(resample_poly(sound, ratio.numerator, ratio.denominator), np.float32)


def limit_peaks(sound: Sound, rate: int) -> Sound:
    """Return the sound with no true peak above the ceiling; what is below is left alone but around peaks."""
    limit = 10 ** ((CEILING - 0.05) / 20)
    wanted = np.minimum(1, limit / np.maximum(_find_peaks(sound), 1e-9))
    width = 2 * int(_AHEAD * rate) + 1
    gain = uniform_filter1d(minimum_filter1d(wanted, width), width)
    return np.asarray(sound * gain, np.float32)


def _find_peaks(sound: Sound) -> NDArray[np.float64]:
    """Return for each sample the highest point up to the next one."""
    between = np.abs(resample_poly(np.asarray(sound, np.float64), 4, 1)).reshape(-1, 4)
    return np.asarray(np.maximum(between.max(axis=1), np.abs(sound)), np.float64)
