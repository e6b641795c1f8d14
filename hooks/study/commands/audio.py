"""`make audio`: the sound of every episode whose script, lexicon or voices have changed."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from study.audio.manifest import render_manifest
from study.audio.model import FOLDER, Episode
from study.audio.reading import Scripts, is_current
from study.authoring.problems import report
from study.cache.store import Cache
from study.commands.site_files import read_site, read_site_scripts, validate_site
from study.sharing.cover import SERIES, render_cover, shrink_cover

if TYPE_CHECKING:
    from study.audio.synthesis.clips import Clips, Line

MISSING = (
    "The packages that make sound are missing: run `make audio`, or "
    "`.venv/bin/python -m pip install --require-hashes -r requirements-audio.lock`."
)
CLIPS = Path(".cache/audio")


def main(arguments: list[str]) -> int:
    """Make what is missing; 1 if something has to be mended, 3 if time was over before all was said."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path)
    parser.add_argument("--site", default="", help="name of the site, for the tags of the files")
    parser.add_argument("--episode", default="", help="only this one")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="say no further sentence after these")
    parser.add_argument("--engine", choices=("kokoro", "hibari"), default="kokoro", help="hibari has one voice")
    chosen = parser.parse_args(arguments)
    site = read_site([str(chosen.docs)])
    scripts = read_site_scripts(site, validate_site(site))
    if errors := [problem for problem in scripts.problems if problem.severity == "error"]:
        print(report(errors), file=sys.stderr)
        return 1
    due = [one for one in scripts.episodes if chosen.episode in ("", one.name) and not is_current(one, scripts)]
    if not due:
        print("The sound of every episode is what its script says.")
        return 0
    try:
        clips = _open_clips(chosen.engine)
    except ModuleNotFoundError:
        print(MISSING, file=sys.stderr)
        return 1
    return _make(due, scripts, clips, chosen)


def _open_clips(engine: str) -> Clips:
    from study.audio.synthesis.clips import Clips
    from study.audio.synthesis.hibari import HibariVoice
    from study.audio.synthesis.kokoro import Kokoro

    return Clips(CLIPS, Kokoro if engine == "kokoro" else HibariVoice)


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
    mp3, manifest = produce(episode, scripts.lexicon, mixed, chosen.engine, series, cover)
    (folder / f"{episode.name}.mp3").write_bytes(mp3)
    (folder / f"{episode.name}.json").write_text(render_manifest(manifest), encoding="utf-8")
    levels, minutes = manifest.loudness, manifest.seconds / 60
    print(
        f"{episode.name}: {minutes:.1f} minutes, {manifest.bytes:,} bytes, {levels.integrated} LUFS, peak {levels.peak}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
