from __future__ import annotations

import pytest
from study.pages.markdown.field_markdown import FieldMarkdown, place_links, plain_text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("plain", "plain", id="one-paragraph-loses-its-tags"),
        pytest.param("set `acks=all`", "set <code>acks=all</code>", id="code"),
        pytest.param("a < b & c", "a &lt; b &amp; c", id="escaped"),
        pytest.param("set `x`{env} in\n{team}", "set <code>x</code>{env} in\n{team}", id="braces"),
        pytest.param("wait 45 s", "wait 45\u00a0s", id="unit"),
        pytest.param("one\n\ntwo", "<p>one</p>\n<p>two</p>", id="two-paragraphs-keep-them"),
        pytest.param("[x](#a)", '<a href="study-root:chapters/log/#a">x</a>', id="link-to-a-section"),
        pytest.param("[x](https://a.org/)", '<a href="https://a.org/">x</a>', id="link-to-another-host"),
    ],
)
def test_inline(text: str, html: str) -> None:
    assert FieldMarkdown("chapters/log.md").inline(text) == html


def test_code_is_highlighted_and_escaped() -> None:
    html = FieldMarkdown("chapters/log.md").code("List<String> x;\n", "java")
    assert "highlight" in html
    assert "<String>" not in html


def test_code_may_hold_a_fence() -> None:
    assert "```" in FieldMarkdown("chapters/log.md").code("```\nx\n```", "text")


def test_links_start_from_the_page_shown() -> None:
    html = FieldMarkdown("chapters/log.md").inline("[x](#a)")
    assert place_links(html, "../../") == '<a href="../../chapters/log/#a">x</a>'


def test_plain_text_has_no_tags_and_no_entities() -> None:
    assert plain_text("a <code>b &lt; c</code> in 45\u00a0s") == "a b < c in 45 s"
