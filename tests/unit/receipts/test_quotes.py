from __future__ import annotations

import pytest
from study.receipts.quotes import Quote, check_quotes, drop_quotes, find_quotes

from tests.unit.sample_chapter import RECEIPTS


def test_quotes_are_found_with_their_lines() -> None:
    text = "It took [45.8\n  s](receipt:crash-and-join#eager-unread),\nnot [this](page.md)\nor [3](receipt:other#one)."
    assert list(find_quotes(text)) == [
        Quote(1, "45.8 s", "crash-and-join", "eager-unread"),
        Quote(4, "3", "other", "one"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It took [45.8 s](receipt:crash-and-join#eager-unread).", id="right"),
        pytest.param('"explain": "[45.8 s](receipt:crash-and-join#eager-unread)"', id="in-quotes-of-yaml"),
        pytest.param("A receipt: nobody quotes it.", id="word"),
        pytest.param("It took [1 s](receipt:broken#any).", id="of-a-receipt-that-cannot-be-read"),
    ],
)
def test_nothing_to_mend(text: str) -> None:
    assert not list(check_quotes(text, RECEIPTS.by_name, {"broken"}))


def test_code_hides_no_quote() -> None:
    text = "It took `[44 s](receipt:crash-and-join#eager-unread)`."
    assert [line for line, _ in check_quotes(text, RECEIPTS.by_name)] == [1]


def test_drop_quotes() -> None:
    assert drop_quotes("It took [45.8 s](receipt:a#b), [not](this.md).") == "It took , [not](this.md)."
