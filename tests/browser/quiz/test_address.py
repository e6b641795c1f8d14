from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.modules import open_blank

_READ = """async ([module, query]) => {
  const { FIRST_CHOICE, readAddress, writeAddress } = await import(module);
  const values = { chapters: ["log", "groups"], levels: ["mid"], kinds: ["order"] };
  const ids = { one: "one", two: "two", former: "two" };
  const known = { has: (name, value) => values[name].includes(value), find: (id) => ids[id] };
  const { choice, complaints } = readAddress(query, known);
  const differs = ([name, value]) => JSON.stringify(value) !== JSON.stringify(FIRST_CHOICE[name]);
  const chosen = Object.fromEntries(Object.entries(choice).filter(differs));
  return { chosen, complaints, query: writeAddress(choice) };
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser, modules_url: str) -> Iterator[Page]:
    page = open_blank(browser, modules_url)
    yield page
    page.close()


def read(page: Page, query: str) -> Any:
    return page.evaluate(_READ, [page.url.replace("study.mjs", "quiz/address.mjs"), query])


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("", {}),
        ("?seed=ab-12&n=20", {"seed": "ab-12", "n": 20}),
        ("?n=all", {"n": 0}),
        (
            "?chapters=log,groups&levels=mid&kinds=order",
            {"chapters": ["log", "groups"], "levels": ["mid"], "kinds": ["order"]},
        ),
        ("?order=written", {"shuffled": False}),
        ("?mode=exam&minutes=12", {"exam": True, "minutes": 12}),
        ("?seed=x&ids=two,one", {"seed": "x", "ids": ["two", "one"]}),
    ],
)
def test_good_address_is_read_and_written_back(blank: Page, query: str, chosen: dict[str, Any]) -> None:
    result = read(blank, query)
    assert (result["chosen"], result["complaints"], result["query"]) == (chosen, [], query)


@pytest.mark.parametrize(
    ("query", "chosen", "complaint"),
    [
        ("?n=ten", {}, "The address says “n=ten”, which this quiz cannot use; it was left out."),
        ("?n=0", {}, "The address says “n=0”, which this quiz cannot use; it was left out."),
        ("?n=-1", {}, "The address says “n=-1”, which this quiz cannot use; it was left out."),
        ("?seed=<b>x", {}, "The address says “seed=<b>x”, which this quiz cannot use; it was left out."),
        ("?mode=war", {}, "The address says “mode=war”, which this quiz cannot use; it was left out."),
        ("?minutes=9999", {}, "The address says “minutes=9999”, which this quiz cannot use; it was left out."),
        ("?levels=mid,guru", {"levels": ["mid"]}, "There is no level “guru” here; it was left out."),
        ("?chapters=%E0%A4%A", {}, "There is no chapter “\ufffd%A” here; it was left out."),
        ("?ids=one,gone", {"ids": ["one"]}, "No longer here, so skipped: “gone”."),
    ],
)
def test_bad_value_is_left_out_with_a_sentence(blank: Page, query: str, chosen: dict[str, Any], complaint: str) -> None:
    result = read(blank, query)
    assert (result["chosen"], result["complaints"]) == (chosen, [complaint])


@pytest.mark.parametrize(
    "behind", [".", ")", ").", ",", "!", "?", "”", ">", "*", "%29", "%2C", "%E2%80%9D", "…", ";"], ids=repr
)
def test_signs_that_a_chat_puts_behind_a_link_are_no_part_of_it(blank: Page, behind: str) -> None:
    assert read(blank, f"?seed=x&ids=two,one{behind}")["query"] == "?seed=x&ids=two,one"
    assert read(blank, f"?seed=x&n=20{behind}")["query"] == "?seed=x&n=20"


def test_ampersands_that_mail_has_escaped_separate(blank: Page) -> None:
    assert read(blank, "?seed=x&amp;n=20&amp;levels=mid")["query"] == "?seed=x&n=20&levels=mid"


def test_former_id_is_followed_once(blank: Page) -> None:
    assert read(blank, "?ids=former,two,one")["chosen"] == {"ids": ["two", "one"]}


def test_foreign_parameters_are_nobody_s_business(blank: Page) -> None:
    assert read(blank, "?utm_source=chat&h=log") == {"chosen": {}, "complaints": [], "query": ""}
