"""The page that lists the episodes: what there is to hear, how to subscribe, who speaks and under which licences."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from io import BytesIO

import segno

from study.audio.model import FOLDER, Episode
from study.bank.urls import page_url, root_of
from study.pages.listening.sound import Sound
from study.pages.take_away import describe_size
from study.pages.template_environment import load_macros

INDEX = f"{FOLDER}index.md"
FEED = f"{FOLDER}feed.xml"

_DESCRIPTION = (
    "The deep dive as episodes for two voices, each with a transcript whose lines link to the chapters. "
    "In the browser, kept for the way, or by feed in a podcast program."
)


def render_audio_page(episodes: Sequence[Episode], sounds: Mapping[str, Sound], site_url: str) -> str:
    """Return the Markdown of the page."""
    macros, root = load_macros("audio.html"), root_of(INDEX)
    entries = [(one, sounds.get(one.name), root + page_url(one.src_uri)) for one in episodes]
    sizes = {name: describe_size(sound.manifest.bytes) for name, sound in sounds.items()}
    minutes = sum(sound.manifest.seconds for sound in sounds.values()) / 60
    feed = site_url + FEED
    blocks = [
        _front(title="Listen", description=_DESCRIPTION),
        "# Listen",
        "The deep dive for the bus and the sink: two voices argue it through, one curious, one who has run Kafka. "
        "Every line of a transcript links to the section or question it stands on.",
        _tidy(macros.episode_list(entries, sizes)),
        "## Drill {#drill}",
        "[Questions by ear](drill.md): one is asked, you answer into the silence, then you hear the answer and why. "
        "It takes your due cards, your weak chapters, or a chapter that you choose.",
        "## Subscribe {#subscribe}",
        f"{_count(len(sounds), 'episode')}, {_count(round(minutes), 'minute')}. Give this address to any podcast "
        "program, or let a camera read the code:",
        _tidy(macros.subscribe(feed, draw_code(feed))),
        "## Who speaks {#voices}",
        "Spoken by synthetic voices: Heart and Michael are no people, they are voices of the Kokoro-82M model, "
        "and the episodes are made by the build from the scripts that you can read here. What they say was written "
        "for the ear from the chapters.",
        "Model and voices are Kokoro-82M by hexgrad, Apache License 2.0, trained on permissive audio, among it Koniwa "
        "and SIWIS under CC BY. The sounds of words come from hibari-tts, Apache License 2.0. The MP3 files are under "
        "the license of the site.",
    ]
    return "\n\n".join(blocks) + "\n"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def draw_code(text: str) -> str:
    """Return a QR code as SVG that can stand in a page."""
    svg = BytesIO()
    segno.make(text, error="m", micro=False).save(
        svg, kind="svg", xmldecl=False, svgclass="study-code", lineclass=None, border=3, light="#fff", omitsize=True,
        title="The address of the feed", nl=False,
    )  # fmt: skip
    return svg.getvalue().decode()


def _front(**values: object) -> str:
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---"])


def _tidy(html: object) -> str:
    return "\n".join(line.strip() for line in str(html).splitlines() if line.strip())
