from __future__ import annotations

import pytest
from study.receipts.model import Figure
from study.receipts.numbers import find_mistake, show_value


@pytest.mark.parametrize(
    ("written", "median", "unit"),
    [
        pytest.param("45.83 s", 45.83, "s", id="as-measured"),
        pytest.param("45.8 s", 45.83, "s", id="rounded"),
        pytest.param("46 s", 45.83, "s", id="whole"),
        pytest.param("45.8\u00a0s", 45.83, "s", id="no-break"),
        pytest.param("45.8 s", 45.85, "s", id="half-down"),
        pytest.param("45.9 s", 45.85, "s", id="half-up"),
        pytest.param("12,345", 12345, "", id="grouped-by-commas"),
        pytest.param("12 345", 12345, "", id="grouped-by-spaces"),
        pytest.param("12345", 12345, "", id="not-grouped"),
        pytest.param("3.0", 3, "", id="more-digits-than-measured"),
        pytest.param("0", 0, "", id="nothing"),
        pytest.param("40 %", 40, "%", id="percent"),
        pytest.param("40%", 40, "%", id="percent-without-a-space"),
        pytest.param("-2 records", -2, "records", id="negative"),
        pytest.param("1.5 MB/s", 1.5, "MB/s", id="rate"),
    ],
)
def test_number_that_is_right(written: str, median: float, unit: str) -> None:
    assert find_mistake(written, Figure(label="Measured", unit=unit, runs=(median,) * 5)) == ""


@pytest.mark.parametrize(
    ("written", "median", "unit", "mend"),
    [
        pytest.param("45.7 s", 45.83, "s", "says 45.83 s. Write `45.8 s`.", id="other-number"),
        pytest.param("45 s", 45.83, "s", "Write `46 s`.", id="cut-off"),
        pytest.param("45.8 ms", 45.83, "s", "Write `45.8 s`.", id="other-unit"),
        pytest.param("45.8s", 45.83, "s", "Write `45.8 s`.", id="no-space"),
        pytest.param("0 s", 0.3, "s", "says 0.3 s. Write `0.3 s`.", id="rounded-to-nothing"),
        pytest.param("1,000", 1200, "", "Write `1,200`.", id="rounded-before-the-point"),
        pytest.param("12,34", 1234, "", "Write `1,234`.", id="badly-grouped"),
        pytest.param("about 3", 3, "", "Write the number", id="words"),
        pytest.param("", 3, "", "Write the number", id="empty"),
        pytest.param("3 times", 3, "", "words behind the link", id="unit-of-a-count"),
    ],
)
def test_number_that_is_wrong(written: str, median: float, unit: str, mend: str) -> None:
    assert mend in find_mistake(written, Figure(label="Measured", unit=unit, runs=(median,) * 5))


def test_an_even_number_of_runs_has_the_middle_of_two() -> None:
    assert Figure(label="Measured", unit="", runs=(0.1, 0.3, 0.2, 0.4)).median == 0.25


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(45.8349, "45.83", id="four-figures"),
        pytest.param(0.00123456, "0.001235", id="small"),
        pytest.param(3.0, "3", id="whole"),
        pytest.param(1234.56, "1,235", id="no-digits-behind-a-thousand"),
        pytest.param(1234567, "1,234,567", id="grouped"),
        pytest.param(0.5, "0.5", id="no-zeros-at-the-end"),
        pytest.param(-45.8349, "-45.83", id="negative"),
    ],
)
def test_show_value(value: float, shown: str) -> None:
    assert show_value(value) == shown
