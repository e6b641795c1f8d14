from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from markdown import Markdown
from study.pages.glossary import MAX_WORDS, Glossary, Term, parse_glossary, read_glossary
from study.pages.markdown.term_marks import TermExtension, TermMatcher

from tests.conftest import ROOT

FILE = "docs/glossary.md"
LINK = "[Log](chapters/log.md#append)"
HEAD = "---\ntitle: Glossary\n---\n\n# Glossary\n\n## I {#i}\n\n"
"""Eight lines: the first term of a test stands in line 9."""


def parse(body: str) -> Glossary:
    return parse_glossary(HEAD + body, FILE)


def make(name: str, *aliases: str, forms: Sequence[str] = (), marked: bool = True) -> Term:
    anchor = name.lower().replace(" ", "-")
    return Term(name, aliases, tuple(forms), anchor, f"What {name} is.", "x.md#x", 1, marked)


@pytest.mark.parametrize(
    ("body", "term"),
    [
        pytest.param(
            f"Offset {{#offset}}\n:   A number. {LINK}",
            Term("Offset", (), (), "offset", "A number.", "chapters/log.md#append", 9),
            id="name-anchor-definition-link",
        ),
        pytest.param(
            f"In-sync replicas (ISR, in sync) {{#isr}}\n:   Who keeps up. {LINK}",
            Term("In-sync replicas", ("ISR", "in sync"), (), "isr", "Who keeps up.", "chapters/log.md#append", 9),
            id="aliases-in-brackets",
        ),
        pytest.param(
            f'Flush {{#flush data-forms="fsync, synced" data-mark="off"}}\n:   To disk. {LINK}',
            Term("Flush", (), ("fsync", "synced"), "flush", "To disk.", "chapters/log.md#append", 9, marked=False),
            id="forms-and-no-mark",
        ),
        pytest.param(
            f"Offset {{#offset}}\n:   A number\n    on two lines.\n    {LINK}",
            Term("Offset", (), (), "offset", "A number on two lines.", "chapters/log.md#append", 9),
            id="definition-on-more-lines",
        ),
    ],
)
def test_a_term_is_read(body: str, term: Term) -> None:
    assert parse(body) == Glossary((term,))


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        pytest.param(
            f"Offset\n:   A number. {LINK}",
            ['9: the term "Offset" has no anchor. Add `{#its-name}` behind it.'],
            id="anchor-missing",
        ),
        pytest.param(
            "Offset {#offset}\n\nText.",
            ['9: the term "Offset" has no definition. Write `:   ` and the text on the next line.'],
            id="definition-missing",
        ),
        pytest.param(
            f"Offset {{#offset}}\n:   {LINK}",
            ['9: the term "Offset" has no definition. Write `:   ` and the text on the next line.'],
            id="definition-only-a-link",
        ),
        pytest.param(
            "Offset {#offset}\n:   A number.",
            [
                '9: the definition of "Offset" does not end with a link to the section that teaches it. '
                "End it with `[Chapter](chapters/name.md#anchor)`."
            ],
            id="link-missing",
        ),
        pytest.param(
            "Offset {#offset}\n:   A number. [Log](chapters/log.md)",
            [
                '9: the definition of "Offset" does not end with a link to the section that teaches it. '
                "End it with `[Chapter](chapters/name.md#anchor)`."
            ],
            id="link-to-no-section",
        ),
        pytest.param(
            f"Offset {{#offset}}\n:   {'word ' * 31}{LINK}",
            ['9: the definition of "Offset" has 31 words, at most 30 fit. Shorten it.'],
            id="definition-too-long",
        ),
        pytest.param(
            f"Offset {{#offset}}\n:   A. {LINK}\n\noffset {{#other}}\n:   B. {LINK}",
            ['12: "offset" is explained twice, first in line 9. Keep it at one term.'],
            id="name-twice",
        ),
        pytest.param(
            f"Replicas (ISR) {{#isr}}\n:   A. {LINK}\n\nISR {{#in-sync}}\n:   B. {LINK}",
            ['12: "ISR" is explained twice, first in line 9. Keep it at one term.'],
            id="alias-twice",
        ),
        pytest.param(
            f"Offset {{#offset}}\n:   A. {LINK}\n\nPlace {{#offset}}\n:   B. {LINK}",
            ['12: the anchor "offset" is used twice, first in line 9. Change this one.'],
            id="anchor-twice",
        ),
        pytest.param(
            f"One {{#one}}\n:   A.\n\nTwo\n:   B. {LINK}",
            [
                '9: the definition of "One" does not end with a link to the section that teaches it. '
                "End it with `[Chapter](chapters/name.md#anchor)`.",
                '12: the term "Two" has no anchor. Add `{#its-name}` behind it.',
            ],
            id="all-in-one-run",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(body: str, problems: list[str]) -> None:
    assert [str(problem) for problem in parse(body).problems] == [f"{FILE}:{problem}" for problem in problems]


def test_a_term_with_a_mistake_is_left_out() -> None:
    glossary = parse(f"Offset\n:   A. {LINK}\n\nLog {{#log}}\n:   B. {LINK}")
    assert [term.name for term in glossary.terms] == ["Log"]


def test_a_definition_may_have_the_most_words() -> None:
    assert parse(f"Offset {{#offset}}\n:   {'word ' * MAX_WORDS}{LINK}").problems == ()


def test_headings_and_paragraphs_are_no_terms() -> None:
    assert parse("Some text.\n\n## J {#j}\n\nMore text.\n") == Glossary()


def test_no_file_is_no_terms(tmp_path: Path) -> None:
    assert read_glossary(tmp_path / "glossary.md") == Glossary()


def test_the_sites_own_glossary_is_whole() -> None:
    assert read_glossary(ROOT / FILE).problems == ()


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        pytest.param(make("Page cache"), "The page cache is RAM.", ["page cache"], id="first-letter-in-either-case"),
        pytest.param(make("Page cache"), "Two page caches.", ["page caches"], id="plural"),
        pytest.param(make("Page cache"), "the page\ncache", ["page\ncache"], id="over-the-end-of-a-line"),
        pytest.param(make("Page cache"), "THE PAGE CACHE", [], id="other-letters-as-written"),
        pytest.param(make("In-sync replicas", "ISR"), "The ISR shrinks.", ["ISR"], id="alias"),
        pytest.param(make("In-sync replicas", "ISR"), "isr", [], id="abbreviation-as-written"),
        pytest.param(make("Fencing", forms=["fenced"]), "It is fenced.", ["fenced"], id="further-spelling"),
        pytest.param(make("Epoch"), "epochal, re-epoch, epoch-based, epoch.json", [], id="part-of-a-longer-word"),
        pytest.param(make("Epoch"), "(epoch), epoch.", ["epoch", "epoch"], id="beside-punctuation"),
        pytest.param(make("`acks`"), "acks", [], id="name-in-code-is-no-word"),
    ],
)
def test_a_term_is_found(term: Term, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end, _ in TermMatcher([term]).find(text)] == found


def test_the_longer_of_two_terms_is_found() -> None:
    matcher = TermMatcher([make("Leader"), make("Leader epoch")])
    assert [term.name for *_, term in matcher.find("The leader epoch of a leader.")] == ["Leader epoch", "Leader"]


def test_no_terms_find_nothing() -> None:
    assert list(TermMatcher([]).find("text")) == []


def convert(text: str, *terms: Term, src_uri: str | None = "chapters/log.md") -> BeautifulSoup:
    extension = TermExtension(terms or [make("Page cache"), make("In-sync replicas", "ISR")])
    extension.enter(src_uri)
    extensions = ["attr_list", "footnotes", "md_in_html", "tables", "toc", "admonition", "pymdownx.details"]
    return BeautifulSoup(Markdown(extensions=[*extensions, extension]).convert(text), "html.parser")


def marked(page: BeautifulSoup) -> list[str]:
    return [button.get_text() for button in page.select("button.study-term")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("The page cache and the ISR.", ["page cache", "ISR"], id="paragraph"),
        pytest.param("- The page cache\n- The ISR", ["page cache", "ISR"], id="list"),
        pytest.param("In *the page cache* it is.", ["page cache"], id="emphasis"),
        pytest.param("A *word* of the page cache.", ["page cache"], id="behind-another-element"),
        pytest.param("ISR, ISR.\n\nISR.", ["ISR"], id="once-in-a-section"),
        pytest.param("ISR\n\n### A {#a}\n\nISR", ["ISR"], id="subsection-is-the-same-section"),
        pytest.param("ISR\n\n## A {#a}\n\nISR", ["ISR", "ISR"], id="again-in-the-next-section"),
        pytest.param("The ISR, then in-sync replicas.", ["ISR"], id="alias-is-the-same-term"),
        pytest.param("The **ISR** is a set. The ISR shrinks.", [], id="introduced-in-bold"),
        pytest.param("## The ISR {#a}\n\n### ISR {#b}", [], id="heading"),
        pytest.param("[the ISR](x.md)", [], id="link"),
        pytest.param("`ISR`\n\n    ISR\n", [], id="code"),
        pytest.param("| ISR |\n|---|\n| ISR |", [], id="table"),
        pytest.param('??? question "Why the ISR?"\n    Because of the page cache.', ["page cache"], id="summary"),
        pytest.param('!!! note "The ISR"\n    The page cache.', ["page cache"], id="admonition-title"),
        pytest.param("Text.[^a]\n\n[^a]: On the ISR.", [], id="footnote"),
        pytest.param("[[ISR]]", [], id="marker-of-the-build"),
        pytest.param("## Sources {#sources}\n\nOn the ISR.", [], id="list-of-sources"),
    ],
)
def test_terms_are_marked(text: str, words: list[str]) -> None:
    assert marked(convert(text)) == words


def test_text_stays_as_it_was() -> None:
    text = "One (ISR), two “page cache”; *three* of the ISR.\n\n## A {#a}\n\nThe ISR: four."
    page = convert(text)
    for definition in page.select("[popover]"):
        definition.decompose()
    assert page.get_text() == convert(text, src_uri=None).get_text()


def parts(mark: Tag) -> list[str]:
    return [part.name if isinstance(part, Tag) else str(part) for part in mark.contents]


def test_punctuation_and_footnote_stay_with_the_term() -> None:
    page = convert("All (the ISR).[^a] More.\n\nThe (page cache) too.\n\n[^a]: Source.")
    first, second = page.select("study-term")
    assert parts(first) == ["button", ").", "sup", "span"]
    assert str(first.next_sibling) == " More."
    assert parts(second) == ["(", "button", ")", "span"]


def test_button_opens_the_definition_beside_it() -> None:
    page = convert("ISR\n\n## A {#a}\n\nISR")
    ids = [button["popovertarget"] for button in page.select("button")]
    assert ids == ["term-in-sync-replicas", "term-in-sync-replicas-2"]
    assert ids == [button["aria-describedby"] for button in page.select("button")]
    assert ids == [definition["id"] for definition in page.select("span[popover]")]


def test_definition_says_the_whole_name_and_links_to_the_glossary() -> None:
    definition = convert("ISR").select("[popover]")[0]
    assert definition.get_text() == "In-sync replicas (ISR) What In-sync replicas is. Glossary"
    assert [link["href"] for link in definition.select("a")] == ["../glossary.md#in-sync-replicas"]


def test_definition_has_no_span_inside() -> None:
    # Material's search stops leaving out an element at the first end of a tag of the same name.
    term = Term("`acks`", (), ("acks",), "acks", "Set to `all`, *always*.", "x.md#x", 1)
    definition = convert("On acks.", term).select("[popover]")[0]
    assert [tag.name for tag in definition.select("*")] == ["strong", "code", "code", "em", "a"]


def test_term_may_ask_not_to_be_marked() -> None:
    assert marked(convert("An offset.", make("Offset", marked=False))) == []


def test_other_pages_are_left_alone() -> None:
    assert marked(convert("The ISR.", src_uri=None)) == []
