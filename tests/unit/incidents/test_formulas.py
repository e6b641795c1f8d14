"""Formulas and texts of incidents: what the build parses is what the browser works."""

from __future__ import annotations

import pytest
from study.incidents.formulas import FormulaError, find_names, parse_formula, parse_text
from study.incidents.worlds import MODEL_ACTIONS, MODEL_NAMES, MODEL_SETTINGS

from tests.unit.incidents.leading import run_all

VALUES = {"lag": 7, "rate": 2, "open": 0, "seen graph": 1, "done stop": 0}

CASES = {
    "lag + rate * 3": 13,
    "-lag / rate": -3.5,
    "lag / open": 0,
    "lag > 5 and rate > 5": 0,
    "lag > 5 or rate > 5": 1,
    "not open": 1,
    "lag if seen(graph) else rate": 7,
    "rate if done(stop) else max(lag, 9)": 9,
    "ceil(lag / rate) + floor(lag / rate)": 7,
    "min(lag, rate) != 2": 0,
    "lag == 7": 1,
}


def test_browser_works_what_the_build_parsed() -> None:
    came = run_all(*({"act": "work", "tree": parse_formula(text), "values": VALUES} for text in CASES))
    assert dict(zip(CASES, came, strict=True)) == CASES


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("lag >", "no formula", id="no-formula"),
        pytest.param("lag ** 2", "cannot be worked", id="unknown-operation"),
        pytest.param("1 < lag < 3", "one comparison at a time", id="chained"),
        pytest.param("open()", "Known: min, max", id="unknown-call"),
        pytest.param("seen(1)", "names no signal", id="seen-of-a-number"),
        pytest.param("True", "Write 1 or 0", id="word"),
        pytest.param("ceil(1, 2)", "cannot be worked", id="two-values"),
        pytest.param("lag.__class__", "cannot be worked", id="attribute"),
        pytest.param("'text'", "cannot be worked", id="text"),
    ],
)
def test_refuses(text: str, message: str) -> None:
    with pytest.raises(FormulaError, match=message):
        parse_formula(text)


def test_names_tell_what_is_remembered() -> None:
    assert list(find_names(parse_formula("lag > 1 and seen(graph) or since(stop) < time"))) == [
        "lag",
        "seen graph",
        "since stop",
        "time",
    ]


def test_text_holds_values_and_braces() -> None:
    assert parse_text("{{x}}: {lag / 2:1} of {rate}") == ["{x}: ", [["/", "lag", 2.0], "1"], " of ", ["rate", ""]]


def test_text_refuses_a_form_that_nobody_knows() -> None:
    with pytest.raises(FormulaError, match="ends in no known form"):
        parse_text("{lag:z}")


def test_names_of_the_model_are_those_of_the_browser() -> None:
    (came,) = run_all({"act": "names"})
    assert came["names"] == list(MODEL_NAMES)
    assert came["settings"] == list(MODEL_SETTINGS)
    assert sorted(came["acts"]) == sorted(MODEL_ACTIONS)
