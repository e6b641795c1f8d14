"""Values of settings as authors write them, in one form: 30 s is 30000 ms, 16 KiB is 16,384 bytes, off is false."""

from __future__ import annotations

import re

_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
} | {"fifteen": "15", "twenty": "20", "thirty": "30", "sixty": "60"}
_MILLISECONDS = {
    "ms": 1,
    "millisecond": 1,
    "s": 1000,
    "sec": 1000,
    "second": 1000,
    "min": 60_000,
    "minute": 60_000,
    "h": 3_600_000,
    "hour": 3_600_000,
    "d": 86_400_000,
    "day": 86_400_000,
    "week": 604_800_000,
}
_BYTES = {
    "byte": 1,
    "b": 1,
    **{f"{prefix}b": 1000**power for power, prefix in enumerate("kmgt", start=1)},
    **{f"{prefix}ib": 1024**power for power, prefix in enumerate("kmgt", start=1)},
}
_UNITS = "|".join(sorted({*_MILLISECONDS, *_BYTES}, key=len, reverse=True))
_NAMED_UNITS = {".ms": 1, ".seconds": 1000, ".minutes": 60_000, ".hours": 3_600_000}
"""What a bare number means, by the end of the setting's name, in milliseconds."""

WORDS = (
    r"no limit|without (?:a )?limit|unlimited|not set|unset|must be set|empty|null|none|off|on|disabled|enabled|true"
    r"|false"
)
_NONE, _FALSE, _TRUE = "none", "false", "true"
_MEANINGS = {
    "off": (_NONE, _FALSE),
    "disabled": (_NONE, _FALSE),
    "false": (_FALSE,),
    "on": (_TRUE,),
    "enabled": (_TRUE,),
    "true": (_TRUE,),
    "-1": ("-1", _NONE),
    "9223372036854775807": (_NONE,),
    "2147483647": ("2147483647", _NONE),
    "long.max_value": (_NONE,),
    "integer.max_value": ("2147483647", _NONE),
}

NUMBER = rf"(?:-?\d{{1,3}}(?:,\d{{3}})+|-?\d+(?:\.\d+)?|(?:{'|'.join(_NUMBERS)})\b)"
QUANTITY = rf"{NUMBER}(?:[ \u00a0-]?(?:(?:{_UNITS})s?)\b|[ ]?%)?(?![\w-])"
_QUANTITY = re.compile(rf"(?P<number>{NUMBER})(?:[ \u00a0-]?(?P<unit>(?:{_UNITS})s?)\b)?(?![\w-])", re.IGNORECASE)
_WORDS = re.compile(rf"(?:{WORDS})\b", re.IGNORECASE)
_TOKEN = re.compile(r"[\w.-]+")
_PARTS = re.compile(r";\s*|,\s+|\s+or\s+|:\s+")


def read_value(text: str, name: str) -> frozenset[str]:
    """Return everything that a default, as written for the setting of this name, may mean; nothing if it is unclear.

    Two values agree if they have a meaning in common.
    """
    meanings: set[str] = set()
    for part in _PARTS.split(text.replace("`", "").strip().rstrip(".")):
        meanings |= _read_part(part.strip(" ()[]"), name)
    return frozenset(meanings)


def _read_part(part: str, name: str) -> set[str]:
    if quantity := _QUANTITY.match(part):
        return _read_quantity(quantity["number"], quantity["unit"] or "", name)
    if words := _WORDS.match(part):
        word = words[0].lower()
        return set(_MEANINGS.get(word, (_NONE,)))
    if _TOKEN.fullmatch(part):
        word = part.lower()
        return set(_MEANINGS.get(word, (word.removesuffix("assignor"),)))
    return set()


def _read_quantity(number: str, unit: str, name: str) -> set[str]:
    digits = _NUMBERS.get(number.lower(), number.replace(",", ""))
    if digits in _MEANINGS and not unit:
        return set(_MEANINGS[digits])
    kind = unit.lower().removesuffix("s") or unit.lower()
    factor = _MILLISECONDS.get(unit.lower()) or _MILLISECONDS.get(kind) or _BYTES.get(unit.lower()) or _BYTES.get(kind)
    if factor is None:
        factor = next((size for end, size in _NAMED_UNITS.items() if name.endswith(end)), 1)
    return {f"{float(digits) * factor:g}" if float(digits) * factor % 1 else str(int(float(digits) * factor))}
