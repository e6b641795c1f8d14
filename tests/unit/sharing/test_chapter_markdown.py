from __future__ import annotations

import pytest
from study.bank.site import Site
from study.sharing.chapter_markdown import render_chapter_markdown

from tests.unit.sample_chapter import WHOLE_CHAPTER, validate

SITE = Site("Kafka", "A site.", "https://site.example/")
(CHAPTER,) = validate({"chapters/groups.md": WHOLE_CHAPTER}).chapters


def render(body: str) -> str:
    text = render_chapter_markdown(CHAPTER, body, SITE)
    assert text.startswith(f"# {CHAPTER.front.title}\n\n> ")
    return text.split("\n\n", 3)[3].removesuffix("\n")


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        pytest.param("## Costs {#costs}", "## Costs", id="anchor"),
        pytest.param("[x](<two words.md>)", "[x](https://site.example/chapters/two%20words/)", id="link-with-a-space"),
        pytest.param("## Of {env} {#costs}", "## Of {env}", id="braces-before-an-anchor"),
        pytest.param("Topics match {.*}", "Topics match {.*}", id="braces"),
        pytest.param("[x](log.md#a)", "[x](https://site.example/chapters/log/#a)", id="link-to-a-chapter"),
        pytest.param("[x](#a)", "[x](https://site.example/chapters/groups/#a)", id="link-to-a-section"),
        pytest.param("[x](https://a.org/)", "[x](https://a.org/)", id="link-to-another-host"),
        pytest.param("`[x](#a)`", "`[x](#a)`", id="link-in-code"),
        pytest.param('??? question "Mid: Why?"\n    So.\n\nOn.', "**Mid: Why?**\nSo.\n\nOn.", id="folded"),
        pytest.param("```text\n[[say]] {#a}\n[[say]]\n```", "```text\n[[say]] {#a}\n[[say]]\n```", id="fence"),
        pytest.param("A.[^a]\n\n[[sources]]\n\n[^a]: Page.", "A.[^a]\n\n[^a]: Page.", id="sources"),
        pytest.param("[[try-first: spare-members-idle]]", f"- {CHAPTER.front.questions[0].ask}", id="try-first"),
        pytest.param("[[say]]", CHAPTER.front.say.strip(), id="say"),
    ],
)
def test_prose(body: str, markdown: str) -> None:
    assert render(body) == markdown


def test_every_question_has_its_answer() -> None:
    text = render("[[check-yourself]]")
    assert text.count("\n### ") + 1 == len(CHAPTER.front.questions)
    assert "**Answer:** Six members read, two stay idle." in text
