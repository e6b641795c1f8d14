"""A short text set in one size: broken into lines of about equal length, with code spans kept apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import pairwise

_JOINT = re.compile(r"(?<=[._=/:,(#-])(?=\w)|(?<=[a-z0-9])(?=[A-Z])")
_ANYWHERE = re.compile(r"(?<=.)(?=.)")
_ABOUT_EQUAL = 0.05


@dataclass(frozen=True)
class Run:
    """Neighbouring characters of one look."""

    text: str
    code: bool = False


@dataclass(frozen=True)
class Word:
    """What a line is not broken within."""

    runs: tuple[Run, ...]
    spaced: bool = True
    """Whether a space keeps it apart from the word before on the same line."""

    inside_code: bool = False
    """Whether the place before it is inside a code span."""


@dataclass(frozen=True)
class Setting:
    """A text as it is to be drawn."""

    size: int
    lines: tuple[tuple[Run, ...], ...]


Measure = Callable[[Run], float]
"""Returns how wide a run is, in sizes of the letters."""


def fit_text(html: str, measure: Measure, width: float, height: float, sizes: Sequence[int], leading: float) -> Setting:
    """Return the text in the largest of the sizes, given from large to small, that fits the room.

    Long names of settings are broken, behind a dot or before a capital, only if the text fits in no size without; what
    has no such joint is broken anywhere, and what is still too long is set smaller than asked for.
    """
    words = tuple(split_words(html))
    smaller = range(sizes[-1], sizes[-1] // 4, -1)
    attempts = (
        (words, sizes),
        (tuple(_break(words, _JOINT, code_only=True)), sizes),
        (tuple(_break(words, _ANYWHERE)), (*sizes, *smaller)),
    )
    for candidate, allowed in attempts:
        widths = _Widths(candidate, measure)
        for size in allowed:
            breaks = widths.find_breaks(width / size)
            if widths.widest * size <= width and len(breaks) * size * leading <= height:
                return Setting(size, tuple(_join_lines(candidate, widths.balance(width / size))))
    raise ValueError(f"no size from {sizes[0]} to {smaller[-1]} fits: {html}")


def split_words(html: str) -> Iterator[Word]:
    """Yield the words of a piece of HTML; only the difference between text and `<code>` is kept."""
    runs: list[Run] = []
    inside_code = False
    for run in _read_runs(html):
        for index, part in enumerate(re.split(r"\s+", run.text)):
            if index:
                if runs:
                    yield Word(tuple(runs), inside_code=inside_code)
                runs, inside_code = [], run.code
            if part:
                runs.append(Run(part, run.code))
    if runs:
        yield Word(tuple(runs), inside_code=inside_code)


def _read_runs(html: str) -> list[Run]:
    reader = _RunReader()
    reader.feed(html)
    reader.close()
    return reader.runs


class _RunReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.runs: list[Run] = []
        self._code = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self._code += tag == "code"

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag == "code"

    def handle_data(self, data: str) -> None:
        self.runs.append(Run(data, self._code > 0))


def _break(words: Iterable[Word], joint: re.Pattern[str], code_only: bool = False) -> Iterator[Word]:
    """Yield the words in pieces that no space keeps apart."""
    for word in words:
        spaced, inside_code, kept = word.spaced, word.inside_code, list[Run]()
        for run in word.runs:
            parts = joint.split(run.text) if run.code or not code_only else [run.text]
            for part in parts[:-1]:
                yield Word((*kept, Run(part, run.code)), spaced, inside_code)
                spaced, inside_code, kept = False, run.code, []
            kept.append(Run(parts[-1], run.code))
        yield Word(tuple(kept), spaced, inside_code)


class _Widths:
    """Words by their widths alone, to be broken into lines."""

    def __init__(self, words: Sequence[Word], measure: Measure) -> None:
        self._words = [sum(map(measure, word.runs)) for word in words]
        self._spaces = [measure(Run(" ", word.inside_code)) if word.spaced else 0.0 for word in words]
        self.widest = max(self._words, default=0.0)

    def find_breaks(self, width: float) -> list[int]:
        """Return the index of the first word of each line, where each line takes what it can."""
        breaks, filled = list[int](), 0.0
        for index, (space, word) in enumerate(zip(self._spaces, self._words, strict=True)):
            if breaks and filled + space + word <= width:
                filled += space + word
            else:
                breaks.append(index)
                filled = word
        return breaks

    def balance(self, width: float) -> list[int]:
        """Return breaks into as few lines as the width allows, which are as equal in length as can be."""
        breaks = self.find_breaks(width)
        low, high = self.widest, width
        while high - low > _ABOUT_EQUAL:
            middle = (low + high) / 2
            tighter = self.find_breaks(middle)
            if len(tighter) == len(breaks):
                high, breaks = middle, tighter
            else:
                low = middle
        return breaks


def _join_lines(words: Sequence[Word], breaks: Sequence[int]) -> Iterator[tuple[Run, ...]]:
    for start, end in pairwise((*breaks, len(words))):
        yield _join(words[start:end])


def _join(line: Iterable[Word]) -> tuple[Run, ...]:
    """Return the runs of a line: neighbours of one look become one, so that a box is drawn once around them."""
    runs: list[Run] = []
    for index, word in enumerate(line):
        space = (Run(" ", word.inside_code),) if index and word.spaced else ()
        for run in (*space, *word.runs):
            if runs and runs[-1].code == run.code:
                runs[-1] = Run(runs[-1].text + run.text, run.code)
            else:
                runs.append(run)
    return tuple(runs)
