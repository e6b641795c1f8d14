"""An episode whose sentences were said -> its MP3 and its manifest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from study.audio.lexicon import Lexicon
from study.audio.manifest import Manifest
from study.audio.model import Episode
from study.audio.pins import SPEED
from study.audio.recording import describe_sound, split_turns
from study.audio.synthesis.clips import Clips, Line
from study.audio.synthesis.levels import Sound
from study.audio.synthesis.mixing import RATE as OUTPUT
from study.audio.synthesis.mixing import Mix, SpokenTurn, mix_episode
from study.audio.synthesis.mp3 import DELAY, Tags, encode_mp3, tag_mp3

RATE = 24_000
"""Of what engines say."""


def list_lines(episode: Episode, lexicon: Lexicon) -> list[Line]:
    """Return every sentence of an episode as its voice says it."""
    return [
        Line(sentence, voice, SPEED) for voice, sentences in split_turns(episode, lexicon) for sentence in sentences
    ]


def mix(episode: Episode, lexicon: Lexicon, clips: Clips, file: str) -> Mix:
    """Return the sound of an episode; `file` is that of its script."""
    return mix_episode([*_find_spoken(episode, lexicon, clips, file)], RATE)


def _find_spoken(episode: Episode, lexicon: Lexicon, clips: Clips, file: str) -> Iterator[SpokenTurn]:
    first = {part.turns[0].line for part in episode.parts}
    for turn, (voice, sentences) in zip(episode.turns, split_turns(episode, lexicon), strict=True):
        said = [(sentence, clips.load(Line(sentence, voice, SPEED))) for sentence in sentences]
        yield SpokenTurn(turn.host, f"{file}:{turn.line}", said, turn.line in first)


def encode_clip(sentences: Sequence[tuple[str, Sound]]) -> bytes:
    """Return the MP3 of what one voice says at once, at the level of the episodes."""
    turn = SpokenTurn("", sentences[0][0], sentences, first_of_part=True)
    return encode_mp3(mix_episode([turn], RATE).sound, OUTPUT)


def produce(episode: Episode, lexicon: Lexicon, mixed: Mix, site: str, cover: bytes) -> tuple[bytes, Manifest]:
    """Return the MP3 of an episode and what is known of it, times as players hear them."""
    later = tuple((round(begin + DELAY, 3), round(end + DELAY, 3)) for begin, end in mixed.turns)
    parts = (0.0, *(round(begin + DELAY, 3) for begin in mixed.parts[1:]))
    voices = f"{' and '.join(episode.hosts)}, synthetic voices"
    titles = [part.title for part in episode.parts]
    tags = Tags(episode.title, voices, site, episode.added[:4], cover, [*zip(titles, parts, strict=True)])
    mp3 = tag_mp3(encode_mp3(mixed.sound, OUTPUT), tags, mixed.seconds)
    digest = describe_sound(episode, lexicon)
    return mp3, Manifest(digest, episode.hosts, mixed.seconds, len(mp3), later, parts, mixed.loudness)
