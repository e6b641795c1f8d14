"""The glossary that readers get, and its terms in the chapters."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import ROOT

CHAPTERS = sorted(path.stem for path in (ROOT / "docs" / "chapters").glob("*.md"))


def read(site: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((site / address / "index.html").read_text(encoding="utf-8"), "html.parser")


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def section_text(page: BeautifulSoup, anchor: str) -> str:
    """Everything from a heading to the next of the same level or above, in lower case."""
    heading = page.select(f"h2#{anchor}, h3#{anchor}")[0]
    found = [words(heading)]
    for sibling in heading.find_next_siblings():
        if sibling.name in ("h1", "h2", heading.name):
            break
        found.append(sibling.get_text())
    return " ".join(" ".join(found).split()).lower()


def links_of(glossary: BeautifulSoup) -> list[tuple[Tag, str, str]]:
    """Each term with the chapter and the anchor that its definition leads to."""
    found = []
    for term in glossary.select("dl > dt[id]"):
        definition = term.find_next_sibling()
        assert isinstance(definition, Tag)
        address, anchor = str(definition.select("a")[-1]["href"]).split("#")
        found.append((term, address.strip("./"), anchor))
    return found


def speaks_of(text: str, name: str) -> bool:
    """Whether every word of the name stands in the text, whatever its ending."""
    words_of_name = [word for word in re.split(r"[^\w.-]+", name.lower()) if len(word) > 1]
    return bool(words_of_name) and all(word[: max(5, len(word) - 3)] in text for word in words_of_name)


def names_of(term: Tag) -> list[str]:
    """What the section may call the term: name, each alias, each further spelling."""
    name, _, aliases = words(term).rstrip(")").partition(" (")
    return [name, *aliases.split(", "), *str(term.get("data-forms", "")).split(", ")]


def test_there_are_a_hundred_terms_or_more(real_site: Path) -> None:
    terms = read(real_site, "glossary").select("dl > dt[id]")
    assert len(terms) >= 100
    assert len({words(term).casefold() for term in terms}) == len(terms)


def test_terms_stand_by_letter_and_in_order(real_site: Path) -> None:
    glossary = read(real_site, "glossary")
    for letter in glossary.select("h2[id]"):
        block = letter.find_next_sibling("dl")
        assert isinstance(block, Tag)
        names = ["".join(filter(str.isalnum, words(term).lower())) for term in block.select("dt")]
        assert {name[0] for name in names} == {letter["id"]}
        assert names == sorted(names)


def test_every_letter_can_be_jumped_to(real_site: Path) -> None:
    glossary = read(real_site, "glossary")
    assert [link["href"] for link in glossary.select(".study-letters a")] == [
        f"#{letter['id']}" for letter in glossary.select("article h2[id]")
    ]


def test_every_term_leads_to_a_section_that_speaks_of_it(real_site: Path) -> None:
    pages = {f"chapters/{chapter}": read(real_site, f"chapters/{chapter}") for chapter in CHAPTERS}
    silent = [
        f"{words(term)} -> {address}#{anchor}"
        for term, address, anchor in links_of(read(real_site, "glossary"))
        if not any(speaks_of(section_text(pages[address], anchor), name) for name in names_of(term))
    ]
    assert silent == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_terms_are_marked_at_most_once_in_a_section(real_site: Path, chapter: str) -> None:
    seen: set[str] = set()
    marked = 0
    for tag in read(real_site, f"chapters/{chapter}").select("article h2, article button.study-term"):
        if tag.name == "h2":
            seen.clear()
            continue
        anchor = str(tag["popovertarget"]).rstrip("-0123456789")
        assert anchor not in seen, (chapter, anchor)
        seen.add(anchor)
        marked += 1
    assert marked >= 12


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_term_is_marked_where_it_disturbs(real_site: Path, chapter: str) -> None:
    page = read(real_site, f"chapters/{chapter}")
    where = "h1, h2, h3, a, code, pre, table, summary, sup, figure, .footnote, .study-say, .study-question, nav"
    assert [place.name for place in page.select(where) if place.select(".study-term")] == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_definitions_are_of_the_glossary(real_site: Path, chapter: str) -> None:
    terms = {str(term["id"]) for term in read(real_site, "glossary").select("dl > dt[id]")}
    for definition in read(real_site, f"chapters/{chapter}").select("[popover]"):
        address, anchor = str(definition.select("a")[-1]["href"]).split("#")
        assert (address, anchor in terms) == ("../../glossary/", True)


def test_only_chapters_have_marks(real_site: Path) -> None:
    marked = {path.parent.name for path in real_site.rglob("index.html") if "<study-term" in path.read_text("utf-8")}
    assert marked == set(CHAPTERS)


def test_search_has_the_words_and_not_the_definitions(fixture_site: Path) -> None:
    files = [path for path in (fixture_site / "search").glob("*.json") if path.name != "index.json"]
    texts = {key: text for path in files for key, text in json.loads(path.read_text(encoding="utf-8")).items()}
    assert "The leader gives the record its offset." in texts["chapters/log/#append"]
    assert [location for location, text in texts.items() if "record in its partition, as in" in text] == [
        "glossary/#offset"
    ]


def test_table_of_contents_has_no_marks(fixture_site: Path) -> None:
    assert read(fixture_site, "chapters/log").select("nav .study-term, h2 .study-term") == []
