"""The clips of the drill: what is asked and answered of a question that reads well aloud, as files named by content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from study.audio.aloud import card_texts, reads_aloud
from study.audio.lexicon import Lexicon
from study.audio.model import FOLDER
from study.audio.pins import PACKAGES, SPEED, describe_voice
from study.audio.sentences import split_sentences
from study.authoring.plain_text import plain_words
from study.bank.model import Question

CLIPS = f"{FOLDER}drill/"
"""Where clips lie, below `docs/` and in the site; they are made where a site is built, and never committed."""

ASKS, ANSWERS = "af_heart", "am_michael"
"""The voices of the two hosts."""


@dataclass(frozen=True)
class Clip:
    """What one voice says of a question."""

    voice: str
    sentences: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of its file, which changes with all that the sound depends on."""
        made_of = [self.sentences, describe_voice(self.voice), PACKAGES["lameenc"], SPEED]
        return f"{hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:12]}.mp3"


def list_clips(question: Question, lexicon: Lexicon) -> tuple[Clip, Clip]:
    """Return the clips of a question and of its answer."""
    asked, answered = (tuple(split_sentences(lexicon.say(plain_words(text)))) for text in card_texts(question))
    return Clip(ASKS, asked), Clip(ANSWERS, answered)


def find_clips(docs: Path) -> frozenset[str]:
    """Return the names of the clips that were made."""
    return frozenset(path.name for path in (docs / CLIPS).glob("*.mp3"))


def describe_aloud(questions: Iterable[Question], lexicon: Lexicon, made: Collection[str]) -> dict[str, str]:
    """Return for each question that reads well aloud the names of its two clips, or nothing if they were not made."""
    named = {one.id: [clip.name for clip in list_clips(one, lexicon)] for one in questions if reads_aloud(one, lexicon)}
    return {key: " ".join(names) if made and set(names) <= set(made) else "" for key, names in named.items()}
