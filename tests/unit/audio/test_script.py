"""Reading a script: what comes back, and the sentence for each mistake of form."""

from __future__ import annotations

import pytest
from study.audio.pins import VOICES
from study.audio.script import parse_script

from tests.unit.audio.sample_script import FILE, SCRIPT, parse_sample


def test_turns_have_host_ground_text_and_line() -> None:
    episode = parse_sample()
    assert [part.title for part in episode.parts] == ["A pile of records", "What breaks"]
    second = episode.turns[1]
    assert (second.host, second.line) == ("Michael", 12)
    assert (second.ground.kind, second.ground.name) == ("question", "log-order")
    assert second.text == "It is a file that grows at its end, with `acks=all` from KRaft."
    assert [turn.ground.kind for turn in episode.turns] == ["section", "question", "receipt"]


MISTAKES = {
    "host-unknown": (
        "Heart [log#append]",
        "Hart [log#append]",
        10,
        "Hart is no host of this episode. Did you mean `Heart`?",
    ),
    "ground-missing": (
        "Heart [log#append]: What",
        "Heart: What",
        10,
        "this paragraph is no turn. Write `Host [chapter#anchor]: What is said.`, or `[q/question-id]`.",
    ),
    "ground-empty": (
        "[log#append]",
        "[]",
        10,
        "the turn stands on nothing. Write `Host [chapter#anchor]: What is said.`, or `[q/question-id]`.",
    ),
    "part-missing": (
        "## A pile of records\n",
        "",
        9,
        "a turn stands above the first part. Begin with `## Title of a part`.",
    ),
    "part-silent": (
        "Heart [receipt/crash]: And then?\n",
        "",
        15,
        'nobody speaks in "What breaks". Give it turns, or remove it.',
    ),
    "voice-unknown": (
        "am_michael",
        "am_micheal",
        5,
        'the voice of Michael, "am_micheal", is not there. Did you mean `am_michael`?',
    ),
    "key-unknown": ("summary:", "sumary:", 3, "unknown key `sumary`. Did you mean `summary`?"),
    "title-missing": ("title: The log\n", "", 1, "an episode needs `title`. Add `title:` to the front matter."),
    "day-wrong": ('"2026-11-30"', '"30.11.2026"', 6, '`added` is "30.11.2026". Write the day as "2026-11-30".'),
}


@pytest.mark.parametrize(("old", "new", "line", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistake_is_told_with_its_line(old: str, new: str, line: int, message: str) -> None:
    assert SCRIPT.count(old) == 1
    episode, problems = parse_script(SCRIPT.replace(old, new), "audio/log.md", FILE, VOICES)
    assert episode is None
    assert f"{FILE}:{line}: {message}" in [str(problem) for problem in problems]
