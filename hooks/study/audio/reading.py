"""The folder of scripts -> episodes, lexicon, sound, and everything that authors have to mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from study.audio.checked import FILE_NAME as CHECKED
from study.audio.checked import Unchecked, find_unchecked, parse_checked
from study.audio.lexicon import FILE_NAME as LEXICON
from study.audio.lexicon import Lexicon, read_lexicon
from study.audio.manifest import Manifest, read_manifest
from study.audio.model import FOLDER, Episode
from study.audio.pins import VOICES
from study.audio.recording import describe_sound
from study.audio.script import parse_script
from study.audio.spoken_checks import check_spoken
from study.audio.targets import Target
from study.authoring.plain_text import suggest
from study.authoring.problems import Problem


@dataclass(frozen=True)
class Scripts:
    """The scripts of the site."""

    episodes: tuple[Episode, ...] = ()
    """The one about the whole deep dive first, then in the order of the chapters."""

    lexicon: Lexicon = field(default_factory=Lexicon)
    manifests: Mapping[str, Manifest] = field(default_factory=dict)
    """By the name of the episode, of each that has sound."""

    unchecked: Mapping[str, tuple[Unchecked, ...]] = field(default_factory=dict)
    """By the name of the episode."""

    problems: tuple[Problem, ...] = ()


def read_scripts(docs: Path, chapters: Iterable[str], targets: Mapping[str, Target], terms: Iterable[str]) -> Scripts:
    """Return the scripts in the folder of pages; `chapters` are short names in reading order."""
    folder, order, words = docs / FOLDER, ["", *chapters], list(terms)
    lexicon = read_lexicon(folder / LEXICON)
    checked = folder / CHECKED
    seen = parse_checked(checked.read_text(encoding="utf-8")) if checked.is_file() else {}
    episodes: list[Episode] = []
    problems = [*lexicon.problems]
    for path in sorted(folder.glob("*.md")):
        file = f"{docs.name}/{FOLDER}{path.name}"
        episode, found = parse_script(path.read_text(encoding="utf-8-sig"), f"{FOLDER}{path.name}", file, VOICES)
        problems += found
        if episode:
            astray = [*_check_targets(episode, targets, order, file)]
            problems += [*astray, *check_spoken(episode, lexicon, words, file)]
            episodes += [] if astray else [episode]
    ordered = sorted(episodes, key=lambda one: (order.index(one.chapter), one.name))
    unchecked = {one.name: tuple(find_unchecked(one, targets, seen)) for one in ordered}
    manifests = {one.name: read_manifest(folder / f"{one.name}.json") for one in ordered}
    there = {name: manifest for name, manifest in manifests.items() if manifest}
    return Scripts(tuple(ordered), lexicon, there, unchecked, tuple(problems))


def is_current(episode: Episode, scripts: Scripts) -> bool:
    """Return whether the sound of an episode says what its script says."""
    manifest = scripts.manifests.get(episode.name)
    return manifest is not None and manifest.digest == describe_sound(episode, scripts.lexicon)


def _check_targets(
    episode: Episode, targets: Mapping[str, Target], chapters: list[str], file: str
) -> Iterator[Problem]:
    if episode.chapter not in chapters:
        mend = suggest(episode.chapter, chapters) or "Name it as its file is named."
        yield Problem(file, 1, f'`chapter` is "{episode.chapter}", but there is no such chapter. {mend}')
    for turn in episode.turns:
        if (typed := turn.ground.typed) not in targets:
            mend = suggest(typed, targets) or "Write `chapter#anchor`, `q/question-id` or `receipt/name`."
            yield Problem(file, turn.line, f"the turn stands on `{typed}`, which is not there. {mend}")
