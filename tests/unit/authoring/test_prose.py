from __future__ import annotations

import pytest
from study.authoring.prose import Block, Body, Heading, Marker, parse_body

BODY = """\
[[say]]

## How it works {#how}

[[try-first: one two]]

```mermaid
flowchart TB
  A --> B
```

??? question "Why?"
    ```text
    ## no heading
    [[say]]
    ```
    ```mermaid
    gantt
      x: 1
    ```

### `acks` and more {: #acks .wide }

Text with [[say]] and `[[sources]]`.
"""


def test_parse_body() -> None:
    assert parse_body(BODY, 10) == Body(
        headings=(Heading(12, 2, "How it works", "how"), Heading(31, 3, "`acks` and more", "acks")),
        markers=(Marker(10, "say"), Marker(14, "try-first", ("one", "two"))),
        stray_markers=(Marker(33, "say"),),
        diagrams=(Block(16, "flowchart TB\n  A --> B"), Block(26, "gantt\n  x: 1")),
        words=12,
    )


@pytest.mark.parametrize(
    ("body", "headings"),
    [
        pytest.param("## Plain", (Heading(1, 2, "Plain", None),), id="without-anchor"),
        pytest.param("#Tight", (Heading(1, 1, "Tight", None),), id="python-markdown-needs-no-space"),
        pytest.param("## Closed ##", (Heading(1, 2, "Closed", None),), id="closing-signs"),
        pytest.param("Under\n---", (Heading(1, 2, "Under", None),), id="underlined"),
        pytest.param("Under {#u}\n===", (Heading(1, 1, "Under", "u"),), id="underlined-with-anchor"),
        pytest.param("one\ntwo\n---", (), id="underline-below-two-lines-is-a-rule"),
        pytest.param("one\n\n---", (), id="rule"),
        pytest.param("a | b\n--- | ---", (), id="table"),
        pytest.param("```\n## code\n", (), id="fence-left-open"),
        pytest.param("````\n```\n## code\n````", (), id="longer-fence"),
        pytest.param(
            "## Named {env}.{team} {#one-owner}", (Heading(1, 2, "Named {env}.{team}", "one-owner"),), id="braces"
        ),
        pytest.param("## Set {1, 2} or {all}", (Heading(1, 2, "Set {1, 2} or {all}", None),), id="braces-at-the-end"),
        pytest.param(
            "## Two {#two words}", (Heading(1, 2, "Two {#two words}", None, misread="{#two words}"),), id="two-words"
        ),
        pytest.param("## Two {#one} {#two}", (Heading(1, 2, "Two {#one}", "two", misread="{#one}"),), id="two-lists"),
        pytest.param(
            "## Tight{#tight}", (Heading(1, 2, "Tight{#tight}", None, misread="{#tight}"),), id="list-without-a-space"
        ),
        pytest.param("## `{#code}` {#a}", (Heading(1, 2, "`{#code}`", "a"),), id="braces-in-code"),
        pytest.param("~~~ text\n## code\n~~~", (), id="tilde-fence"),
    ],
)
def test_headings(body: str, headings: tuple[Heading, ...]) -> None:
    assert parse_body(body, 1).headings == headings


def test_words_below_a_heading_include_those_of_its_subsections() -> None:
    text = "intro\n\n## One {#one}\n\ntwo words\n\n### Two {#two}\n\nthree more words\n\n## Three {#three}\n"
    body = parse_body(text, 1)
    assert {heading.anchor: heading.words for heading in body.headings} == {"one": 5, "two": 3, "three": 0}
