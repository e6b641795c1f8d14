"""The templates of pages, with the filters and functions that they use."""

from __future__ import annotations

import re
from functools import cache
from posixpath import basename
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from study.authoring.prose import Body, Heading
from study.bank.model import KIND_LABELS
from study.pages.arrangement import arrange_matches, arrange_options, arrange_steps
from study.pages.markdown.units import NO_BREAK

_KIP = re.compile(r"KIP-\d+")


def load_template(name: str) -> Template:
    """Return a template that escapes text and refuses a name that it was not given."""
    return _make_environment().get_template(name)


def load_macros(name: str) -> Any:
    """Return the macros of a template as attributes."""
    return load_template(name).module


def read_minutes(text: Body | Heading) -> int:
    """Return how long the prose takes, in whole minutes at 200 words a minute: slow enough for tables."""
    return max(1, round(text.words / 200))


def source_label(url: str) -> str:
    """Return a short name for a source's address: a KIP, a file or a page of the documentation."""
    kip = _KIP.search(url)
    if kip:
        return kip[0]
    parts = urlsplit(url)
    last = basename(parts.path.rstrip("/"))
    if parts.netloc == "github.com":
        return last
    if parts.netloc == "kafka.apache.org":
        option = parts.fragment.rpartition("_")[2] if "_" in parts.fragment else parts.fragment
        return f"Kafka docs: {option or last.replace('-', ' ')}"
    return last if parts.netloc == "issues.apache.org" else parts.netloc.removeprefix("www.")


def _number(value: float) -> str:
    whole = value if isinstance(value, int) or not value.is_integer() else int(value)
    return f"{whole:,}".replace(",", NO_BREAK)


def make_environment(package: str) -> Environment:
    """Return what renders the templates of a package: it escapes text and refuses a name that it was not given."""
    loader = PackageLoader(package)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def _make_environment() -> Environment:
    environment = make_environment("study.pages")
    environment.filters["number"] = _number
    environment.globals.update(
        kind_labels=KIND_LABELS,
        no_break=NO_BREAK,
        arrange_options=arrange_options,
        arrange_steps=arrange_steps,
        arrange_matches=arrange_matches,
        source_label=source_label,
        read_minutes=read_minutes,
    )
    return environment
