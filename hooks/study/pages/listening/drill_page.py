"""The page of the drill: questions by ear, with a silence for the answer."""

from __future__ import annotations

import json

from study.audio.model import FOLDER

DRILL = f"{FOLDER}drill.md"

_DESCRIPTION = (
    "Kafka interview questions by ear: one is asked, you answer into the silence, then you hear the answer and why. "
    "Due cards, weak chapters, or a chapter of your choice."
)


def render_drill_page(aloud: int, count: int) -> str:
    """Return the Markdown of the page; `aloud` of all the questions read well aloud."""
    front = {"title": "Drill", "description": _DESCRIPTION, "template": "drill.html", "search": {"exclude": True}}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
    blocks = [
        "\n".join(["---", *lines, "---"]),
        "# Drill",
        "Hands and eyes stay free: a voice asks, you answer aloud into the silence, the voice gives the answer and its "
        "reason. Grade yourself by a tap, or by the keys of a headset.",
        f"{aloud} of {count} questions read well aloud. Steps to be ordered, pairs, code, tables and long lists are "
        "for the eye: they stay on [the flashcards](../flashcards.md), where all can be read without script, too.",
    ]
    return "\n\n".join(blocks) + "\n"
