from __future__ import annotations

import pytest
from markdown import Markdown
from study.authoring.attribute_lists import AttributeListExtension, find_misread


def convert(text: str) -> str:
    return Markdown(extensions=[AttributeListExtension(), "tables", "def_list", "toc"]).convert(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("## Topics named {env}.{team}", id="heading"),
        pytest.param("Topics are named\n{env}", id="last-line-of-a-paragraph"),
        pytest.param("The set is\n{1, 2, 3}", id="set"),
        pytest.param("Topics match\n{.*}", id="pattern"),
        pytest.param("Sent with\n{acks=all}", id="setting"),
        pytest.param("`orders`{env} and *all*{team}", id="behind-code-and-emphasis"),
        pytest.param("- first\n- second\n  {last}", id="list"),
        pytest.param("a | b\n--- | ---\n1 | the set {all}", id="table"),
        pytest.param("a {first} | b\n--- | ---\n1 | 2", id="head-of-a-table"),
        pytest.param("Topic {name}\n:   A log named\n    {env}.", id="term"),
        pytest.param("Prints\n{ onclick=now }", id="attribute-that-nobody-may-set"),
    ],
)
def test_text_in_braces_is_read_as_it_was_written(text: str) -> None:
    plain = Markdown(extensions=["tables", "def_list", "toc"]).convert(text)
    assert convert(text) == plain
    assert text.count("{") == convert(text).count("{")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param(
            "## Topics named {env}.{team} {#one}", '<h2 id="one">Topics named {env}.{team}</h2>', id="heading"
        ),
        pytest.param("## `{env}` {: #one .wide }", '<h2 class="wide" id="one"><code>{env}</code></h2>', id="spaced"),
        pytest.param("Text {env}\n{.lead}", '<p class="lead">Text {env}</p>', id="paragraph"),
        pytest.param("[x](y){ download }", '<p><a download href="y">x</a></p>', id="word"),
        pytest.param("[x](y){ download }{env}", '<p><a download href="y">x</a>{env}</p>', id="then-text"),
        pytest.param('## A {#a was="b c"}', '<h2 id="a" was="b c">A</h2>', id="value-of-two-words"),
    ],
)
def test_lists_are_read(text: str, html: str) -> None:
    assert convert(text) == html


@pytest.mark.parametrize(
    ("text", "misread"),
    [
        pytest.param("One {#two words}", "{#two words}", id="two-words"),
        pytest.param("One {#two!}", "{#two!}", id="sign"),
        pytest.param("One {# two}", "{# two}", id="space-behind-the-sign"),
        pytest.param("One {#two", "{#", id="not-closed"),
        pytest.param("One {: two }", "{: two }", id="colon"),
        pytest.param("One {two} {.*}", "", id="text"),
    ],
)
def test_what_only_looks_like_a_list_is_found(text: str, misread: str) -> None:
    assert find_misread(text) == misread
