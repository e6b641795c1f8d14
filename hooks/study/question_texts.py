"""The texts of a question with their places, and what no text of a question may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from study.drafts import QuestionDraft
from study.model import Question
from study.problems import Problem
from study.wording import shorten, strip_code
from study.yaml_reader import FieldPath

ALLOWED_TAGS = ("kbd", "sub", "sup", "br")
"""Raw HTML that a question may hold: nothing that can break a page or run."""

_HTML = re.compile(r"<(?P<sign>[!?/]?)(?P<tag>[A-Za-z][A-Za-z0-9-]*|--)(?P<rest>[^<>]*)>")
_LINK = re.compile(r"\]\(\s*<?(?P<target>[^()\s<>]+)|<(?P<auto>[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>")
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
_OUTSIDE = ("http", "https", "mailto")


@dataclass(frozen=True)
class Text:
    """A text field of a question."""

    path: FieldPath
    """Where it stands inside the question."""

    text: str


def find_texts(question: Question) -> Iterator[Text]:
    """Yield every text of the question that readers see as Markdown, in written order of the schema."""
    yield Text(("ask",), question.ask)
    if question.answer:
        yield Text(("answer",), question.answer)
    yield from _listed("answers", question.answers)
    for index, wrong in enumerate(question.wrong or ()):
        yield Text(("wrong", index, "say"), wrong.say)
        yield Text(("wrong", index, "why"), wrong.why)
    yield from _listed("accept", question.accept)
    yield from _listed("order", question.order)
    for left, right in (question.match or {}).items():
        yield Text(("match", left), left)
        yield Text(("match", left), right)
    yield from _spoken(question)
    if question.explain:
        yield Text(("explain",), question.explain)
    if question.hint:
        yield Text(("hint",), question.hint)
    if question.card:
        yield Text(("card", "front"), question.card.front)
        yield Text(("card", "back"), question.card.back)
    if question.unit:
        yield Text(("unit",), question.unit)


def _listed(key: str, texts: Iterable[str] | None) -> Iterator[Text]:
    for index, text in enumerate(texts or ()):
        yield Text((key, index), text)


def _spoken(question: Question) -> Iterator[Text]:
    if question.talk is None:
        return
    yield Text(("talk", "say"), question.talk.say)
    for index, point in enumerate(question.talk.rubric):
        yield Text(("talk", "rubric", index), point)
    for index, followup in enumerate(question.talk.followups):
        yield Text(("talk", "followups", index, "ask"), followup.ask)
        yield Text(("talk", "followups", index, "say"), followup.say)
    for index, trap in enumerate(question.talk.traps):
        yield Text(("talk", "traps", index), trap)


def check_texts(draft: QuestionDraft) -> Iterator[Problem]:
    """Yield raw HTML and links that no text of a question may hold."""
    for text in find_texts(draft.question):
        for offset, message in (*find_html(text.text), *find_links(text.text)):
            yield Problem(draft.page.file, draft.line_of(*text.path, offset=offset), f"{draft.name}: {message}")


def find_html(text: str) -> Iterator[tuple[int, str]]:
    """Yield line (from 0) and message for every tag that is not allowed."""
    bare = strip_code(text)
    told = set()
    for match in _HTML.finditer(bare):
        allowed = match["tag"].lower() in ALLOWED_TAGS and not match["rest"].strip(" /") and match["sign"] in ("", "/")
        if allowed or match["tag"] in told or match["rest"].startswith(":") or "@" in match["rest"]:
            continue
        told.add(match["tag"])
        tags = ", ".join(f"`<{tag}>`" for tag in ALLOWED_TAGS)
        message = f"`{shorten(match[0])}` is raw HTML, of which only {tags} are allowed. Put code in backticks."
        yield bare.count("\n", 0, match.start()), message


def find_links(text: str) -> Iterator[tuple[int, str]]:
    """Yield line (from 0) and message for every link that leads to something other than a page or a mail address."""
    bare = strip_code(text)
    for match in _LINK.finditer(bare):
        target = match["target"] or match["auto"]
        scheme = _SCHEME.match(target)
        if target.startswith(("/", "\\")) or (scheme and scheme["scheme"].lower() not in _OUTSIDE):
            message = (
                f"the link `{shorten(target)}` leads nowhere a reader may go. "
                "Link to `https://…`, `mailto:…` or a page relative to this one."
            )
            yield bare.count("\n", 0, match.start()), message
