"""The audio edition in a build: its scripts, pages and files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.plugins import get_plugin_logger
from study.audio.drill import describe_aloud, find_clips
from study.audio.reading import read_scripts
from study.audio.targets import find_targets
from study.bank.site import Site
from study.pages.listening.audio_page import FEED, INDEX, render_audio_page
from study.pages.listening.captions import captions_uri, chapters_uri, render_captions, render_chapters
from study.pages.listening.drill_page import DRILL, render_drill_page
from study.pages.listening.sound import find_sounds

from mkdocs_adapter.state import Build

log = get_plugin_logger("study")


def load_scripts(build: Build, sources: Mapping[str, str], docs: Path) -> None:
    """Read the scripts and find out which have their sound."""
    build.targets = find_targets(build.chapters.values(), sources, build.receipts.by_name)
    terms = (spelling for term in build.glossary.terms for spelling in term.spellings)
    build.scripts = read_scripts(docs, [chapter.slug for chapter in build.chapters.values()], build.targets, terms)
    build.sounds = find_sounds(build.scripts)


def tell_unchecked(build: Build) -> None:
    """Say how many turns stand on what has changed since somebody checked them."""
    for name, unchecked in build.scripts.unchecked.items():
        if unchecked:  # Not even a strict build stops here: whoever writes a chapter does not wait for its episode.
            log.info(
                "%s turns of audio/%s.md have to be checked: `make audio-checked` lists them", len(unchecked), name
            )


def find_aloud(build: Build, docs: Path) -> dict[str, str]:
    """Return the clips of the questions that read well aloud; none where nobody listens."""
    if not build.scripts.episodes:
        return {}
    questions = (question for chapter in build.chapters.values() for question in chapter.front.questions)
    return describe_aloud(questions, build.scripts.lexicon, find_clips(docs))


def render_audio(build: Build, site_url: str, aloud: int) -> dict[str, str]:
    """Return what stands beside the episodes: the page that lists them, the drill, captions and chapters."""
    if not build.scripts.episodes:
        return {}
    count = sum(len(chapter.front.questions) for chapter in build.chapters.values())
    files = {DRILL: render_drill_page(aloud, count)}
    files |= {INDEX: render_audio_page(build.scripts.episodes, build.sounds, site_url)}
    for sound in build.sounds.values():
        files |= {captions_uri(sound): render_captions(sound), chapters_uri(sound): render_chapters(sound)}
    return files


def render_podcast_files(build: Build, site: Site) -> dict[str, str | bytes]:
    """Return the feed of the episodes that can be heard, and its cover; nothing if there is none."""
    if not build.sounds:
        return {}
    from study.sharing.cover import COVER, render_cover  # Whoever writes a page does not wait for it.
    from study.sharing.podcast import render_podcast

    return {COVER: render_cover(site.name, build.cache), FEED: render_podcast(site, build.sounds.values())}
