from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.modules import call, open_blank

CHOICE = {"seed": "abc", "n": 10, "chapters": [], "levels": [], "kinds": [], "ids": None, "shuffled": True}


@pytest.fixture(scope="module")
def blank(browser: Browser, modules_url: str) -> Iterator[Page]:
    page = open_blank(browser, modules_url)
    yield page
    page.close()


def card(number: int, **fields: Any) -> dict[str, Any]:
    made = {"id": f"q{number}", "chapter": f"c{number % 5}", "level": "mid", "kind": "options", "near": []}
    return made | {"topics": [f"t{number % 7}"]} | fields


BANK = [card(number) for number in range(60)]


def choose(page: Page, bank: list[dict[str, Any]], **choice: Any) -> list[str]:
    chosen: list[str] = call(page, "practice/question-order", "chooseIds", bank, CHOICE | choice)
    return chosen


def test_same_seed_gives_the_same_questions(blank: Page) -> None:
    assert choose(blank, BANK) == choose(blank, BANK)
    assert choose(blank, BANK) != choose(blank, BANK, seed="abd")


def test_the_order_of_the_bank_does_not_matter_to_a_seed(blank: Page) -> None:
    assert set(choose(blank, BANK)) == set(choose(blank, BANK[::-1]))


def test_ten_questions_come_evenly_from_five_chapters(blank: Page) -> None:
    chapters = [int(chosen[1:]) % 5 for chosen in choose(blank, BANK)]
    assert sorted(chapters) == sorted([*range(5), *range(5)])


def test_neighbours_differ_in_topic_and_siblings_stand_apart(blank: Page) -> None:
    bank = [card(number, near=[f"q{number ^ 1}"]) for number in range(60)]
    chosen = [int(name[1:]) for name in choose(blank, bank, n=0)]
    assert len(chosen) == 60
    assert all(one % 7 != other % 7 and one ^ 1 != other for one, other in pairwise(chosen))


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        pytest.param({"n": 0, "levels": ["staff"]}, ["q1"], id="level"),
        pytest.param({"n": 0, "chapters": ["c2"]}, ["q2"], id="chapter"),
        pytest.param({"n": 0, "kinds": ["order"]}, ["q0"], id="kind"),
        pytest.param({"shuffled": False, "n": 2}, ["q0", "q1"], id="written-order"),
        pytest.param({"ids": ["q2", "q0"]}, ["q2", "q0"], id="pinned"),
        pytest.param({"kinds": ["trace"]}, [], id="none-fits"),
    ],
)
def test_choice_decides(blank: Page, choice: dict[str, Any], expected: list[str]) -> None:
    assert choose(blank, [card(0, kind="order"), card(1, level="staff"), card(2)], **choice) == expected


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        pytest.param([], "abcdef", id="start"),
        pytest.param(["a+"], "bcdef", id="right-leaves"),
        pytest.param(["a-"], "bcdaef", id="wrong-returns-after-three"),
        pytest.param(["a~"], "bcdaef", id="half-returns"),
        pytest.param(["a-", "b+", "c+", "d+", "a+"], "ef", id="returned-right-leaves"),
        pytest.param(["a-", "b+", "c+", "d+", "a-"], "efa", id="missed-again-returns-at-the-end"),
        pytest.param(["a+", "a-"], "bcdef", id="was-right-stays-away"),
        pytest.param(["a+", "b+", "c+", "d+", "e+", "f+"], "", id="end"),
    ],
)
def test_queue(blank: Page, log: list[str], expected: str) -> None:
    verdicts = {"+": "right", "-": "wrong", "~": "half"}
    entries = [{"id": entry[0], "verdict": verdicts[entry[1]]} for entry in log]
    assert "".join(call(blank, "practice/question-order", "findQueue", list("abcdef"), entries)) == expected


def test_mixing_keeps_the_order_of_others_when_one_is_added(blank: Page) -> None:
    mixing = "async ([module, texts]) => (await import(module)).mix(texts, 'seed', (text) => text)"
    module = blank.url.replace("study.mjs", "practice/question-order.mjs")
    mixed = blank.evaluate(mixing, [module, list("abcdefgh")])
    assert sorted(mixed) == list("abcdefgh") != mixed
    assert [text for text in blank.evaluate(mixing, [module, list("abcdefghi")]) if text != "i"] == mixed
