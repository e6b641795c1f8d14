"""The package of QTI: its list of files, a test with a section a chapter, and an item a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from study.bank.loaded_chapter import LoadedChapter
from study.bank.site import Site
from study.bank_exports.fields import BankFields
from study.bank_exports.plain_html import clean_text
from study.bank_exports.qti.item import LOCATION, item_name, render_item
from study.pages.fragments import Fragments
from study.pages.zip_archive import pack_files

MANIFEST, TEST = "imsmanifest.xml", "test.xml"

_CONTENT = "http://www.imsglobal.org/xsd/imscp_v1p1"


def pack_qti(site: Site, chapters: Sequence[LoadedChapter], fragments: Fragments) -> bytes:
    """Return the package as a ZIP file, equal for equal questions."""
    items = {
        _path(question.id): render_item(BankFields(site, fragments, chapter, question))
        for chapter in chapters
        for question in chapter.front.questions
    }
    files = {MANIFEST: _list_files(items), TEST: _render_test(site, chapters), **items}
    return pack_files({name: tostring(root, encoding="UTF-8", xml_declaration=True) for name, root in files.items()})


def _list_files(items: Mapping[str, Element]) -> Element:
    manifest = Element("manifest", {"xmlns": _CONTENT, "identifier": "kafka-deep-dive"})
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = "QTIv2.1 Package"
    SubElement(metadata, "schemaversion").text = "1.0.0"
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    test = _add_resource(resources, "test", "imsqti_test_xmlv2p1", TEST)
    for path, item in items.items():
        name = item.attrib["identifier"]
        _add_resource(resources, name, "imsqti_item_xmlv2p1", path)
        SubElement(test, "dependency", {"identifierref": name})
    return manifest


def _add_resource(resources: Element, name: str, kind: str, path: str) -> Element:
    resource = SubElement(resources, "resource", {"identifier": name, "type": kind, "href": path})
    SubElement(resource, "file", {"href": path})
    return resource


def _render_test(site: Site, chapters: Sequence[LoadedChapter]) -> Element:
    test = Element("assessmentTest", {**LOCATION, "identifier": "kafka-deep-dive", "title": clean_text(site.name)})
    modes = {"navigationMode": "nonlinear", "submissionMode": "individual"}
    part = SubElement(test, "testPart", {"identifier": "all", **modes})
    for chapter in chapters:
        named = {"identifier": f"chapter-{chapter.slug}", "title": clean_text(chapter.front.title), "visible": "true"}
        section = SubElement(part, "assessmentSection", named)
        for question in chapter.front.questions:
            ref = {"identifier": item_name(question.id), "href": _path(question.id)}
            SubElement(section, "assessmentItemRef", ref)
    return test


def _path(question_id: str) -> str:
    return f"items/{question_id}.xml"
