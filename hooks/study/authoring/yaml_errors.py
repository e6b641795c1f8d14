"""YAML's own errors in the words of the author who fell into one of its traps."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

_VALUE = re.compile(r"^\s*(?:-\s+)*(?:(?P<key>[\w-]+):\s+)?(?P<text>\S.*)$")
_CURE = "Put quotes round the text, or write `{key}: |` and the text below it, indented."
_STARTERS = {
    "`": "a backtick",
    "@": "`@`",
    "%": "`%`",
    "*": "`*`",
    "&": "`&`",
    "!": "`!`",
    "[": "`[`",
    "{": "`{`",
    "]": "`]`",
    "}": "`}`",
    ">": "`>`",
    "|": "`|`",
    ",": "`,`",
    "?": "`?`",
    "#": "`#`",
}


def explain_yaml_error(error: YAMLError, lines: list[str]) -> tuple[int, str]:
    """Return the line (counted from 0 in `lines`) of the mistake and what to tell the author."""
    if isinstance(error, ReaderError):
        position: int = error.position
        line = "\n".join(lines)[:position].count("\n")
        return line, "this line holds a control character that YAML refuses. Delete it and type the text again."
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return 0, f"YAML cannot read this front matter ({error}). Put quotes round text with special characters."
    line = min(error.problem_mark.line, len(lines) - 1)
    column: int = error.problem_mark.column
    words = str(error.problem)
    if (tab := _find_tab(lines, line)) is not None:
        return tab, "a tab is used to indent, which YAML refuses. Replace it by spaces, two a step."
    if (opened := _find_open_quote(lines, line)) is not None:
        return opened, _tell_open_quote(lines[opened])
    if "found unknown escape character" in words or "escape sequence" in words:
        return line, (
            r"a backslash in double quotes starts an escape. Use single quotes, or write `\\` for each backslash."
        )
    if error.context_mark is not None and ("flow" in str(error.context) or "block scalar" in str(error.context)):
        line = error.context_mark.line
    return _explain_line(lines, line, column, words)


def _explain_line(lines: list[str], line: int, column: int, words: str) -> tuple[int, str]:
    found = _VALUE.match(lines[line])
    text = found["text"] if found else ""
    key = (found["key"] if found else None) or ""
    cure = _CURE.format(key=key) if key else "Put quotes round the text."
    if "sequence entries are not allowed" in words:
        return line, f"a list cannot start on the line of its key. Put `- …` on the lines below `{key}:`, indented."
    if text[:1] in ("'", '"') and _text_after_quote(text):
        return line, _tell_text_after_quote(text)
    if text[:1] in (">", "|") and "block scalar" not in words and "comment or a line break" not in words:
        text = ""
    if "flow" in words or ("expected ',' or" in words and text[:1] in ("[", "{") and text[-1] not in "]}"):
        close = "]" if text[:1] == "[" else "}"
        return line, f"what `{text[:1]}` opens is not closed. Add `{close}` for a list, or put quotes round text."
    if text[:1] in _STARTERS and (key or lines[line].lstrip().startswith("- ")):
        return line, f"text that starts with {_STARTERS[text[0]]} means something else in YAML. {cure}"
    if re.search(r":(\s|$)", text) and "mapping values" in words and column > len(lines[line]) - len(text):
        return line, f"the text has `: ` in it, which YAML takes for another key. {cure}"
    return _explain_shape(lines, line, words)


def _explain_shape(lines: list[str], line: int, words: str) -> tuple[int, str]:
    typed = lines[line].strip()
    above = lines[line - 1] if line else ""
    for number in (line, line - 1):
        if number >= 0 and (colon := re.match(r"\s*(?:- )?([\w-]+):(?!//)\S", lines[number])):
            return number, f"`{colon[1]}:` needs a space behind its colon. Write `{colon[1]}: …`."
    if (text_line := _find_text_not_indented(lines, line)) is not None:
        key = lines[text_line - 1].strip().removeprefix("- ")
        return text_line, f"the text below `{key}` is not indented. Indent all of its lines by two more spaces."
    if re.search(r"\S\s#", above) and "block end" in words:
        return line - 1, "the text ends at ` #`, where YAML starts a comment. Put quotes round the whole text."
    if "':'" in words or ("mapping" not in words and ":" not in typed and not typed.startswith("- ")):
        line, typed = _nearest_without_colon(lines, line)
        return line, f"`{typed}` is neither `key: value` nor a list item. Add the key, or indent it below `key: |`."
    return line, (
        f"`{typed}` is not indented like its neighbours. Use the same number of spaces for all keys of one question, "
        "and more for the text below `|`."
    )


def _find_text_not_indented(lines: list[str], line: int) -> int | None:
    is_key = re.match(r"\s*(?:- )?[\w-]+:(\s|$)", lines[line])
    line = number = line - 1 if is_key else line
    while number > 0 and lines[number].strip() and not re.match(r"\s*(?:- )?[\w-]+:(\s|$)", lines[number]):
        number -= 1
    below_key = number < line and re.search(r":\s+[|>][-+\d]*\s*$", lines[number])
    return number + 1 if below_key else None


def _nearest_without_colon(lines: list[str], line: int) -> tuple[int, str]:
    for number in range(line, max(line - 3, -1), -1):
        if lines[number].strip() and ":" not in lines[number]:
            return number, lines[number].strip()
    return line, lines[line].strip()


def _find_tab(lines: list[str], line: int) -> int | None:
    for number in (line, line - 1):
        if number >= 0 and "\t" in lines[number][: len(lines[number]) - len(lines[number].lstrip())]:
            return number
    return None


def _find_open_quote(lines: list[str], line: int) -> int | None:
    """Return the last line above the error whose quoted text does not end on it, if nothing below looks like text."""
    in_block_below: int | None = None
    opened: int | None = None
    for number, typed in enumerate(lines[: line + 1]):
        indent = len(typed) - len(typed.lstrip())
        if in_block_below is not None and (not typed.strip() or indent > in_block_below):
            continue
        in_block_below = indent if re.search(r":\s+[|>][-+\d]*\s*$", typed) else None
        found = _VALUE.match(typed)
        if found and found["text"][:1] in ("'", '"') and not _is_closed(found["text"]):
            opened = number
            break
    return opened


def _is_closed(text: str) -> bool:
    quote = text[0]
    body = text[1:].replace("''", "") if quote == "'" else re.sub(r"\\.", "", text[1:])
    return quote in body


def _text_after_quote(text: str) -> bool:
    quote = text[0]
    body = text[1:].replace("''", "..") if quote == "'" else re.sub(r"\\.", "..", text[1:])
    rest = body.partition(quote)[2].strip()
    return bool(rest) and not rest.startswith("#")


def _tell_text_after_quote(text: str) -> str:
    if text[0] == "'":
        return "an apostrophe ends text in single quotes. Use double quotes round the text, or write `''` for it."
    return 'a `"` inside ends text in double quotes. Use single quotes round the text, or write `\\"` for it.'


def _tell_open_quote(typed: str) -> str:
    found = _VALUE.match(typed)
    quote = found["text"][0] if found else '"'
    return f"the quote `{quote}` that opens here is never closed on its line. Add `{quote}` at the end of the text."
