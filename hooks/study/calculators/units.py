"""The units that sums of a chapter are worked in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pint

_DEFINITIONS = """
m- = 1e-3
k- = 1e3
M- = 1e6
G- = 1e9
T- = 1e12
P- = 1e15
Ki- = 1024
Mi- = 1024 ** 2
Gi- = 1024 ** 3
Ti- = 1024 ** 4
byte = [data] = B
bit = byte / 8
second = [time] = s
minute = 60 * second = min
hour = 60 * minute = h
day = 24 * hour
month = 30 * day
year = 365 * day
record = [record]
partition = [partition]
broker = [broker]
consumer = [consumer]
request = [request]
USD = [money]
percent = 0.01
"""

_FORM = re.compile(r"\w+( ?[*/] ?\w+)*")

NO_UNIT = ""
"""The unit of a plain number."""


class UnitError(Exception):
    """A unit that is unknown, or that does not fit; the message says so in an author's words."""


@cache
def find_registry() -> pint.UnitRegistry[Any]:
    """Return the units that are known here, and no others: bytes and records are dimensions of their own."""
    import pint  # Takes a quarter of a second: most builds work no sum.

    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(None)
    for line in _DEFINITIONS.strip().splitlines():
        registry.define(line)
    return registry


def make_quantity(value: float, unit: str) -> Any:
    """Return a value with its unit; raise UnitError if nobody knows the unit."""
    from pint.errors import UndefinedUnitError

    try:
        if unit and not _FORM.fullmatch(unit):
            raise ValueError
        return find_registry().Quantity(value, unit or None)
    except (UndefinedUnitError, ValueError) as error:
        known = "B, bit, s, min, h, day, month, year, record, partition, broker, consumer, request, USD, percent"
        raise UnitError(f"unknown unit `{unit}`. Write it with {known}, such as `MB/s` or `kB/record`.") from error


def find_factor(unit: str) -> float:
    """Return how much of the base units one of the unit is: bytes, seconds, records, dollars."""
    return float(make_quantity(1, unit).to_base_units().magnitude)


def convert(quantity: Any, unit: str) -> float:
    """Return the number of the unit in the quantity; raise UnitError if it is of another dimension."""
    from pint.errors import DimensionalityError

    try:
        return float(quantity.to(make_quantity(1, unit).units).magnitude)
    except DimensionalityError as error:
        found = f"{quantity.to_base_units().units:~}" or "a plain number"
        raise UnitError(f"this comes out in `{found}`, not in `{unit or 'a plain number'}`.") from error
