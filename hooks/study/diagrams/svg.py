"""Mermaid's SVG -> a small one without colors, made to be styled by the site's stylesheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, floor
from xml.etree import ElementTree as ET

from study.diagrams.svg_paths import NUMBER, find_stadium, is_bar, round_numbers, straighten
from study.diagrams.svg_text import TRANSLATE, center_labels, find_classes, flatten_text


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KEPT_ATTRIBUTES = _words("""
    class cx cy d dominant-baseline dx dy fill-rule height id marker-end marker-start markerHeight markerUnits
    markerWidth orient points preserveAspectRatio r refX refY rx ry text-anchor transform viewBox width x x1 x2
    y y1 y2
""")
"""Geometry and references; everything else is color, font, or of use only to Mermaid."""

KEPT_CLASSES = _words("""
    activation0 activation1 activation2 actor actor-line axis-line axisl-line background bad bottom-axis chart-title
    cluster cluster-label device edge-pattern-dashed edge-pattern-dotted edge-thickness-thick edgeLabel fork-join good
    hot kernel labelBox labelText left-axis loopLine loopText messageLine1 messageText muted node note note-edge
    noteText number sequenceNumber stadium state-start statediagram-cluster statediagram-note ticks title user
""")
"""Mermaid's own names, as far as the stylesheet uses them."""

_REFERENCES = ("marker-start", "marker-end", "href")
_NOTHING = " \n\t\u00a0\u2060"
_NO_MOVE = re.compile(r"\s*(translate\(-?0(\s-?0)?\)|rotate\(0\))\s*")

FEW_POINTS = 16
"""Points of a line that are shown one by one."""

_DIGIT, _GAP = 7, 6
"""Room that a digit of an axis takes, and what stays free between two labels, in CSS pixels."""


class SvgError(Exception):
    """Text that is not an SVG as Mermaid draws it: a damaged file."""


@dataclass(frozen=True)
class Picture:
    """A slim SVG and its size."""

    root: ET.Element
    """The `svg` element, without title and without attributes that belong to the page."""

    width: int
    """In CSS pixels."""

    height: int
    """In CSS pixels."""


def slim_svg(drawn: str, kind: str, name: str) -> Picture:
    """Return what is seen of the SVG and nothing else; ids begin with `name`."""
    root = _parse(drawn)
    _remove(root, lambda node: node.tag in ("style", "title", "desc", "filter", "linearGradient"))
    _remove(root, _is_invisible)
    _draw_sketches(root, kind)
    if kind == "xychart":
        _put_lines_above_bars(root)
        _mark_points(root)
        _thin_labels(root)
    for node in list(root.iter()):
        if node.tag == "text":
            flatten_text(node)
    if kind in ("flowchart", "state"):
        center_labels(root, kind)
    if kind == "sequence":
        _draw_numbers(root)
    _strip_attributes(root)
    _strip_ids(root, name)
    _collapse_groups(root)
    left, top, width, height = _find_box(root)
    root.attrib.clear()
    root.set("viewBox", f"{left} {top} {width} {height}")
    return Picture(root, width, height)


def _find_box(root: ET.Element) -> tuple[int, int, int, int]:
    """Return what is to be seen, with room for half the thickest stroke on every side."""
    numbers = [float(number) for number in NUMBER.findall(root.get("viewBox", ""))]
    if len(numbers) != 4:
        raise SvgError("no viewBox")
    left, top, width, height = numbers
    return floor(left) - 2, floor(top) - 2, ceil(width) + 4, ceil(height) + 4


def _parse(drawn: str) -> ET.Element:
    try:
        root = ET.fromstring(drawn)
    except ET.ParseError as error:
        raise SvgError(str(error)) from error
    for node in root.iter():
        node.tag = node.tag.rpartition("}")[2]
    if root.tag != "svg":
        raise SvgError(f"<{root.tag}> where <svg> belongs")
    return root


def _remove(root: ET.Element, unwanted: Callable[[ET.Element], bool]) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if unwanted(child):
                parent.remove(child)


def _is_invisible(node: ET.Element) -> bool:
    classes = find_classes(node)
    if "note-cluster" in classes:
        return True
    if node.tag == "rect":
        return node.get("width", "0") in ("", "0")
    if node.tag == "path":
        # Shapes that Mermaid sketches come twice, as a filled and as a stroked path: the stylesheet does both to one.
        sketched_outline = node.get("fill") == "none" and node.get("stroke-dasharray") == "0 0"
        return sketched_outline or "edge-thickness-invisible" in classes
    return node.tag == "text" and not "".join(node.itertext()).strip(_NOTHING)


def _draw_sketches(root: ET.Element, kind: str) -> None:
    """Draw what Mermaid sketches with a hundred small curves as the shape it stands for."""
    for group in root.iter("g"):
        for path in group.findall("path"):
            if path.get("stroke") != "none":
                continue
            shape = path.get("d", "").rstrip(" Z") + "Z"
            path.set("d", shape)
            if size := find_stadium(shape):
                width, height = size
                path.tag = "rect"
                del path.attrib["d"]
                path.attrib |= {"x": str(-width / 2), "y": str(-height / 2), "rx": str(height / 2)}
                path.attrib |= {"width": str(width), "height": str(height), "class": "stadium"}
        if kind == "state" and "node" in find_classes(group) and group.find(".//text") is None:
            for path in group.iter("path"):
                path.set("class", "fork-join" if is_bar(path.get("d", "")) else "")


def _put_lines_above_bars(root: ET.Element) -> None:
    for group in root.iter("g"):
        if "main" in find_classes(group):
            _remove(group, lambda node: "background" in find_classes(node))
        if "plot" in find_classes(group):
            group[:] = sorted(group, key=lambda series: "line-plot" in series.get("class", ""))


def _mark_points(root: ET.Element) -> None:
    """Put a dot on each point of lines that have few: what lies between was not measured."""
    for group in root.iter("g"):
        if "line-plot" not in group.get("class", ""):
            continue
        for path in group.findall("path"):
            numbers = NUMBER.findall(path.get("d", ""))
            if len(numbers) <= 2 * FEW_POINTS:
                for x, y in zip(numbers[::2], numbers[1::2], strict=True):
                    ET.SubElement(group, "circle", {"cx": x, "cy": y, "r": "3.5"})


def _thin_labels(root: ET.Element) -> None:
    """Leave out labels of the horizontal axis, every second or more, where all would touch."""
    for axis in root.iter("g"):
        if "bottom-axis" not in find_classes(axis):
            continue
        for group in axis.findall("g"):
            labels = [node for node in group.findall("text") if TRANSLATE.match(node.get("transform", ""))]
            if "label" not in find_classes(group) or len(labels) < 3:
                continue
            places = [float(NUMBER.findall(node.attrib["transform"])[0]) for node in labels]
            widest = max(len("".join(node.itertext())) for node in labels) * _DIGIT + _GAP
            step = ceil(widest * (len(labels) - 1) / abs(places[-1] - places[0]))
            for node in (node for place, node in enumerate(labels) if place % step):
                group.remove(node)


def _draw_numbers(root: ET.Element) -> None:
    """Draw the circle of a message's number as a circle: Mermaid's is a marker on a line without length."""
    for line in root.iter("line"):
        if line.get("marker-start", "").endswith("sequencenumber)"):
            line.tag = "circle"
            place = {"class": "number", "cx": line.get("x1", "0"), "cy": line.get("y1", "0"), "r": "9"}
            line.attrib.clear()
            line.attrib.update(place)


def _strip_attributes(root: ET.Element) -> None:
    for node in root.iter():
        classes = list(_rename_classes(find_classes(node)))
        kept = {key.rpartition("}")[2]: value for key, value in node.attrib.items()}
        kept = {key: value for key, value in kept.items() if key in KEPT_ATTRIBUTES}
        kept.pop("class", None)
        node.attrib.clear()
        if classes:
            node.set("class", " ".join(classes))
        for key, value in kept.items():
            if slim := value if key in ("id", *_REFERENCES) else _slim_value(key, value):
                node.set(key, slim)
        if node.tag in ("text", "tspan"):
            _place_text(node)


def _rename_classes(classes: list[str]) -> Iterator[str]:
    """Yield the classes that the stylesheet knows."""
    for name in dict.fromkeys(classes):
        bare = name.rstrip("0123456789")
        if name in KEPT_CLASSES or name == "code" or bare in ("line-plot-", "bar-plot-"):
            yield name


def _slim_value(key: str, value: str) -> str:
    value = round_numbers(value).strip()
    if key == "d":
        return straighten(value)
    if key == "transform":
        value = re.sub(r"\s*,\s*", " ", value)
        return _NO_MOVE.sub("", value)
    if key in ("x", "y", "dx", "dy", "rx", "ry") and value in ("0", "0em"):
        return "0" if key in ("x", "y") else ""
    return value


def _place_text(text: ET.Element) -> None:
    """Write a text that is moved and stands at the origin as one that stands where it is seen."""
    match = TRANSLATE.fullmatch(text.get("transform", ""))
    if match and text.get("x", "0") == "0" and text.get("y", "0") == "0":
        del text.attrib["transform"]
        text.set("x", match[1])
        text.set("y", match[2] or "0")
    for key in ("width", "height"):
        text.attrib.pop(key, None)
    if text.tag == "text" and text.get("x") == "0":
        del text.attrib["x"]


def _strip_ids(root: ET.Element, name: str) -> None:
    """Keep only ids that something refers to, with the markers they name, and begin them with `name`."""
    used: dict[str, str] = {}
    for node in root.iter():
        for key in _REFERENCES:
            if match := re.fullmatch(r"(?:url\()?#([^)]+)\)?", node.get(key, "")):
                used.setdefault(match[1], f"{name}-{len(used)}")
                node.set(key, node.attrib[key].replace(match[1], used[match[1]]))
    _remove(root, lambda node: node.tag in ("marker", "symbol") and node.get("id") not in used)
    for node in root.iter():
        if node.get("id") in used:
            node.set("id", used[node.attrib["id"]])
        else:
            node.attrib.pop("id", None)


def _collapse_groups(node: ET.Element) -> None:
    """Remove groups that hold nothing, and those that only hold."""
    children: list[ET.Element] = []
    for child in node:
        _collapse_groups(child)
        if child.tag in ("g", "defs") and not len(child):
            continue
        if child.tag in ("g", "defs") and not child.attrib:
            children.extend(child)
        else:
            children.append(child)
    node[:] = children
