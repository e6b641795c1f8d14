from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.modules import call, open_blank

TYPED = {"kind": "typed", "right": ["acks=all", "`-1`", "isolation.level", "500 ms"]}
NUMBER = {"kind": "number", "right": ["168"], "value": 168, "tolerance": 2, "unit": "hours"}
SEVERAL = {"kind": "several", "right": ["a", "b"]}
ORDER = {"kind": "order", "right": ["a", "b", "c", "d"]}
MATCH = {"kind": "match", "right": [["a", "1"], ["b", "2"], ["c", "3"]]}
TRACE = {"kind": "trace", "right": ["revoked [t-3]\nassigned []"]}


@pytest.fixture(scope="module")
def blank(browser: Browser, modules_url: str) -> Iterator[Page]:
    page = open_blank(browser, modules_url)
    yield page
    page.close()


@pytest.mark.parametrize(
    ("key", "given", "expected"),
    [
        pytest.param({"kind": "options", "right": ["a"]}, ["a"], "right", id="option-right"),
        pytest.param({"kind": "options", "right": ["a"]}, ["b"], "wrong", id="option-wrong"),
        pytest.param({"kind": "options", "right": ["a"]}, [], "wrong", id="nothing-given"),
        pytest.param(SEVERAL, ["b", "a"], "right", id="several-right"),
        pytest.param(SEVERAL, ["a"], "half", id="several-one-left-out"),
        pytest.param(SEVERAL, ["a", "b", "x"], "half", id="several-one-too-many"),
        pytest.param(SEVERAL, ["a", "x"], "wrong", id="several-as-many-wrong-as-right"),
        pytest.param(TYPED, [" ACKS = `ALL`. "], "right", id="typed-case-space-backticks-stop"),
        pytest.param(TYPED, ["-1"], "right", id="typed-other-form"),
        pytest.param(TYPED, ["“acks=all”"], "right", id="typed-quotes"),
        pytest.param(TYPED, ["500"], "right", id="typed-unit-forgiven"),
        pytest.param(TYPED, ["500ms"], "right", id="typed-unit-without-space"),
        pytest.param(TYPED, ["isolaton.level"], "half", id="typed-one-letter-missing"),
        pytest.param(TYPED, ["isolatoin.level"], "half", id="typed-two-letters-swapped"),
        pytest.param(TYPED, ["acks=al"], "wrong", id="typed-short-words-must-be-exact"),
        pytest.param(TYPED, ["`"], "wrong", id="typed-only-a-backtick"),
        pytest.param(NUMBER, ["168"], "right", id="number"),
        pytest.param(NUMBER, ["168h"], "right", id="number-short-unit"),
        pytest.param(NUMBER, ["168 Hours"], "right", id="number-long-unit"),
        pytest.param(NUMBER, ["7 days"], "right", id="number-other-unit-of-time"),
        pytest.param(NUMBER, ["170"], "right", id="number-at-the-tolerance"),
        pytest.param(NUMBER, ["171"], "half", id="number-close"),
        pytest.param(NUMBER, ["7"], "wrong", id="number-wrong"),
        pytest.param(ORDER, ["a", "b", "c", "d"], "right", id="order-right"),
        pytest.param(ORDER, ["b", "c", "d", "a"], "half", id="order-mostly"),
        pytest.param(ORDER, ["d", "c", "b", "a"], "wrong", id="order-reversed"),
        pytest.param(MATCH, [["c", "3"], ["a", "1"], ["b", "2"]], "right", id="match-right"),
        pytest.param(MATCH, [["a", "1"], ["b", "3"], ["c", "2"]], "half", id="match-one-pair"),
        pytest.param(MATCH, [["a", "2"], ["b", "3"], ["c", "1"]], "wrong", id="match-none"),
        pytest.param(TRACE, ["Revoked [t-3] \n\n  assigned []\n"], "right", id="trace-space-and-case"),
        pytest.param(TRACE, ["revoked []\nassigned []"], "half", id="trace-one-line"),
        pytest.param(TRACE, ["assigned []"], "wrong", id="trace-wrong"),
    ],
)
def test_mark(blank: Page, key: dict[str, Any], given: list[Any], expected: str) -> None:
    assert call(blank, "quiz/question/grading", "markAnswer", key, given) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("1,048,576", "bytes", 1048576),
        ("1 048 576 bytes", "bytes", 1048576),
        ("1_000", "", 1000),
        ("1,5", "s", 1.5),
        ("0,500", "s", 0.5),
        ("-3", "", -3),
        ("~61 byte", "bytes", 61),
        ("about 60mb per s", "MB/s", 60),
        ("12 bytes/second", "bytes/s", 12),
        ("1.5 s", "ms", 1500),
        ("3 min", "minutes", 3),
        ("four", "copies", "Type a number, in copies."),
        ("four", "", "Type a number."),
        ("4 apples", "copies", "Give the number in copies."),
        ("4 apples", "", "Give the number without a unit."),
        ("1.2.3", "", "Type a number."),
    ],
)
def test_read_number(blank: Page, text: str, unit: str, expected: float | str) -> None:
    read = call(blank, "quiz/question/grading", "readNumber", text, unit)
    assert read == ({"problem": expected} if isinstance(expected, str) else {"value": expected})
