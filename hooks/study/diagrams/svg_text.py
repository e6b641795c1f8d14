"""Text in Mermaid's SVG: one element a row, in pixels, around its middle, and names of settings set apart."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

TRANSLATE = re.compile(r"\s*translate\(\s*([-\d.e]+)(?:[\s,]+([-\d.e]+))?\s*\)")

_CODE = re.compile(
    r"[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]{2,})+(?:=[\w.-]+)?"  # linger.ms, linger.ms=5
    r"|[a-z][a-z0-9_.]*=[\w.-]+"  # acks=all
    r"|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+"  # NOT_ENOUGH_REPLICAS
    r"|[A-Za-z][\w.]*\(\)"  # poll()
)

_FONT_SIZE = 14.0


def find_classes(node: ET.Element) -> list[str]:
    return node.get("class", "").split()


def flatten_text(text: ET.Element) -> None:
    """Turn rows of one element a word, placed in em, into plain rows placed in pixels."""
    rows = [child for child in text if child.tag == "tspan"]
    if not rows:
        content, text.text = text.text or "", None
        append_runs(text, content)
        return
    for row in rows:
        content = "".join(row.itertext())
        place = {key: value for key, value in row.attrib.items() if key in ("x", "y", "dy")}
        row.clear()
        row.attrib.update(place)
        append_runs(row, content)
    if any("em" in row.get("y", "") for row in rows):
        for row in rows:
            row.set("y", str((_em(row.get("y", "0")) + _em(row.attrib.pop("dy", "0"))) * _FONT_SIZE))
        text.attrib.pop("y", None)
    if len(rows) == 1:
        row = rows[0]
        text.attrib.update(row.attrib)
        text.text = row.text
        text[:] = list(row)


def _em(length: str) -> float:
    return float(length.removesuffix("em"))


def append_runs(node: ET.Element, content: str) -> None:
    """Set the text of the element, names of settings and constants in elements of their own."""
    content = content.strip()
    position = 0
    last: ET.Element | None = None
    for match in _CODE.finditer(content):
        _append_text(node, last, content[position : match.start()])
        last = ET.SubElement(node, "tspan", {"class": "code"})
        last.text = match.group()
        position = match.end()
    _append_text(node, last, content[position:])


def _append_text(node: ET.Element, last: ET.Element | None, content: str) -> None:
    if last is None:
        node.text = content
    else:
        last.tail = content


def center_labels(root: ET.Element, kind: str) -> None:
    """Put the middle of each label where Mermaid put the start, which it measured in another font than the reader's."""
    for group in root.iter("g"):
        if "node" in find_classes(group) and kind == "state":
            for label in group:
                for part in (label, *label.iter("text")) if "label" in find_classes(label) else ():
                    _move_label(part, 0.0)
        shapes = [node for node in group.iter("rect") if "background" not in find_classes(node)]
        for label in group:
            if "cluster-label" in find_classes(label) and shapes:
                _move_label(label, float(shapes[0].get("x", "0")) + float(shapes[0].get("width", "0")) / 2)


def _move_label(label: ET.Element, x: float) -> None:
    if match := TRANSLATE.match(label.get("transform", "")):
        label.set("transform", f"translate({x}, {match[2] or 0})")
