"""Groups of entries -> the files that the search box reads: titles and names at once, texts when they are needed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping

from study.search.entries import Entry, Group

INDEX = "search/index.json"
"""What is fetched when a reader comes to the search box; it names the files of the texts."""

_WORD = re.compile(r"[^\W_][\w.=]*(?<![.=_])")
_NAME = re.compile(r"[._=\d]|[a-z][A-Z]|[A-Z]{2}")
_NUMBER = re.compile(r"[\d.]+")


def render_search(groups: Iterable[Group]) -> dict[str, str]:
    """Return the files by path: the index, and those of the texts, whose names tell their content.

    The index holds the titles of all entries, and the names in their texts that no title has, such as settings and
    exceptions: readers look these up, and find them before any text is there.
    """
    filled = [group for group in groups if group.entries]
    texts: dict[str, dict[str, str]] = {}
    for group in filled:
        texts.setdefault(group.file, {}).update({entry.location: entry.text for entry in group.entries if entry.text})
    rendered = {name: _render(known) for name, known in texts.items()}
    files = {name: f"{name}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.json" for name, text in rendered.items()}
    titled = {name for group in filled for entry in group.entries for name in find_names(entry.title)}
    index = _render({"groups": [_describe_group(group, files, titled) for group in filled]})
    return {INDEX: index, **{f"search/{files[name]}": text for name, text in rendered.items()}}


def _describe_group(group: Group, files: Mapping[str, str], titled: set[str]) -> dict[str, object]:
    entries = [_describe(entry, titled) for entry in group.entries]
    lead = files.get(group.lead, files[group.file])
    return {"file": files[group.file], "lead": lead, "boost": group.boost, "entries": entries}


def find_names(text: str) -> set[str]:
    """Return the words of a text that are names rather than language, such as `acks=all` or `LeaderEpoch`."""
    words = {word for word in _WORD.findall(text) if _NAME.search(word)}
    return {word for word in words if not _NUMBER.fullmatch(word)}


def _describe(entry: Entry, titled: set[str]) -> dict[str, str]:
    names = " ".join(sorted(find_names(entry.text) - titled))
    described = {"location": entry.location, "title": entry.title}
    return {**described, "names": names} if names else described


def _render(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
