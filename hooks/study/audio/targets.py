"""What turns may stand on: sections of chapters, questions, receipts, each with its title, its address and its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from study.authoring.prose import Heading
from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import Question
from study.bank.urls import page_url, question_src, receipt_src
from study.receipts.model import Receipt

_PLACEMENT = {"id", "was", "near", "see", "topics", "added", "level"}
"""Fields of a question that say nothing of its subject."""


@dataclass(frozen=True)
class Target:
    """Something that a turn stands on."""

    title: str
    """Markdown for the inside of a line."""

    address: str
    """From the site's root."""

    text: str
    """All that it says: a turn has to be checked again when this changes."""


def find_targets(
    chapters: Iterable[LoadedChapter], sources: Mapping[str, str], receipts: Mapping[str, Receipt]
) -> dict[str, Target]:
    """Return what turns may stand on by how a script writes it; `sources` are whole texts of pages by path."""
    targets: dict[str, Target] = {}
    for chapter in chapters:
        lines = sources[chapter.src_uri].replace("\r\n", "\n").split("\n")
        for number, heading in enumerate(chapter.body.headings):
            text = "\n".join(lines[heading.line - 1 : _find_end(chapter.body.headings, number, len(lines))])
            for anchor in heading.anchors:
                address = f"{page_url(chapter.src_uri)}#{heading.anchor or anchor}"
                targets[f"{chapter.slug}#{anchor}"] = Target(heading.text, address, text)
        for question in chapter.front.questions:
            address = page_url(question_src(question.id))
            targets[f"q/{question.id}"] = Target(question.ask, address, _describe(question))
    for name, receipt in receipts.items():
        targets[f"receipt/{name}"] = Target(receipt.title, page_url(receipt_src(name)), receipt.model_dump_json())
    return targets


def _find_end(headings: tuple[Heading, ...], number: int, last: int) -> int:
    below = (one.line - 1 for one in headings[number + 1 :] if one.level <= headings[number].level)
    return next(below, last)


def _describe(question: Question) -> str:
    return question.model_dump_json(exclude=_PLACEMENT)
