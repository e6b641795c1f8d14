"""Each mistake in an incident, as its author is told of it: with its line, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest
from study.authoring.front_matter import parse_front_matter
from study.authoring.prose import parse_body
from study.cache.store import Cache
from study.checks.drafts import Page
from study.checks.incident_checks import check_incident

FILE = Path(__file__).parents[2] / "fixtures/site/docs/incidents/small-herd.md"
TEXT = FILE.read_text(encoding="utf-8")
QUESTIONS = {
    "offset-is-next",
    "files-of-a-segment",
    "position-number",
    "append-order",
    "one-owner",
    "commit-default-name",
    "what-is-a-segment",
    "explain-idle-members",
    "who-moves-partitions",
}
TARGETS = {"question": QUESTIONS, "section": {"log", "log#append", "log#find", "groups", "groups#owners"}}


def find_problems(text: str) -> list[str]:
    front = parse_front_matter(text, "small.md")
    page = Page("incidents/small.md", "small.md", text, front, parse_body(front.body, front.body_line))
    assert not front.problems
    return [str(problem) for problem in check_incident(page, TARGETS, Cache())]


def test_fixture_has_nothing_to_mend() -> None:
    assert find_problems(TEXT) == []


MISTAKES = {
    "field-missing": (
        'clock: "14:05"\n',
        "",
        "the incident has no `clock`. Add it; `incidents/model.py` says what it means.",
    ),
    "field-unknown": (
        "situation: |",
        "sitaution: |",
        "unknown key `sitaution`. Did you mean `situation`?",
    ),
    "verdict-unknown": (
        '- verdict: harmful\n        says: "Past',
        '- verdict: bad\n        says: "Past',
        "`verdict` in `actions raise_pool judged 1` is `bad`. Write one of `right`, `harmless`, `early`, `harmful`.",
    ),
    "clock-no-time": (
        'clock: "14:05"',
        'clock: "2 pm"',
        '`clock` is `2 pm`. Write a time of day in quotes: `clock: "14:05"`.',
    ),
    "name-in-formula": (
        "pushed: harm > 0.5",
        "pushed: harn > 0.5",
        "nothing is called `harn` here. Did you mean `harm`?",
    ),
    "no-formula": (
        "pushed: harm > 0.5",
        "pushed: harm >",
        "`harm >` is no formula. Write one such as `lag > 1000 and not done(stop)`.",
    ),
    "name-in-text": (
        "{harm * 100:0} of 100",
        "{hram * 100:0} of 100",
        "nothing is called `hram` here. Did you mean `harm`?",
    ),
    "signal-never-seen": (
        "    pushed: harm > 0.5\n",
        "",
        "nobody ever sees this. Write `ask:` to offer it, or `pushed:` for when it comes.",
    ),
    "role-unknown": (
        "    by: product\n    pushed: harm > 0.5",
        "    by: produkt\n    pushed: harm > 0.5",
        "nobody is called `produkt`. Did you mean `product`?",
    ),
    "setting-unknown": (
        "effects: [{set: {default_pool_size: 400}}]",
        "effects: [{set: {default_pool_sice: 400}}]",
        "no variable is called `default_pool_sice`. Did you mean `default_pool_size`?",
    ),
    "deed-unknown": (
        "        do: reconnect",
        "        do: reconect",
        "`reconect` is no action of the model. Did you mean `reconnect`?",
    ),
    "card-unknown": (
        "card: one-owner",
        "card: one-ownr",
        "no question is called `one-ownr`. Did you mean `one-owner`?",
    ),
    "path-names-nothing": (
        "  - do: cut_pool",
        "  - do: cut_pol",
        "`cut_pol` is no action. Did you mean `cut_pool`?",
    ),
    "path-two-at-once": (
        "  - do: one_voice",
        "  - do: one_voice\n    wait: 5",
        "a step is exactly one of `look`, `do`, `wait` and `until`. Split it, or add what is missing.",
    ),
    "path-not-offered": (
        "  - look: db_sessions\n",
        "  - do: reset_latest\n",
        "`reset_latest` is not offered at this point with seed 1. Mend its `when`, or the path.",
    ),
    "path-does-harm": (
        "  - do: cut_pool",
        "  - do: raise_pool",
        "`raise_pool` is judged harmful at this point with seed 1. An expert is right.",
    ),
    "path-does-not-recover": (
        "ends: 21600",
        "ends: 3600",
        "the path does not recover with seed 1. Its goals were never reached.",
    ),
    "recovers-by-itself": (
        "recovered: lag < 20000 and harm < 0.01 and running",
        "recovered: time > 600",
        "the incident recovers though nobody does anything. Let its world need a hand.",
    ),
}


@pytest.mark.parametrize(("written", "mistaken", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistake_is_told_with_its_line(written: str, mistaken: str, message: str) -> None:
    assert written in TEXT
    text = TEXT.replace(written, mistaken, 1)
    if "recovers though" in message:
        text = text.replace("mitigated: harm < 0.1", "mitigated: time > 300")
    found = find_problems(text)
    told = [line.partition(": ")[2] for line in found]
    assert message in told
    if mistaken and "recover" not in message:
        line = text[: text.index(mistaken)].count("\n") + 1
        assert abs(int(found[told.index(message)].split(":")[1]) - line) <= 1
