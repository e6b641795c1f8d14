"""How an item of QTI is marked, and what is told then."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement


def add_processing(item: Element, base: str, tolerance: float, *, repeats_choices: bool) -> None:
    """Add how a response of the base type is marked; one without a type is not.

    The reasons are told after every response, those of choices too if it `repeats_choices`.
    """
    processing = SubElement(item, "responseProcessing")
    if base == "string":
        _set(processing, "SCORE", Element("mapResponse", {"identifier": "RESPONSE"}))
    elif base:
        condition = SubElement(processing, "responseCondition")
        right = SubElement(condition, "responseIf")
        compared = SubElement(right, "match") if base != "float" else _compare(right, tolerance)
        compared.append(Element("variable", {"identifier": "RESPONSE"}))
        compared.append(Element("correct", {"identifier": "RESPONSE"}))
        _set(right, "SCORE", _value("float", "1"))
    told = Element("multiple")
    if repeats_choices:
        told.append(Element("variable", {"identifier": "RESPONSE"}))
    told.append(_value("identifier", "reasons"))
    _set(processing, "FEEDBACK", told)


def add_feedback(item: Element, identifier: str, content: Element) -> None:
    """Add what is told when the identifier is among the feedback."""
    shown = {"outcomeIdentifier": "FEEDBACK", "identifier": identifier, "showHide": "show"}
    SubElement(item, "modalFeedback", shown).append(content)


def _compare(parent: Element, tolerance: float) -> Element:
    if not tolerance:
        return SubElement(parent, "equal", {"toleranceMode": "exact"})
    return SubElement(parent, "equal", {"toleranceMode": "absolute", "tolerance": f"{tolerance} {tolerance}"})


def _set(parent: Element, name: str, value: Element) -> None:
    SubElement(parent, "setOutcomeValue", {"identifier": name}).append(value)


def _value(base: str, text: str) -> Element:
    value = Element("baseValue", {"baseType": base})
    value.text = text
    return value
