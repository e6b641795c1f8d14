"""The order in which the parts of a question are shown: fixed by their text, so that no build differs from another."""

from __future__ import annotations

import hashlib
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
    """Return right and wrong options mixed by their text, or in written order when `fixed`."""
    right = [Option(say, None) for say in question.answers or ((question.answer,) if question.answer else ())]
    wrong = [Option(option.say, option.why) for option in question.wrong or ()]
    if question.fixed:
        return tuple([*wrong, *right] if question.wrong_first else [*right, *wrong])
    return tuple(sorted([*right, *wrong], key=lambda option: _mix_key(question.id, option.say)))


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
