"""Measured values as a reader sees them, and whether a number that was written is one of them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from study.receipts.model import Figure

_FIGURES = 4
_WRITTEN = re.compile(r"(?P<number>-?(?:\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+|\d+)(?:\.(?P<digits>\d+))?)(?P<unit>.*)")


def show_value(value: float) -> str:
    """Return a value with all digits before the point, and behind it as many as four figures leave."""
    if value == int(value) or abs(value) >= 10 ** (_FIGURES - 1):
        return f"{Decimal(repr(value)).quantize(Decimal(1), ROUND_HALF_UP):,}"
    text = format(Context(_FIGURES, ROUND_HALF_UP).create_decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def show_with_unit(number: str, unit: str) -> str:
    """Return a number with its unit behind a space."""
    return f"{number} {unit}" if unit else number


def find_mistake(written: str, figure: Figure) -> str:
    """Return what is wrong with a figure as an author wrote it, and how to mend it; nothing if it is right."""
    measured = f"but the receipt says {show_with_unit(show_value(figure.median), figure.unit)}"
    read = _WRITTEN.fullmatch(written)
    if not read:
        return f"which is no number, {measured}. Write the number with its unit and nothing else."
    digits = len(read["digits"] or "")
    right = show_with_unit(_round(figure.median, digits), figure.unit)
    if not Decimal(right.split()[0].replace(",", "")) and figure.median:
        right = show_with_unit(show_value(figure.median), figure.unit)
    number = Decimal(re.sub(r"[ ,\u00a0\u202f]", "", read["number"]))
    if not _is_rounded(number, figure.median, digits):
        return f"{measured}. Write `{right}`."
    unit = read["unit"]
    if unit.strip() == figure.unit and (unit.startswith((" ", "\u00a0")) or figure.unit in ("", "%")):
        return ""
    if not figure.unit:
        return f"but the receipt has no unit for it. Write `{right}`, and the words behind the link."
    return f"{measured}. Write `{right}`."


def _round(value: float, digits: int) -> str:
    return f"{Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):,}"


def _is_rounded(number: Decimal, value: float, digits: int) -> bool:
    """Whether the number is the value with so many digits; a half goes either way, and nothing becomes 0."""
    exact = Decimal(repr(value))
    return abs(number - exact) <= Decimal("0.5").scaleb(-digits) and bool(number) == bool(exact)
