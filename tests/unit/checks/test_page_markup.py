from __future__ import annotations

import pytest
from study.checks.html.page_markup import find_rendered, find_repeated_ids


def test_a_heading_that_was_not_understood_is_told_on_its_line() -> None:
    source = "# Page\n\n??? note\n\n    ## Two {#two words}\n"
    html = '<details><h2 id="two">Two {#two words}</h2></details>'
    (problem,) = find_rendered(html, source, "docs/page.md")
    assert (problem.line, problem.severity) == (5, "error")
    assert "`{#two words}`, which is not understood" in problem.message


def test_braces_in_a_heading_are_text() -> None:
    html = '<h2 id="a">Topics {env}.{team} and <code>{#x}</code></h2>'
    assert find_rendered(html, "", "docs/page.md") == []


@pytest.mark.parametrize(
    ("source", "html", "line", "place"),
    [
        pytest.param(
            "## A {#a}\n\nISR {#a}\n:   x\n",
            '<h2 id="a">A</h2><dt id="a">ISR</dt>',
            3,
            "in line 1 and here",
            id="heading-and-term",
        ),
        pytest.param(
            "x\n\n## A {#term-isr}\n",
            '<h2 class="b" id="term-isr">A</h2><span id="term-isr"></span>',
            3,
            "once by what the build makes",
            id="heading-and-what-is-made",
        ),
    ],
)
def test_an_anchor_of_two_things_is_told(source: str, html: str, line: int, place: str) -> None:
    (problem,) = find_repeated_ids(html, source, "docs/page.md")
    assert (problem.line, place in problem.message) == (line, True)


def test_different_anchors_are_no_mistake() -> None:
    html = '<h2 id="a">id="a"</h2><p data-id="a" id="b"></p><svg><g id="m"/></svg><svg><g id="m"/></svg>'
    assert find_repeated_ids(html, "", "docs/page.md") == []
