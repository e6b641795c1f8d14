from __future__ import annotations

from study.checks.html.page_markup import find_rendered


def test_a_heading_that_was_not_understood_is_told_on_its_line() -> None:
    source = "# Page\n\n??? note\n\n    ## Two {#two words}\n"
    html = '<details><h2 id="two">Two {#two words}</h2></details>'
    (problem,) = find_rendered(html, source, "docs/page.md")
    assert (problem.line, problem.severity) == (5, "error")
    assert "`{#two words}`, which is not understood" in problem.message


def test_braces_in_a_heading_are_text() -> None:
    html = '<h2 id="a">Topics {env}.{team} and <code>{#x}</code></h2>'
    assert find_rendered(html, "", "docs/page.md") == []
