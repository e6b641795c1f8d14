"""What an author is told of a simulator that cannot be played, with the line to mend."""

from __future__ import annotations

from textwrap import dedent

import pytest
from study.authoring.prose import parse_body
from study.cache.store import Cache
from study.pages.simulator_sheet import make_simulator_fence, show_time
from study.simulators.play import Played, play_simulator
from study.simulators.source import read_simulator

RIGHT = dedent(
    """\
    id: dead-leader
    title: A yes, and a dead leader
    scene: replication
    settings: {acks: 1}
    story:
      - says: "The leader *appends* `r1`."
        do: send
        steps: 1
      - says: It dies.
        ask: acks-one-loss-window
        do: [kill 1]
        until: {Leader: broker 2}
    """
)

MISTAKES = {
    "unknown-key": ("title:", "titel:", "2: unknown key `titel`. Did you mean `title`?"),
    "no-title": (
        "title: A yes, and a dead leader\n",
        "",
        "1: `title` is missing. Write what a reader should see there.",
    ),
    "id-form": ("id: dead-leader", "id: Dead_leader", "1: `Dead_leader` is no id. Use lower-case letters and dashes."),
    "unknown-scene": (
        "scene: replication",
        "scene: replicaton",
        "3: `replicaton` is no scene. Did you mean `replication`?",
    ),
    "unknown-setting": ("{acks: 1}", "{ack: 1}", "4: `ack` is no setting. Did you mean `acks`?"),
    "unknown-value": ("{acks: 1}", "{acks: 2}", "4: `2` is no value of the setting. Known here: `0`, `1`, `all`."),
    "seed": (
        "settings: {acks: 1}",
        "seed: one",
        "4: `seed` has to be a whole number. Write one with digits, such as `7`.",
    ),
    "no-list": ("story:", "story: 1\nother:", "5: `story` has to be a list of steps. Begin each with `- says: …`."),
    "no-says": ("- says: It dies.\n    ask", "- ask", "9: `says` is missing. Write what a reader should see there."),
    "unknown-action": (
        "[kill 1]",
        "[kil 1]",
        "11: `kil 1` cannot be done at this point. Did you mean `kill 1`? Possible now: ",
    ),
    "impossible-action": ("[kill 1]", "[kill 1, kill 1]", "11: `kill 1` cannot be done at this point."),
    "unknown-fact": (
        "{Leader: broker 2}",
        "{Lead: broker 2}",
        "12: `Lead` is no fact of the scene. Did you mean `Leader`?",
    ),
    "never": (
        "broker 2}",
        "broker 9}",
        "12: `Leader: broker 9` never comes true: it is still `broker 2` when nothing more ",
    ),
    "no-more-steps": ("steps: 1", "steps: 900", "8: the run has not 900 steps more: nothing happens by itself after "),
    "step-key": ("steps: 1", "step: 1", "8: unknown key `step`. Did you mean `steps`?"),
}


def tell(source: str) -> list[str]:
    simulator, places, problems = read_simulator(source, "page.md", 1)
    played = play_simulator(simulator, Cache(), places) if simulator else None
    return [str(one) for one in [*problems, *([] if played is None or isinstance(played, Played) else [played])]]


def test_a_right_block_has_nothing_to_mend() -> None:
    assert tell(RIGHT) == []


@pytest.mark.parametrize(("right", "wrong", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_line(right: str, wrong: str, said: str) -> None:
    assert right in RIGHT
    told = tell(RIGHT.replace(right, wrong, 1))
    assert any(one.startswith(f"page.md:{said}") for one in told), told


def test_blocks_are_found_with_their_lines() -> None:
    (block,) = parse_body(f"Text\n\n```simulator\n{RIGHT}```\n", 10).simulators
    assert (block.line, block.source) == (12, RIGHT.rstrip("\n"))


def test_the_story_is_complete_as_text() -> None:
    html = make_simulator_fence(Cache())(RIGHT)
    assert "The leader <em>appends</em> <code>r1</code>." in html
    assert "<time>0.8 ms</time> Leader 1 appends r1 at offset 100." in html
    assert "<dt>Leader</dt><dd>broker 2</dd>" in html
    assert html.count("<dt>ELR</dt>") == 1, "a fact stands again only where it has changed"
    assert "<p>[[predict: acks-one-loss-window]]</p>" in html
    assert "acks <b>1</b>" in html
    assert "What it leaves out" in html


SHOWN = [
    (0, "0.0 ms"),
    (0.8, "0.8 ms"),
    (1000, "1.0 s"),
    (45_000, "45.0 s"),
    (3_600_000, "60.0 min"),
    (12_600_000, "3.5 h"),
]


@pytest.mark.parametrize(("milliseconds", "shown"), SHOWN)
def test_times_are_shown_short(milliseconds: float, shown: str) -> None:
    assert show_time(milliseconds) == shown
