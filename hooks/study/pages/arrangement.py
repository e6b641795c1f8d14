"""The order in which the parts of a question are shown: fixed by their text, so that no build differs from another."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from study.bank.model import Question


@dataclass(frozen=True)
class Option:
    """One thing a reader can choose."""

    say: str
    """What the option says, Markdown."""

    why: str | None
    """Why it is wrong; nothing for a right one."""

    @property
    def right(self) -> bool:
        """Whether choosing it is right."""
        return self.why is None


def arrange_options(question: Question) -> tuple[Option, ...]:
    """Return right and wrong options mixed by their text, or in natural order (numbers by value) when `fixed`."""
    right = question.answers or ((question.answer,) if question.answer else ())
    options = [Option(say, None) for say in right]
    options += [Option(wrong.say, wrong.why) for wrong in question.wrong or ()]
    if question.fixed:
        return tuple(sorted(options, key=lambda option: _natural_key(option.say)))
    return tuple(sorted(options, key=lambda option: _mix_key(question.id, option.say)))


def arrange_steps(question: Question) -> tuple[str, ...]:
    """Return the steps of an `order` question mixed, never in their right order."""
    steps = question.order or ()
    mixed = _mix(question.id, steps)
    return mixed if mixed != steps else mixed[1:] + mixed[:1]


def arrange_matches(question: Question) -> tuple[str, ...]:
    """Return the right sides of a `match` question mixed, never in the order of their left sides."""
    values = tuple((question.match or {}).values())
    mixed = _mix(question.id, values)
    return mixed if mixed != values else mixed[1:] + mixed[:1]


def _mix(seed: str, texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda text: _mix_key(seed, text)))


def _mix_key(seed: str, text: str) -> str:
    return hashlib.sha256(f"{seed}\n{text}".encode()).hexdigest()


def _natural_key(text: str) -> tuple[tuple[float, str], ...]:
    pieces = re.split(r"(\d+(?:\.\d+)?)", text.casefold())
    return tuple((float(piece), "") if index % 2 else (-1.0, piece) for index, piece in enumerate(pieces))
