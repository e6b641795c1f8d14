"""The package of QTI, taken apart: every file is listed, every identifier known, every answer possible."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest
from study.bank_exports.qti.package import MANIFEST, TEST, pack_qti

from tests.unit.bank_exports.sample_bank import SITE, list_questions, load_chapters, load_hostile, make_fragments

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
CONTENT = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
INTERACTIONS = {
    "options": "choiceInteraction",
    "several": "choiceInteraction",
    "typed": "textEntryInteraction",
    "trace": "textEntryInteraction",
    "number": "textEntryInteraction",
    "order": "orderInteraction",
    "match": "matchInteraction",
    "talk": "extendedTextInteraction",
    "card": "extendedTextInteraction",
}
ALLOWED = {
    *("div", "p", "pre", "code", "em", "strong", "ul", "ol", "li", "a", "br", "hr", "blockquote", "table", "thead"),
    *("tbody", "tr", "th", "td", "sub", "sup", "h3", "h4"),
}


def unpack(load: Any) -> dict[str, Element]:
    chapters = load()
    with ZipFile(BytesIO(pack_qti(SITE, chapters, make_fragments(chapters)))) as package:
        return {name: fromstring(package.read(name)) for name in package.namelist()}


@pytest.fixture(scope="module", params=[load_chapters, load_hostile], ids=["as-written", "hostile"])
def package(request: pytest.FixtureRequest) -> dict[str, Element]:
    """The roots of the package's files by path."""
    return unpack(request.param)


def items(package: dict[str, Element]) -> list[Element]:
    return [root for root in package.values() if root.tag == f"{QTI}assessmentItem"]


def find_interaction(item: Element) -> Element:
    found = [node for node in item.iter() if node.tag.endswith("Interaction")]
    assert len(found) == 1
    return found[0]


def test_items_have_the_ids_of_their_questions(package: dict[str, Element]) -> None:
    expected = [(f"q-{one.id}", INTERACTIONS[one.kind]) for one in list_questions(load_chapters())]
    found = [(item.attrib["identifier"], find_interaction(item).tag.removeprefix(QTI)) for item in items(package)]
    assert found == expected


def test_manifest_lists_every_file_and_the_test_every_item(package: dict[str, Element]) -> None:
    resources = list(package[MANIFEST].iter(f"{CONTENT}resource"))
    assert [one.attrib["href"] for one in resources] == [name for name in package if name != MANIFEST]
    listed = {one.attrib["identifier"] for one in resources}
    assert {one.attrib["identifierref"] for one in package[MANIFEST].iter(f"{CONTENT}dependency")} == listed - {"test"}
    refs = {one.attrib["href"]: one.attrib["identifier"] for one in package[TEST].iter(f"{QTI}assessmentItemRef")}
    assert refs == {path: item.attrib["identifier"] for path, item in package.items() if path.startswith("items/")}


def test_right_answers_can_be_given(package: dict[str, Element]) -> None:
    for item in items(package):
        interaction = find_interaction(item)
        choices = {node.attrib["identifier"] for node in interaction.iter() if "identifier" in node.attrib}
        values = [
            node.text or "" for node in item.iterfind(f"{QTI}responseDeclaration/{QTI}correctResponse/{QTI}value")
        ]
        assert values or interaction.tag == f"{QTI}extendedTextInteraction"
        if choices:
            assert {part for value in values for part in value.split()} <= choices


def test_feedback_is_told_and_exists(package: dict[str, Element]) -> None:
    for item in items(package):
        told = [one.attrib["identifier"] for one in item.iter(f"{QTI}modalFeedback")]
        choices = {node.attrib["identifier"] for node in item.iter(f"{QTI}simpleChoice")}
        assert told[-1] == "reasons"
        assert set(told[:-1]) <= choices


def test_texts_hold_only_what_qti_takes(package: dict[str, Element]) -> None:
    for item in items(package):
        for feedback in (*item.iter(f"{QTI}modalFeedback"), *item.iter(f"{QTI}simpleChoice")):
            tags = {node.tag.removeprefix(QTI) for node in feedback.iter()} - {"modalFeedback", "simpleChoice"}
            assert tags <= ALLOWED
            assert all(node.attrib.keys() <= {"href"} for node in feedback.iter() if node is not feedback)
            assert all(node.get("href", "https://").startswith("https://") for node in feedback.iter())


def test_number_is_marked_with_its_tolerance() -> None:
    chapters = load_chapters()
    rough = tuple(chapters)
    (item,) = [one for one in items(unpack(lambda: rough)) if one.attrib["identifier"] == "q-position-number"]
    (compared,) = item.iter(f"{QTI}equal")
    assert compared.attrib == {"toleranceMode": "exact"}
    assert item.findtext(f".//{QTI}correctResponse/{QTI}value") == "168"


def test_typed_forms_are_mapped_whatever_their_case() -> None:
    (item,) = [one for one in items(unpack(load_chapters)) if one.attrib["identifier"] == "q-commit-default-name"]
    entries = [(one.attrib["mapKey"], one.attrib["caseSensitive"]) for one in item.iter(f"{QTI}mapEntry")]
    assert entries == [("acks=all", "false"), ("-1", "false"), ("acks=-1", "false"), ("all", "false")]


def test_package_says_nothing_of_the_machine() -> None:
    chapters = load_chapters()
    content = pack_qti(SITE, chapters, make_fragments(chapters))
    assert content == pack_qti(SITE, chapters, make_fragments(chapters))
    with ZipFile(BytesIO(content)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
