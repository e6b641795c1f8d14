"""The bank as GIFT, which Moodle imports: a category a chapter, and each question under its id."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup

from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import Kind
from study.bank.site import Site
from study.bank_exports.fields import BankFields
from study.bank_exports.plain_html import write_html
from study.pages.arrangement import arrange_options
from study.pages.fragments import Fragments

_SPECIAL = re.compile(r"[\\~=#{}:]")
_SHARES = {1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20"}
"""Percent of the mark that one of so many options carries: the only ones that Moodle knows."""


def render_gift(site: Site, chapters: Sequence[LoadedChapter], fragments: Fragments) -> str:
    """Return every question; ids are names and, for Moodle, numbers of the question that do not change."""
    blocks = [f"// {site.name}: {site.url}"]
    for chapter in chapters:
        title = chapter.front.title.replace("/", "//").replace("\\", "")
        blocks.append(f"$CATEGORY: $course$/top/{site.name.replace('/', '//')}/{' '.join(title.split())}")
        blocks += [_render(BankFields(site, fragments, chapter, one)) for one in chapter.front.questions]
    return "\n\n".join(blocks) + "\n"


def escape_gift(text: str) -> str:
    r"""Return the text as it stands in a question: signs of the format escaped, every line break written `\n`."""
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\r", "").replace("\n", "\\n")


def _html(html: str) -> str:
    return escape_gift(write_html(html))


def _render(fields: BankFields) -> str:
    question = fields.question
    tags = "".join(f" [tag:{tag}]" for tag in (question.level, *question.topics))
    lines = list(_ANSWERS[question.kind](fields))
    told = fields.reasons() if lines else f"{_tell_typed(fields)}{fields.reasons()}"
    answers = "\n".join((*lines, f"####{_html(told)}"))
    return f"// [id:{question.id}]{tags}\n::{question.id}::[html]{_html(fields.task())}{{\n{answers}\n}}"


def _options(fields: BankFields) -> Iterator[str]:
    options = arrange_options(fields.question)
    right = sum(option.right for option in options)
    for option in options:
        share = _SHARES[right if option.right else len(options) - right]
        weight = ("=" if option.right else "~") if right == 1 else f"~%{'' if option.right else '-'}{share}%"
        why = f"#{_html(fields.inline(option.why))}" if option.why else ""
        yield f"{weight}{_html(fields.inline(option.say))}{why}"


def _typed(fields: BankFields) -> Iterator[str]:
    for text in fields.accepted():
        # An arrow would make pairs of the answers, whatever stands before it: such a form cannot be said.
        if "->" not in text:
            # An asterisk stands for anything.
            yield f"={escape_gift(text.replace('*', chr(92) + '*'))}"


def _tell_typed(fields: BankFields) -> str:
    """Return what is right of a question that nobody can be asked to type."""
    if fields.question.kind not in ("typed", "trace"):
        return ""
    return str(Markup("<p>Right: <code>{}</code></p>").format(fields.accepted()[0]))


def _number(fields: BankFields) -> Iterator[str]:
    yield f"#{fields.question.number}:{fields.question.tolerance or 0}"


def _order(fields: BankFields) -> Iterator[str]:
    """GIFT orders nothing: each place is matched with its step."""
    for place, step in enumerate(fields.question.order or (), start=1):
        yield f"={place} -> {escape_gift(fields.plain(step))}"


def _match(fields: BankFields) -> Iterator[str]:
    for left, right in (fields.question.match or {}).items():
        yield f"={_html(fields.inline(left))} -> {escape_gift(fields.plain(right))}"


def _essay(_: BankFields) -> Iterator[str]:
    yield from ()


_ANSWERS: Mapping[Kind, Callable[[BankFields], Iterator[str]]] = {
    "options": _options,
    "several": _options,
    "typed": _typed,
    "trace": _typed,
    "number": _number,
    "order": _order,
    "match": _match,
    "talk": _essay,
    "card": _essay,
}
