"""What a voice cannot say as it is written: signs, dotted names, digits with units, names it would spell out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from study.audio.lexicon import Lexicon, drop_sounds
from study.audio.model import Episode, Turn
from study.authoring.problems import Problem

_UNSPOKEN = (
    (re.compile(r"\S*=\S*"), "has a sign that no voice says"),
    (re.compile(r"\b[\w-]*[A-Za-z_][\w-]*\.[\w.-]*\w"), "is a name with dots"),
    (re.compile(r"\b\d+(?:\.\d+){2,}\b"), "is a version, of which a voice makes a number"),
    (
        re.compile(r"\b\d[\d.,]*\s?(?:[kKMGT]i?B|B|ms|µs|us|ns|s|min|h|[kMG]?bit|[MG]bps|Hz|%)(?:/s)?(?!\w)"),
        "is a digit with a unit",
    ),
    (re.compile(r"\S*[^\w\s.,;:!?'’‘\"“”()–—…-]\S*"), "has a sign that no voice says"),
    (re.compile(r"\S*_\S*"), "has a sign that no voice says"),
)
_INITIALS = re.compile(r"[A-Z]{2}|[a-z][A-Z]|\d[A-Za-z]|[A-Za-z]\d")
"""Stands in names that a voice spells out, or breaks in two."""


def check_spoken(episode: Episode, lexicon: Lexicon, terms: Iterable[str], file: str) -> Iterator[Problem]:
    """Yield what a voice would say wrong; `terms` are the words of the glossary."""
    named = sorted(term for term in set(terms) if _INITIALS.search(term) and lexicon.say(term) == term)
    for turn in episode.turns:
        yield from _check_signs(turn, lexicon, file)
        for term in named:
            if re.search(rf"(?<![\w-]){re.escape(term)}(?![\w-])", turn.text):
                message = f"a voice would spell out `{term}`. Say in the lexicon how it is spoken."
                yield Problem(file, turn.line, message, "warning")


def find_unspoken(shown: str, lexicon: Lexicon) -> str:
    """Return what stands in a text that no voice can say, and why; nothing if there is none."""
    spoken = drop_sounds(lexicon.say(shown))
    for pattern, what in _UNSPOKEN:
        if found := pattern.search(spoken):
            return f"“{found[0].strip(' .,;:?!')}” {what}"
    return ""


def _check_signs(turn: Turn, lexicon: Lexicon, file: str) -> Iterator[Problem]:
    if unspoken := find_unspoken(turn.text, lexicon):
        yield Problem(file, turn.line, f"{unspoken}. Say in the lexicon how it is spoken.")
