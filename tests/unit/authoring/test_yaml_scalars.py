from __future__ import annotations

import pytest
from study.authoring.yaml_scalars import Misread, Scalar, read_plain


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        pytest.param("Six members read", "Six members read", id="text-stays-text"),
        pytest.param("nobody", "nobody", id="text-that-begins-like-no"),
        pytest.param("4.0 - 4.4", "4.0 - 4.4", id="range-is-text"),
        pytest.param("1.2.3", "1.2.3", id="two-dots-are-text"),
        pytest.param("10 ms", "10 ms", id="number-with-unit-is-text"),
        pytest.param("true", True, id="true"),
        pytest.param("no", False, id="no-is-false"),
        pytest.param("On", True, id="on-is-true"),
        pytest.param("168", 168, id="integer"),
        pytest.param("-1", -1, id="integer-below-zero"),
        pytest.param("4.10", 4.1, id="decimal"),
        pytest.param("", Misread("", "nothing"), id="nothing"),
        pytest.param("~", Misread("~", "nothing"), id="tilde"),
        pytest.param("12:30", Misread("12:30", "the number 750"), id="base-60"),
        pytest.param("-1:30", Misread("-1:30", "the number -90"), id="base-60-below-zero"),
        pytest.param("0644", Misread("0644", "the number 420"), id="octal"),
        pytest.param("0o644", Misread("0o644", "the number 420"), id="octal-of-yaml-1.2"),
        pytest.param("0x1F", Misread("0x1F", "the number 31"), id="hexadecimal"),
        pytest.param("0b12", "0b12", id="no-binary-digits"),
        pytest.param("1_000_000", Misread("1_000_000", "the number 1000000"), id="underscores"),
        pytest.param("1e3", Misread("1e3", "the number 1000"), id="exponent"),
        pytest.param("+5", Misread("+5", "the number 5"), id="plus"),
        pytest.param(".inf", Misread(".inf", "a number without end"), id="infinity"),
        pytest.param(".nan", Misread(".nan", "no number at all"), id="not-a-number"),
        pytest.param("2026-11-20", Misread("2026-11-20", "a date"), id="date"),
        pytest.param("2026-11-20 10:00:00", Misread("2026-11-20 10:00:00", "a date"), id="date-and-time"),
        pytest.param("=", Misread("=", "a sign of its own"), id="equals-sign"),
    ],
)
def test_read_plain(typed: str, value: Scalar) -> None:
    read = read_plain(typed)
    assert (read, type(read)) == (value, type(value))
