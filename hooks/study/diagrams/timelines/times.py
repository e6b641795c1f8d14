"""Points in time and durations as the timelines of Mermaid write them, in milliseconds."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

SECONDS = "X"
MILLISECONDS = ("x", "SSS")

DURATIONS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000}
INTERVALS = {
    "millisecond": 1,
    "second": 1000,
    "minute": 60_000,
    "hour": 3_600_000,
    "day": 86_400_000,
    "week": 604_800_000,
}

_DURATION = re.compile(r"(?P<count>\d+(?:\.\d+)?)(?P<unit>ms|[smhdw])")
_INTERVAL = re.compile(r"(?P<count>[1-9]\d*)(?P<unit>" + "|".join(INTERVALS) + ")")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_TOKENS = {
    "YYYY": r"(?P<year>\d{4})",
    "MM": r"(?P<month>\d{2})",
    "DD": r"(?P<day>\d{2})",
    "HH": r"(?P<hour>\d{2})",
    "mm": r"(?P<minute>\d{2})",
    "ss": r"(?P<second>\d{2})",
    "SSS": r"(?P<millisecond>\d{3})",
}
_DATE_FORMAT = re.compile("|".join(_TOKENS))

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_AXIS: dict[str, Callable[[int, datetime], str]] = {
    "s": lambda time, _: str(time // 1000),
    "Q": lambda time, _: str(time),
    "L": lambda time, _: f"{time % 1000:03}",
    "S": lambda _, day: f"{day.second:02}",
    "M": lambda _, day: f"{day.minute:02}",
    "H": lambda _, day: f"{day.hour:02}",
    "d": lambda _, day: f"{day.day:02}",
    "m": lambda _, day: f"{day.month:02}",
    "Y": lambda _, day: str(day.year),
    "b": lambda _, day: _MONTHS[day.month - 1],
    "a": lambda _, day: _DAYS[day.weekday()],
    "%": lambda _, __: "%",
}
_AXIS_FORMAT = re.compile(r"%(?P<bare>-?)(?P<name>.)")


def counts_numbers(date_format: str) -> bool:
    """Whether times are plain numbers, of seconds or milliseconds, rather than days and hours."""
    return date_format in (SECONDS, *MILLISECONDS)


def parse_time(text: str, date_format: str) -> int | None:
    """Return a point in time, or None if it is not written in this format."""
    if counts_numbers(date_format):
        if not _NUMBER.fullmatch(text):
            return None
        return round(float(text) * (1000 if date_format == SECONDS else 1))
    pattern = _DATE_FORMAT.sub(lambda match: _TOKENS[match.group()], re.escape(date_format))
    match = re.fullmatch(pattern, text)
    if not match:
        return None
    parts = {"year": 1970, "month": 1, "day": 1} | {name: int(digits) for name, digits in match.groupdict().items()}
    milliseconds = parts.pop("millisecond", 0)
    try:
        return round(datetime(**parts, tzinfo=UTC).timestamp()) * 1000 + milliseconds
    except ValueError:
        return None


def parse_duration(text: str) -> int | None:
    """Return a duration such as `500ms` or `2s`, or None if it is none."""
    match = _DURATION.fullmatch(text)
    return round(float(match["count"]) * DURATIONS[match["unit"]]) if match else None


def parse_interval(text: str) -> int | None:
    """Return the time from tick to tick, such as `15second`, or None if it is none."""
    match = _INTERVAL.fullmatch(text)
    return int(match["count"]) * INTERVALS[match["unit"]] if match else None


def find_unknown_directive(axis_format: str) -> str:
    """Return the first part of the format that cannot be written, or nothing."""
    return next((match.group() for match in _AXIS_FORMAT.finditer(axis_format) if match["name"] not in _AXIS), "")


def format_time(time: int, axis_format: str) -> str:
    """Return a point in time as d3 writes it in this format."""
    day = datetime.fromtimestamp(time // 1000, UTC)

    def write(match: re.Match[str]) -> str:
        text = _AXIS[match["name"]](time, day)
        return (text.lstrip("0") or "0") if match["bare"] else text

    return _AXIS_FORMAT.sub(write, axis_format)


def format_number(number: float) -> str:
    """Return a number with as many decimals as it has, two at most."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
