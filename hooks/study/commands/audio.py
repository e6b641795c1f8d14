"""`make audio`: the sound of every episode whose script, lexicon or voices have changed."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from study.audio.aloud import reads_aloud
from study.audio.drill import CLIPS as DRILL_CLIPS
from study.audio.drill import list_clips
from study.audio.lost_words import Heard, compare_turns
from study.audio.manifest import render_manifest
from study.audio.model import FOLDER, Episode
from study.audio.pins import SPEED
from study.audio.reading import Scripts, is_current
from study.audio.recording import split_turns
from study.authoring.problems import Problem, report
from study.bank.model import Question
from study.cache.store import Cache
from study.commands.site_files import find_mistakes, read_site, validate_site
from study.sharing.cover import SERIES, render_cover, shrink_cover

if TYPE_CHECKING:
    from study.audio.synthesis.clips import Clips, Line

MISSING = (
    "The packages that make sound are missing: run `make audio`, or "
    "`.venv/bin/python -m pip install --require-hashes -r requirements-audio.lock`."
)
CLIPS = Path(".cache/audio")

LOST_WORDS, LOST_SHARE = 1, 0.12
"""A turn that lost more words than both of these is listed."""


def main(arguments: list[str]) -> int:
    """Make what is missing; 1 if something has to be mended, 3 if time was over before all was said."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path)
    parser.add_argument("--site", default="", help="name of the site, for the tags of the files")
    parser.add_argument("--episode", default="", help="only this one")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="say no further sentence after these")
    parser.add_argument("--check", action="store_true", help="have a recogniser write down what it hears")
    parser.add_argument("--drill", action="store_true", help="make the clips of the drill, not the episodes")
    chosen = parser.parse_args(arguments)
    site = read_site([str(chosen.docs)])
    validated = validate_site(site)
    scripts, problems = find_mistakes(site, validated)
    if errors := [problem for problem in problems if problem.severity == "error"]:
        print(report(errors), file=sys.stderr)
        return 1
    if chosen.check:
        return _check([one for one in scripts.episodes if chosen.episode in ("", one.name)], scripts, chosen.docs)
    questions = [question for chapter in validated.chapters for question in chapter.front.questions]
    due = [one for one in scripts.episodes if chosen.episode in ("", one.name) and not is_current(one, scripts)]
    if not due and not chosen.drill:
        print("The sound of every episode is what its script says.")
        return 0
    try:
        clips = _open_clips()
    except ModuleNotFoundError:
        print(MISSING, file=sys.stderr)
        return 1
    return _make_drill(questions, scripts, clips, chosen) if chosen.drill else _make(due, scripts, clips, chosen)


def _check(episodes: Sequence[Episode], scripts: Scripts, docs: Path) -> int:
    """List turns of which a recogniser lost words, and the part of its words that each host lost."""
    try:
        from study.audio.synthesis.recognition import recognise
    except ModuleNotFoundError:
        print(MISSING.replace("make audio", "make audio CHECK=1").replace("audio.lock", "audio-check.lock"))
        return 1
    counted: dict[str, list[Heard]] = {}
    for episode in episodes:
        if not is_current(episode, scripts):
            print(f"{episode.name} has no sound that says what its script says: run `make audio` first.")
            continue
        said = [" ".join(sentences) for _, sentences in split_turns(episode, scripts.lexicon)]
        heard = compare_turns(said, recognise(docs / FOLDER / f"{episode.name}.mp3", CLIPS))
        for turn, one in zip(episode.turns, heard, strict=True):
            counted.setdefault(turn.host, []).append(one)
            if one.wrong > max(LOST_WORDS, LOST_SHARE * one.words):
                message = f"{one.wrong} of {one.words} words were not heard: {' '.join(one.lost)}"
                print(Problem(f"{docs.name}/{episode.src_uri}", turn.line, message))
    for host, turns in sorted(counted.items()):
        words, wrong = sum(one.words for one in turns), sum(one.wrong for one in turns)
        print(f"{host}: {wrong} of {words} words wrong, {wrong / words:.1%}")
    return 0


def _open_clips() -> Clips:
    from study.audio.synthesis.clips import Clips

    return Clips(CLIPS)


def _make(due: Sequence[Episode], scripts: Scripts, clips: Clips, chosen: argparse.Namespace) -> int:
    from study.audio.synthesis.mixing import OutOfBoundsError
    from study.audio.synthesis.production import list_lines

    end = time.monotonic() + chosen.minutes * 60
    for episode in due:
        lines = list_lines(episode, scripts.lexicon)
        _say(episode.name, lines, clips, end)
        if clips.find_missing(lines):
            print(f"{episode.name} is not whole yet: run the command again, it goes on where it stopped.")
            return 3
        try:
            _write(episode, scripts, clips, chosen)
        except OutOfBoundsError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def _make_drill(questions: Sequence[Question], scripts: Scripts, clips: Clips, chosen: argparse.Namespace) -> int:
    """Make the clips of all questions that read well aloud, and drop those of what is worded otherwise now."""
    from study.audio.synthesis.clips import Line
    from study.audio.synthesis.production import encode_clip

    folder: Path = chosen.docs / DRILL_CLIPS
    folder.mkdir(parents=True, exist_ok=True)
    aloud = [one for one in questions if reads_aloud(one, scripts.lexicon)]
    wanted = {clip.name: clip for one in aloud for clip in list_clips(one, scripts.lexicon)}
    missing = [clip for name, clip in wanted.items() if not (folder / name).is_file()]
    for path in folder.glob("*.mp3"):
        if path.name not in wanted:
            path.unlink()
    lines = {clip: [Line(sentence, clip.voice, SPEED) for sentence in clip.sentences] for clip in missing}
    _say("drill", [line for said in lines.values() for line in said], clips, time.monotonic() + chosen.minutes * 60)
    for clip, said in lines.items():
        if not clips.find_missing(said):
            (folder / clip.name).write_bytes(encode_clip([(line.sentence, clips.load(line)) for line in said]))
    made = sum((folder / name).is_file() for name in wanted)
    print(f"{made} of {len(wanted)} clips are there, for {len(aloud)} of {len(questions)} questions.")
    return 0


def _say(name: str, lines: Sequence[Line], clips: Clips, end: float) -> None:
    missing, begun = len(clips.find_missing(lines)), time.monotonic()
    for done, _ in enumerate(clips.make(lines, end - begun) if missing else (), start=1):
        left = (time.monotonic() - begun) / done * (missing - done)
        print(f"\r{name}: {done} of {missing} sentences, {left / 60:.1f} minutes left ", end="", file=sys.stderr)
    if missing:
        print(file=sys.stderr)


def _write(episode: Episode, scripts: Scripts, clips: Clips, chosen: argparse.Namespace) -> None:
    from study.audio.synthesis.production import mix, produce

    folder: Path = chosen.docs / FOLDER
    mixed = mix(episode, scripts.lexicon, clips, f"{chosen.docs.name}/{episode.src_uri}")
    cover = shrink_cover(render_cover(chosen.site, Cache()))
    series = f"{chosen.site}: {SERIES}" if chosen.site else SERIES
    mp3, manifest = produce(episode, scripts.lexicon, mixed, series, cover)
    (folder / f"{episode.name}.mp3").write_bytes(mp3)
    (folder / f"{episode.name}.json").write_text(render_manifest(manifest), encoding="utf-8")
    levels, minutes = manifest.loudness, manifest.seconds / 60
    print(
        f"{episode.name}: {minutes:.1f} minutes, {manifest.bytes:,} bytes, {levels.integrated} LUFS, peak {levels.peak}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
