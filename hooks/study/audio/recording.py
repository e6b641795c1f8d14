"""An episode as lines for voices: which sentences make up each turn."""

from __future__ import annotations

import hashlib
import json

from study.audio.lexicon import Lexicon
from study.audio.model import Episode
from study.audio.pins import PACKAGES, SPEED, describe_voice
from study.audio.sentences import split_sentences

FORM = 1
"""Of what is made of sentences; another number makes every episode anew."""


def split_turns(episode: Episode, lexicon: Lexicon) -> list[tuple[str, list[str]]]:
    """Return voice and spoken sentences of each turn."""
    return [(episode.hosts[turn.host], split_sentences(lexicon.say(turn.text))) for turn in episode.turns]


def describe_sound(episode: Episode, lexicon: Lexicon) -> str:
    """Return a digest of all that the sound of an episode depends on: words, parts, voices, and what makes sound."""
    voices = [describe_voice(voice) for voice in sorted(set(episode.hosts.values()))]
    sizes = [len(part.turns) for part in episode.parts]
    made_of = [FORM, split_turns(episode, lexicon), sizes, voices, PACKAGES["lameenc"], SPEED]
    return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()
