"""The stylesheets of theme and site, bundled and minified, with the rules that something on the site can meet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from study.scripts.deno_script import run_script

SCRIPT = Path(__file__).with_name("purge_css.mjs")

_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]+|"[^"]*"|'[^']*')*>""")
_BETWEEN = re.compile(r"""[\s"'<>=]+""")
_NAME = re.compile(r"[A-Za-z_-][\w:.-]*")
_SCRIPT_WORD = re.compile(r"[\w-]+")
_DATASET = re.compile(r"\bdataset\.(\w+)")
_CAPITAL = re.compile(r"[A-Z]")


def find_page_words(pages: Iterable[str]) -> set[str]:
    """Return every name that selectors may ask for in pages: of tags, of attributes, and in their values."""
    tags = {tag for html in pages for tag in _TAG.findall(html)}
    return {word for tag in tags for word in _BETWEEN.split(tag) if _NAME.fullmatch(word)}


def find_script_words(scripts: Iterable[str]) -> set[str]:
    """Return every name that scripts may bring onto pages."""
    texts = list(scripts)
    data = {f"data-{_CAPITAL.sub(_dash, name)}" for text in texts for name in _DATASET.findall(text)}
    return data | {word for text in texts for word in _SCRIPT_WORD.findall(text)}


def _dash(capital: re.Match[str]) -> str:
    return f"-{capital[0].lower()}"


def bundle_stylesheets(folder: Path, sheets: Mapping[str, Sequence[str]], words: Iterable[str]) -> dict[str, str]:
    """Return the text of each of the sheets, which are given with the paths of their sources below a folder.

    Rules whose selectors name something that is not among the words are left out, as are variables and animations
    that no sheet uses.
    """
    request = {"folder": str(folder.resolve()), "sheets": sheets, "words": sorted(words)}
    made: dict[str, str] = run_script(SCRIPT, request)
    return made
