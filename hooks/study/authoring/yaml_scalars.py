"""What YAML makes of text without quotes, by either of its versions: MkDocs and editors do not agree on one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Misread:
    """Text without quotes that YAML turns into something no field takes."""

    typed: str
    """As its author typed it."""

    becomes: str
    """What YAML makes of it, in words."""


Scalar: TypeAlias = str | int | float | bool | Misread

_SUSPICIOUS = frozenset("~nNtTfFyYoO-+.=<0123456789")
"""Whatever becomes something else begins with one of these."""

_NOTHING = re.compile(r"~|null|Null|NULL|")
_TRUE = re.compile(r"true|True|TRUE|yes|Yes|YES|on|On|ON")
_FALSE = re.compile(r"false|False|FALSE|no|No|NO|off|Off|OFF")
_PLAIN_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_PLAIN_DECIMAL = re.compile(r"-?(0|[1-9]\d*)\.\d+")
_BASED = re.compile(r"[-+]?0([bxo])([\da-fA-F_]+)")
_OCTAL = re.compile(r"[-+]?0[0-7_]+")
_BASE_60 = re.compile(r"[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?")
_OTHER_NUMBER = re.compile(r"[-+]?(\d[\d_]*(\.[\d_]*)?|\.\d[\d_]*)([eE][-+]?\d+)?")
_NO_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?([Tt \t].*)?")


def read_plain(text: str) -> Scalar:
    """Return what text without quotes becomes: text, true, false, a plain number, or what no field takes."""
    if text and text[0] not in _SUSPICIOUS:
        return text
    if _NOTHING.fullmatch(text):
        return Misread(text, "nothing")
    if _TRUE.fullmatch(text):
        return True
    if _FALSE.fullmatch(text):
        return False
    if _PLAIN_INTEGER.fullmatch(text):
        return int(text)
    if _PLAIN_DECIMAL.fullmatch(text):
        return float(text)
    if becomes := _odd_reading(text):
        return Misread(text, becomes)
    return text


def _odd_reading(text: str) -> str:
    if text in ("=", "<<"):
        return "a sign of its own"
    if _DATE.fullmatch(text):
        return "a date"
    if _NO_NUMBER.fullmatch(text):
        return "a number without end" if "n" in text.lower().replace("nan", "") else "no number at all"
    number = _odd_number(text.replace("_", ""), text)
    return "" if number is None else f"the number {number:g}" if abs(number) < 1e6 else f"the number {number:.0f}"


def _odd_number(text: str, typed: str) -> float | None:
    if found := _BASED.fullmatch(typed):
        try:
            return float(int(text, {"b": 2, "x": 16, "o": 8}[found[1]]))
        except ValueError:
            return None
    if _OCTAL.fullmatch(typed):
        return float(int(text, 8))
    if _BASE_60.fullmatch(typed):
        total = 0.0
        for piece in text.lstrip("+-").split(":"):
            total = total * 60 + float(piece)
        return -total if text.startswith("-") else total
    return float(text) if _OTHER_NUMBER.fullmatch(typed) else None
