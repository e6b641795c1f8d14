"""Chapters made for the measurements: always the same from the same sources."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice

from study.bank.model import LEVELS

SAMPLE_WORDS = 1600
SAMPLE_DIAGRAMS = 3
SECTIONS = 8

_FENCE = re.compile(r"^```mermaid\n.*?^```$", re.DOTALL | re.MULTILINE)
_REFERENCE = re.compile(r"\[\^[^\]]+\]")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"[{|<\]]|^(?![A-Z])", re.MULTILINE)

_FRONT = """---
title: {title}
description: A chapter made for a measurement, of which nobody reads a word and every byte is counted.
kafka: "4.0 - 4.4"
checked: "2026-11-20"
say: |
  {say}
questions:
{questions}---

[[say]]
"""
_QUESTION = """  - id: {id}
    ask: {ask}?
    answer: {answer}
    wrong:
{wrong}    explain: |
      {explain}
    level: {level}
    topics: [{topics}]
{near}    see: "#section-1"
    source: https://kafka.apache.org/44/design/design/
"""


class Writer:
    """Writes text without meaning, of words that are as common and as rare as in a language."""

    def __init__(self, topics: Sequence[str], ids: Iterable[str], seed: int = 1) -> None:
        """Take the topics of questions, and ids whose words are put together to new ones."""
        self._choose = random.Random(seed)
        self._topics = topics
        self._id_words = sorted({word for one in ids for word in one.split("-")}) or ["question"]
        self._last_id = ""
        self._words = ["".join(self._choose.choices("abcdefghijkl", k=self._choose.randint(3, 9))) for _ in range(1500)]
        self._weights = [1 / (rank + 3) for rank in range(len(self._words))]
        self._numbers = count(1)

    def write(self, words: int) -> str:
        """Return this many words."""
        return " ".join(self._choose.choices(self._words, weights=self._weights, k=words))

    def write_question(self) -> str:
        """Return another question with three options; one of three is a sibling of the one before."""
        wrong = "".join(f"      - say: {self.write(9)}\n        why: {self.write(20)}\n" for _ in range(2))
        words = self._choose.choices(self._id_words, k=self._choose.randint(2, 4))
        before, self._last_id = self._last_id, f"{'-'.join(words)}-{next(self._numbers)}"[-60:].strip("-")
        near = before and self._choose.random() < 1 / 3
        return _QUESTION.format(
            id=self._last_id,
            level=self._choose.choice(LEVELS),
            topics=", ".join(self._choose.sample(self._topics, min(len(self._topics), self._choose.randint(1, 3)))),
            near=f"    near: [{before}]\n" if near else "",
            ask=self.write(14),
            answer=self.write(9),
            wrong=wrong,
            explain=self.write(40),
        )

    def write_diagram(self) -> str:
        """Return a diagram of six nodes that no other resembles."""
        nodes = [self.write(2) for _ in range(6)]
        arrows = "".join(f"    N{here}[{nodes[here]}] --> N{here + 1}[{nodes[here + 1]}]\n" for here in range(5))
        return f"```mermaid\nflowchart TB\n    accTitle: {nodes[0]}\n    accDescr: {self.write(12)}.\n{arrows}```"

    def write_chapter(self, title: str, questions: int, words: int = 0, diagrams: int = 0) -> str:
        """Return a chapter with this many questions; its prose in paragraphs of eighty words."""
        paragraphs = [f"{self.write(80).capitalize()}." for _ in range(max(words // 80, 1))]
        self._last_id = ""
        asked = "".join(self.write_question() for _ in range(questions))
        return compose(title, self.write(120), asked, paragraphs, [self.write_diagram() for _ in range(diagrams)])


def write_sample(chapters: Sequence[str], topics: Sequence[str]) -> str:
    """Return a chapter of as many words and diagrams as the goals speak of, of the prose of real chapters."""
    paragraphs = list(_take_words(SAMPLE_WORDS, (text for chapter in chapters for text in _find_paragraphs(chapter))))
    diagrams = [fence for chapter in chapters for fence in _FENCE.findall(chapter)][:SAMPLE_DIAGRAMS]
    say = " ".join(" ".join(paragraphs).split()[:120])
    return compose("A chapter of 1,600 words", say, Writer(topics, ()).write_question(), paragraphs, diagrams)


def compose(title: str, say: str, questions: str, paragraphs: Sequence[str], diagrams: Sequence[str]) -> str:
    """Return a chapter of these parts, its diagrams behind its first sections."""
    size = -(-len(paragraphs) // SECTIONS)
    body = ""
    for number, start in enumerate(range(0, len(paragraphs), size), start=1):
        texts = [*paragraphs[start : start + size], *diagrams[number - 1 : number]]
        body += f"\n## What does section {number} say? {{#section-{number}}}\n\n" + "\n\n".join(texts) + "\n"
    return _FRONT.format(title=title, say=say, questions=questions) + body


def _find_paragraphs(chapter: str) -> Iterator[str]:
    """Yield the plain paragraphs of a chapter, without what leads out of them."""
    body = _FENCE.sub("", chapter.partition("\n---\n")[2])
    for block in re.split(r"\n\s*\n", body):
        text = " ".join(_LINK.sub(r"\1", _REFERENCE.sub("", block)).split())
        if text and not _MARKUP.search(text) and text.endswith("."):
            yield text


def _take_words(wanted: int, paragraphs: Iterator[str]) -> Iterator[str]:
    for text in paragraphs:
        words = list(islice(text.split(), wanted))
        wanted -= len(words)
        yield " ".join(words)
        if not wanted:
            return
