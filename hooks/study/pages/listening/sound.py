"""The sound of an episode as pages offer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from study.audio.manifest import Manifest
from study.audio.model import FOLDER, Episode
from study.audio.reading import Scripts, is_current
from study.bank.urls import page_url


@dataclass(frozen=True)
class Sound:
    """An episode that can be heard."""

    episode: Episode
    manifest: Manifest

    @property
    def path(self) -> str:
        """Where the file lies in the site."""
        return f"{FOLDER}{self.episode.name}.mp3"

    @property
    def version(self) -> str:
        """Changes with the sound."""
        return self.manifest.digest[:8]

    @property
    def minutes(self) -> int:
        """How long it is, in whole minutes."""
        return max(1, round(self.manifest.seconds / 60))


@dataclass(frozen=True)
class Listening:
    """What a chapter says of its episode."""

    minutes: int
    address: str
    """From the site's root."""


def find_sounds(scripts: Scripts) -> dict[str, Sound]:
    """Return by their names the episodes whose sound says what their script says."""
    return {
        episode.name: Sound(episode, scripts.manifests[episode.name])
        for episode in scripts.episodes
        if is_current(episode, scripts)
    }


def find_listening(sounds: Mapping[str, Sound]) -> dict[str, Listening]:
    """Return what chapters say of their episodes, by the short names of the chapters."""
    heard = (sound for sound in sounds.values() if sound.episode.chapter)
    return {sound.episode.chapter: Listening(sound.minutes, page_url(sound.episode.src_uri)) for sound in heard}


def describe_time(seconds: float) -> str:
    """Return a time as players show it."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"
