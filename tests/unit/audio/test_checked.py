"""A turn that was checked is asked about again when it or what it stands on changes."""

from __future__ import annotations

from dataclasses import replace

from study.audio.checked import add_checked, find_unchecked, parse_checked

from tests.unit.audio.sample_script import SCRIPT, TARGETS, parse_sample


def test_checked_turns_are_not_asked_about() -> None:
    text = add_checked("", parse_sample(), TARGETS)
    assert list(find_unchecked(parse_sample(), TARGETS, parse_checked(text))) == []
    assert add_checked(text, parse_sample(), TARGETS) == text


def test_nothing_is_checked_before_somebody_did() -> None:
    first = next(find_unchecked(parse_sample(), TARGETS, {}))
    assert first.reason == "nobody has checked this turn against `log#append` as it is worded now"


def test_changed_section_and_changed_turn_are_told_apart() -> None:
    checked = parse_checked(add_checked("", parse_sample(), TARGETS))
    changed = {**TARGETS, "log#append": replace(TARGETS["log#append"], text="A record is written.")}
    episode = parse_sample(SCRIPT.replace("And then?", "And now?"))
    assert [(one.turn.line, one.reason) for one in find_unchecked(episode, changed, checked)] == [
        (10, "`log#append` has changed since this turn was checked"),
        (17, "nobody has checked this turn against `receipt/crash` as it is worded now"),
    ]


def test_spaces_change_nothing() -> None:
    checked = parse_checked(add_checked("", parse_sample(), TARGETS))
    spaced = {**TARGETS, "log#append": replace(TARGETS["log#append"], text="A record\n  is appended.\n")}
    assert list(find_unchecked(parse_sample(), spaced, checked)) == []
