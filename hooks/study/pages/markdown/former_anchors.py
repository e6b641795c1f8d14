"""Former anchors of a heading in the page: links to them still lead to it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


class FormerAnchorExtension(Extension):
    """Turns `was="old older"` of a heading into empty places at its start."""

    def extendMarkdown(self, md: Markdown) -> None:
        # Behind the table of contents (5), which copies what it finds in a heading.
        md.treeprocessors.register(_FormerAnchors(md), "study_former_anchors", 3)


class _FormerAnchors(Treeprocessor):
    def run(self, root: Element) -> None:
        for heading in root.iter():
            if heading.tag in _HEADINGS and heading.get("was") is not None:
                for former in heading.attrib.pop("was").split():
                    place = Element("span", {"id": former})
                    place.tail, heading.text = heading.text, None
                    heading.insert(0, place)
