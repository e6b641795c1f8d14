"""What is shown -> what is said: the words that a voice would get wrong, and how they are spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from study.authoring.problems import Problem
from study.authoring.yaml_reader import UnreadableYaml, read_yaml

FILE_NAME = "lexicon.yml"

_SPOKEN_SOUND = re.compile(r"\[([^\[\]]+)\]\(/[^/]+/\)")


@dataclass(frozen=True)
class Lexicon:
    """The words that are said otherwise than they are written."""

    words: Mapping[str, str] = field(default_factory=dict)
    """What is said, by what is shown; `[word](/phonemes/)` gives the sounds themselves."""

    lines: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self.words, key=lambda word: (-len(word), word))
        return re.compile(
            "|".join(f"{_edge(word[0], before=True)}{re.escape(word)}{_edge(word[-1])}" for word in longest)
        )

    def say(self, shown: str) -> str:
        """Return the words that are spoken; of two entries the longer one counts."""
        text = shown.replace("`", "")
        return self._pattern.sub(lambda found: self.words[found[0]], text) if self.words else text


def _edge(letter: str, *, before: bool = False) -> str:
    """Return what keeps a word from being found inside another."""
    if not letter.isalnum():
        return ""
    return r"(?<!\w)" if before else r"(?!\w)"


def drop_sounds(spoken: str) -> str:
    """Return the spoken words with the plain word wherever its sounds are given."""
    return _SPOKEN_SOUND.sub(r"\1", spoken)


def read_lexicon(path: Path) -> Lexicon:
    """Return the lexicon in a file; an empty one if there is no such file."""
    if not path.is_file():
        return Lexicon()
    return parse_lexicon(path.read_text(encoding="utf-8"), "/".join(path.parts[-3:]))


def parse_lexicon(text: str, file: str) -> Lexicon:
    """Return the lexicon that a text holds; an entry with a mistake is left out and told as a problem."""
    try:
        read = read_yaml(text, file, 1)
    except UnreadableYaml as unreadable:
        return Lexicon(problems=(unreadable.problem,))
    lines = {key: read.places[(key,)].line for key in read.values}
    words = {key: said for key, said in read.values.items() if isinstance(said, str) and said}
    problems = [*read.problems, *_find_unsaid(lines, words, file)]
    return Lexicon(words, lines, tuple(problems))


def _find_unsaid(lines: Mapping[str, int], words: Mapping[str, str], file: str) -> Iterator[Problem]:
    for word in lines.keys() - words.keys():
        yield Problem(file, lines[word], f'`{word}` does not say how it is spoken. Write `{word}: "the words"`.')
