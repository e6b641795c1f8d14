"""The page of an episode: its sound, and its words with the time of each turn and a link to what it stands on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from study.audio.model import Episode, Part, Turn
from study.audio.targets import Target
from study.authoring.plain_text import plain_words, shorten
from study.bank.urls import root_of
from study.pages.listening.sound import Sound, describe_time
from study.pages.take_away import describe_size
from study.pages.template_environment import load_macros

_CODE = re.compile(r"`([^`]+)`")
_LONGEST_TITLE = 90
_KINDS = {"section": "Section", "question": "Question", "receipt": "Receipt"}


@dataclass(frozen=True)
class TurnView:
    """A turn as its page shows it."""

    anchor: str
    host: str
    said: Markup
    time: tuple[float, float] | None
    shown_time: str


@dataclass(frozen=True)
class Lines:
    """Turns in a row that stand on one thing."""

    turns: tuple[TurnView, ...]
    kind: str
    title: str
    address: str


def render_episode(episode: Episode, sound: Sound | None, targets: Mapping[str, Target]) -> str:
    """Return the Markdown of an episode's page; without sound it is there to be read."""
    macros, root = load_macros("audio.html"), root_of(episode.src_uri)
    times = sound.manifest.turns if sound else (None,) * len(episode.turns)
    views = dict(zip(episode.turns, _describe(episode, times), strict=True))
    size = describe_size(sound.manifest.bytes) if sound else ""
    head = macros.episode_head(episode, sound, size, describe_time(sound.manifest.seconds) if sound else "", root)
    blocks = [f"# {episode.title}", _tidy(head)]
    for number, part in enumerate(episode.parts, start=1):
        lines = _group(part, views, targets, root)
        blocks += [f"## {part.title} {{#part-{number}}}", *(_tidy(macros.lines(one)) for one in lines)]
    return "\n\n".join(blocks) + "\n"


def _describe(episode: Episode, times: tuple[tuple[float, float] | None, ...]) -> list[TurnView]:
    return [
        TurnView(f"t{number}", turn.host, _render_said(turn.text), time, describe_time(time[0]) if time else "")
        for number, (turn, time) in enumerate(zip(episode.turns, times, strict=True), start=1)
    ]


def _group(part: Part, views: Mapping[Turn, TurnView], targets: Mapping[str, Target], root: str) -> list[Lines]:
    found = []
    for ground, turns in groupby(part.turns, key=lambda turn: turn.ground):
        target = targets[ground.typed]
        title = shorten(plain_words(target.title), _LONGEST_TITLE)
        shown = tuple(views[turn] for turn in turns)
        found.append(Lines(shown, _KINDS[ground.kind], title, root + target.address))
    return found


def _render_said(text: str) -> Markup:
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


def _tidy(html: object) -> str:
    """Return HTML as one block of Markdown: without empty lines, at which Markdown would begin another."""
    return "\n".join(line.strip() for line in str(html).splitlines() if line.strip())
