"""A question as an item of QTI 2.1, known by its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from study.bank.model import Kind
from study.bank_exports.fields import BankFields
from study.bank_exports.plain_html import append_text, reduce_html
from study.bank_exports.qti.processing import add_feedback, add_processing
from study.pages.arrangement import arrange_matches, arrange_options, arrange_steps

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOCATION = {
    "xmlns": NAMESPACE,
    "xmlns:xsi": _XSI,
    "xsi:schemaLocation": f"{NAMESPACE} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
}
"""Attributes of the root of every file, which say what it is."""

_TITLE = 120


@dataclass(frozen=True)
class Answer:
    """What a response consists of, and which is right."""

    cardinality: str
    base: str
    right: Sequence[str]
    """Nothing where no response is right or wrong."""


def item_name(question_id: str) -> str:
    """Return the identifier of a question's item: its id, made to begin with a letter."""
    return f"q-{question_id}"


def render_item(fields: BankFields) -> Element:
    """Return the item: task, interaction, how it is marked, and what is told afterwards."""
    question = fields.question
    title = fields.plain(question.ask)
    name = {"identifier": item_name(question.id), "title": title if len(title) <= _TITLE else f"{title[:_TITLE]}…"}
    item = Element("assessmentItem", {**LOCATION, **name, "adaptive": "false", "timeDependent": "false"})
    body = Element("itemBody")
    body.append(reduce_html(fields.task()))
    answer = _INTERACTIONS[question.kind](fields, body)
    _declare(item, answer)
    item.append(body)
    whys = _list_whys(fields)
    add_processing(item, answer.base if answer.right else "", question.tolerance or 0, repeats_choices=bool(whys))
    for identifier, html in [*whys, ("reasons", fields.reasons())]:
        add_feedback(item, identifier, reduce_html(html))
    return item


def _declare(item: Element, answer: Answer) -> None:
    declared = SubElement(
        item,
        "responseDeclaration",
        {"identifier": "RESPONSE", "cardinality": answer.cardinality, "baseType": answer.base},
    )
    if answer.right:
        correct = SubElement(declared, "correctResponse")
        for value in answer.right[:1] if answer.base == "string" else answer.right:
            append_text(SubElement(correct, "value"), value)
    if answer.base == "string" and answer.right:
        mapping = SubElement(declared, "mapping", {"defaultValue": "0"})
        for value in answer.right:
            SubElement(mapping, "mapEntry", {"mapKey": value, "mappedValue": "1", "caseSensitive": "false"})
    score = SubElement(
        item, "outcomeDeclaration", {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}
    )
    SubElement(SubElement(score, "defaultValue"), "value").text = "0"
    SubElement(
        item,
        "outcomeDeclaration",
        {"identifier": "FEEDBACK", "cardinality": "multiple", "baseType": "identifier"},
    )


def _list_whys(fields: BankFields) -> list[tuple[str, str]]:
    """Return why each wrong option is wrong, by the identifier of its choice."""
    if fields.question.kind not in ("options", "several"):
        return []
    options = enumerate(arrange_options(fields.question), start=1)
    return [(f"choice-{place}", fields.block(one.why)) for place, one in options if one.why]


def _choose(fields: BankFields, body: Element) -> Answer:
    question = fields.question
    options = arrange_options(question)
    single = question.kind == "options"
    interaction = _interact(body, "choiceInteraction", shuffle=not question.fixed, maxChoices=int(single))
    _add_choices(interaction, "simpleChoice", [fields.inline(option.say) for option in options])
    right = [f"choice-{place}" for place, option in enumerate(options, start=1) if option.right]
    return Answer("single" if single else "multiple", "identifier", right)


def _order(fields: BankFields, body: Element) -> Answer:
    steps = arrange_steps(fields.question)
    interaction = _interact(body, "orderInteraction", shuffle=True)
    _add_choices(interaction, "simpleChoice", map(fields.inline, steps))
    right = [f"choice-{steps.index(step) + 1}" for step in fields.question.order or ()]
    return Answer("ordered", "identifier", right)


def _match(fields: BankFields, body: Element) -> Answer:
    pairs = fields.question.match or {}
    rights = list(dict.fromkeys(arrange_matches(fields.question)))
    interaction = _interact(body, "matchInteraction", shuffle=True, maxAssociations=len(pairs))
    for prefix, sides, most in (("left", list(pairs), 1), ("right", rights, len(pairs))):
        chosen = SubElement(interaction, "simpleMatchSet")
        _add_choices(chosen, "simpleAssociableChoice", map(fields.inline, sides), prefix, matchMax=str(most))
    right = [f"left-{place} right-{rights.index(side) + 1}" for place, side in enumerate(pairs.values(), start=1)]
    return Answer("multiple", "directedPair", right)


def _type(fields: BankFields, body: Element) -> Answer:
    _ask_for_text(body)
    return Answer("single", "string", fields.accepted())


def _number(fields: BankFields, body: Element) -> Answer:
    _ask_for_text(body, fields.question.unit or "")
    return Answer("single", "float", [str(fields.question.number)])


def _say(_: BankFields, body: Element) -> Answer:
    _interact(body, "extendedTextInteraction")
    return Answer("single", "string", ())


def _ask_for_text(body: Element, unit: str = "") -> None:
    line = SubElement(body, "p")
    _interact(line, "textEntryInteraction")
    append_text(line, f" {unit}" if unit else "")


def _interact(parent: Element, name: str, **settings: object) -> Element:
    written = {key: str(value).lower() for key, value in settings.items()}
    return SubElement(parent, name, {"responseIdentifier": "RESPONSE", **written})


def _add_choices(parent: Element, name: str, htmls: Iterable[str], prefix: str = "choice", **settings: str) -> None:
    for place, html in enumerate(htmls, start=1):
        choice = SubElement(parent, name, {"identifier": f"{prefix}-{place}", **settings})
        content = reduce_html(html)
        choice.text = content.text
        choice.extend(content)


_INTERACTIONS: Mapping[Kind, Callable[[BankFields, Element], Answer]] = {
    "options": _choose,
    "several": _choose,
    "typed": _type,
    "trace": _type,
    "number": _number,
    "order": _order,
    "match": _match,
    "talk": _say,
    "card": _say,
}
