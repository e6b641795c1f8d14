"""Terms of the glossary in a chapter's text: a button with its definition beside it, for pointer, keys and touch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from posixpath import dirname, relpath
from xml.etree.ElementTree import Element, SubElement, fromstring

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from study.cache.store import Cache
from study.pages.glossary import FILE_NAME, Term
from study.pages.markdown.field_markdown import FieldMarkdown

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEFT_ALONE = (*_HEADINGS, "a", "button", "code", "figure", "pre", "summary", "sup", "table")
_LIST_OF_SOURCES = "sources"
_INTRODUCED = ("strong", "b")
_MARKER = "[["
_OPENING, _CLOSING = "([“‘\"'", ".,;:!?)]”’\"'…"


class TermMatcher:
    """Finds the terms in plain text; of two that start at one place, the longer."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._spelled = {spelling: term for term in terms for spelling in term.spellings}
        ordered = sorted(self._spelled, key=lambda spelling: (-len(spelling), spelling))
        self._groups = {f"t{number}": self._spelled[spelling] for number, spelling in enumerate(ordered)}
        initials: dict[str, list[str]] = {}
        for number, spelling in enumerate(ordered):
            initials.setdefault(spelling[0].casefold(), []).append(f"(?P<t{number}>{_pattern(spelling)})")
        # By initials, most places in a text are left after one look.
        options = "|".join(f"(?=(?i:{re.escape(one)}))(?:{'|'.join(group)})" for one, group in initials.items())
        self._pattern = re.compile(rf"(?<![\w.-])(?:{options})(?!-?\w|\.\w)") if ordered else None

    def find(self, text: str) -> Iterator[tuple[int, int, Term]]:
        """Yield start, end and term of each use, in the order of the text."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            assert match.lastgroup is not None
            yield match.start(), match.end(), self._groups[match.lastgroup]


def _pattern(spelling: str) -> str:
    """Return a pattern for a spelling: any space between words, a plural, and the first letter in either case.

    A spelling with capitals inside is a name or an abbreviation, and only as written.
    """
    words = [re.escape(word) for word in spelling.split()]
    if not any(letter.isupper() for letter in spelling[1:]) and spelling[0].isalpha():
        words[0] = f"[{spelling[0].lower()}{spelling[0].upper()}]{words[0][1:]}"
    plural = "" if spelling.endswith("s") else "s?"
    return r"\s+".join(words) + plural


class _PageMarks:
    """The marks of one page: each term at its first use in a section."""

    def __init__(self, matcher: TermMatcher, definitions: Mapping[str, str], glossary: str) -> None:
        self._matcher = matcher
        self._definitions = definitions
        self._glossary = glossary
        self._seen: set[str] = set()
        self._count: dict[str, int] = {}

    def mark(self, root: Element) -> None:
        """Mark the terms of a page, whose sections are the headings of the second level in the root."""
        section = None
        for child in root:
            if child.tag == "h2":
                section = child.get("id")
                self._seen.clear()
            elif section != _LIST_OF_SOURCES:
                self._mark_inside(child)

    def _mark_inside(self, element: Element) -> None:
        if element.tag in _LEFT_ALONE or _is_left_alone(element):
            return
        if element.tag in _INTRODUCED:
            self._seen.update(term.anchor for *_, term in self._matcher.find("".join(element.itertext())))
            return
        before = list(element)
        element.text, added = self._split(element.text)
        for offset, mark in enumerate(added):
            element.insert(offset, mark)
        for child in before:
            self._mark_inside(child)
            child.tail, added = self._split(child.tail)
            place = list(element).index(child) + 1
            for offset, mark in enumerate(added):
                element.insert(place + offset, mark)
        for mark in element.findall("study-term"):
            _keep_footnote(element, mark)

    def _split(self, text: str | None) -> tuple[str | None, list[Element]]:
        """Return the text up to the first term, and the marked terms, each with the text behind it."""
        if not text or text.lstrip().startswith(_MARKER):
            return text, []
        marks: list[Element] = []
        end = 0
        head = ""
        for start, stop, term in self._matcher.find(text):
            if term.anchor in self._seen:
                continue
            self._seen.add(term.anchor)
            first, last = _with_punctuation(text, start, stop, end)
            between = text[end:first]
            if marks:
                marks[-1].tail = between
            else:
                head = between
            marks.append(self._make(term, text[first:start], text[start:stop], text[stop:last]))
            end = last
        if not marks:
            return text, []
        marks[-1].tail = text[end:]
        return head, marks

    def _make(self, term: Term, before: str, words: str, after: str) -> Element:
        self._count[term.anchor] = number = self._count.get(term.anchor, 0) + 1
        own_id = f"term-{term.anchor}" if number == 1 else f"term-{term.anchor}-{number}"
        mark = Element("study-term")
        mark.text = before
        button = SubElement(mark, "button", {"type": "button", "class": "study-term"})
        button.set("popovertarget", own_id)
        button.set("aria-describedby", own_id)
        button.text = words
        button.tail = after
        mark.append(self._define(term, own_id))
        return mark

    def _define(self, term: Term, own_id: str) -> Element:
        definition = fromstring(self._definitions[term.anchor])
        definition.set("id", own_id)
        link = SubElement(definition, "a", {"href": f"{self._glossary}#{term.anchor}"})
        link.text = "Glossary"
        return definition


def _is_left_alone(element: Element) -> bool:
    classes = element.get("class", "").split()
    return "footnote" in classes or "admonition-title" in classes


def _with_punctuation(text: str, start: int, stop: int, earliest: int) -> tuple[int, int]:
    """Return the bounds of a term with the punctuation that must not be parted from it by the end of a line."""
    while start > earliest and text[start - 1] in _OPENING:
        start -= 1
    while stop < len(text) and text[stop] in _CLOSING:
        stop += 1
    return start, stop


def _keep_footnote(parent: Element, mark: Element) -> None:
    """Take the reference right behind a mark into it, so that the number does not start a line."""
    place = list(parent).index(mark) + 1
    if mark.tail or place >= len(parent) or parent[place].tag != "sup":
        return
    reference = parent[place]
    parent.remove(reference)
    mark.tail, reference.tail = reference.tail, None
    mark.insert(len(mark) - 1, reference)


class TermExtension(Extension):
    """Marks the glossary's terms on the pages it is told of; on every other page it does nothing."""

    def __init__(self, terms: Sequence[Term], cache: Cache | None = None) -> None:
        super().__init__()
        field_markdown = FieldMarkdown(FILE_NAME, cache)
        marked = [term for term in terms if term.marked]
        self._matcher = TermMatcher(marked)
        self._definitions = {
            term.anchor: (
                '<span class="study-term__definition" popover="">'
                f"<strong>{field_markdown.inline(term.title)}</strong> {field_markdown.inline(term.definition)} </span>"
            )
            for term in marked
        }
        self._src_uri: str | None = None

    def enter(self, src_uri: str | None) -> None:
        """Set the page that is converted next, `None` for one whose terms stay unmarked."""
        self._src_uri = src_uri

    def extendMarkdown(self, md: Markdown) -> None:
        # Behind the table of contents (5), before MkDocs turns links into addresses (0).
        md.treeprocessors.register(_TermTreeprocessor(md, self), "study_terms", 2)

    def mark(self, root: Element) -> None:
        """Mark the terms of the page entered last."""
        if self._src_uri is not None:
            glossary = relpath(FILE_NAME, dirname(self._src_uri) or ".")
            _PageMarks(self._matcher, self._definitions, glossary).mark(root)


class _TermTreeprocessor(Treeprocessor):
    def __init__(self, markdown: Markdown, extension: TermExtension) -> None:
        super().__init__(markdown)
        self._extension = extension

    def run(self, root: Element) -> None:
        self._extension.mark(root)
