"""What search engines are told of a page, in the words of schema.org: plain values, in one block of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from study.bank.answer_text import written_answer
from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import Question
from study.bank.site import Site
from study.pages.arrangement import Option, arrange_options
from study.pages.markdown.field_markdown import FieldMarkdown, plain_text

Thing: TypeAlias = dict[str, object]
"""A thing of schema.org: its `@type` and its properties."""

LANGUAGE = "en"
SUBJECT = "Apache Kafka"

_KINDS = {"options": "Multiple choice", "several": "Checkbox"}
_RECALLED = "Flashcard"


def describe_chapter(chapter: LoadedChapter, site: Site, image: str) -> Thing:
    """Return the chapter as an article for readers who know their trade."""
    front, address = chapter.front, site.address(chapter.src_uri)
    return {
        "@type": "TechArticle",
        "@id": f"{address}#article",
        "url": address,
        "mainEntityOfPage": address,
        "headline": front.title,
        "description": front.description,
        "datePublished": front.added or front.checked,
        "dateModified": max(front.checked, front.added or ""),
        "inLanguage": LANGUAGE,
        "proficiencyLevel": "Expert",
        "wordCount": chapter.body.words,
        "image": image,
        "about": {"@type": "Thing", "name": SUBJECT},
        "author": _organization(site),
        "publisher": _organization(site),
        "isAccessibleForFree": True,
    }


def describe_question(
    question: Question, chapter: LoadedChapter, markdown: FieldMarkdown, site: Site, address: str, image: str
) -> Thing:
    """Return the question as a quiz of one question, with every right and wrong answer that is written."""
    ask = plain_text(markdown.inline(question.ask))
    chapter_address = site.address(chapter.src_uri)
    return {
        "@type": "Quiz",
        "@id": f"{address}#quiz",
        "url": address,
        "name": ask,
        "about": {"@type": "Thing", "name": SUBJECT},
        "dateModified": chapter.front.checked,
        "inLanguage": LANGUAGE,
        "educationalLevel": question.level.capitalize(),
        "learningResourceType": "Practice problem" if question.kind in _KINDS else _RECALLED,
        "educationalAlignment": [
            {"@type": "AlignmentObject", "alignmentType": "educationalSubject", "targetName": SUBJECT},
        ],
        "image": image,
        "isPartOf": {"@type": "TechArticle", "@id": f"{chapter_address}#article", "url": chapter_address},
        "isAccessibleForFree": True,
        "hasPart": [_describe_one(question, ask, markdown)],
    }


def describe_trail(steps: Sequence[tuple[str, str]]) -> Thing:
    """Return the way from the landing page to a page: name and address of each step."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }


def render_things(things: Sequence[Thing]) -> str:
    """Return the things as JSON that may stand in a `<script>`: no text in it can end the element."""
    graph = {"@context": "https://schema.org", "@graph": things}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _organization(site: Site) -> Thing:
    return {"@type": "Organization", "name": site.name, "url": site.url}


def _describe_one(question: Question, ask: str, markdown: FieldMarkdown) -> Thing:
    shown = question.trace.code.strip() if question.trace else ""
    asked: Thing = {
        "@type": "Question",
        "eduQuestionType": _KINDS.get(question.kind, _RECALLED),
        "text": f"{ask}\n\n{shown}" if shown else ask,
    }
    if question.kind not in _KINDS:
        answer = {"@type": "Answer", "text": "\n".join(_answer_lines(question, markdown))}
        return {**asked, "acceptedAnswer": {**answer, **_explain(question, markdown)}}
    answers = [
        (option.right, _describe_option(option, position, markdown))
        for position, option in enumerate(arrange_options(question))
    ]
    explained = _explain(question, markdown)
    right = [{**answer, **explained} for is_right, answer in answers if is_right]
    return {
        **asked,
        "acceptedAnswer": right if question.kind == "several" else right[0],
        "suggestedAnswer": [answer for is_right, answer in answers if not is_right],
    }


def _describe_option(option: Option, position: int, markdown: FieldMarkdown) -> Thing:
    answer: Thing = {"@type": "Answer", "position": position, "text": plain_text(markdown.inline(option.say))}
    if option.why:
        answer["comment"] = {"@type": "Comment", "text": plain_text(markdown.inline(option.why))}
    return answer


def _explain(question: Question, markdown: FieldMarkdown) -> Thing:
    if not question.explain:
        return {}
    return {"answerExplanation": {"@type": "Comment", "text": plain_text(markdown.block(question.explain))}}


def _answer_lines(question: Question, markdown: FieldMarkdown) -> Iterator[str]:
    """Yield the right answer as lines of plain text."""
    if question.order:
        for position, step in enumerate(question.order, start=1):
            yield f"{position}. {plain_text(markdown.inline(step))}"
    elif question.match:
        for left, right in question.match.items():
            yield f"{plain_text(markdown.inline(left))}: {plain_text(markdown.inline(right))}"
    elif question.talk:
        yield plain_text(markdown.block(question.talk.say))
    else:
        if question.trace:
            yield question.trace.prints.strip()
        if answer := written_answer(question):
            yield plain_text(markdown.inline(answer))
