"""What one build knows, between the events of MkDocs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from study.audio.reading import Scripts
from study.audio.targets import Target
from study.authoring.problems import Problem
from study.bank.loaded_chapter import LoadedChapter
from study.bank.topics import Topics
from study.cache.store import Cache
from study.diagrams.failures import FailedDiagrams
from study.diagrams.figure import draw_with_mermaid
from study.incidents.model import LoadedIncident
from study.pages.fragments import Fragments
from study.pages.glossary import Glossary
from study.pages.listening.sound import Sound
from study.pages.markdown.quotes import QuoteExtension
from study.pages.markdown.term_marks import TermExtension
from study.receipts.reading import Receipts

if TYPE_CHECKING:
    from study.sharing.page_heads import PageHeads


@dataclass
class Build:
    """What one build knows; made anew for each."""

    cache: Cache
    glossary: Glossary
    terms: TermExtension
    serving: bool = False
    """Whether the site is served to its authors: what only readers and other programs need is left out."""

    sheets: tuple[str, ...] = ()
    """The site's own stylesheets, when they are bundled behind the theme's and templates name the bundle instead."""

    quotes: QuoteExtension = field(default_factory=QuoteExtension)
    topics: Topics = field(default_factory=Topics)
    chapters: dict[str, LoadedChapter] = field(default_factory=dict)
    """By path, in reading order."""

    incidents: dict[str, LoadedIncident] = field(default_factory=dict)
    """By path."""

    receipts: Receipts = field(default_factory=Receipts)
    scripts: Scripts = field(default_factory=Scripts)
    sounds: dict[str, Sound] = field(default_factory=dict)
    """By the names of their episodes."""

    targets: dict[str, Target] = field(default_factory=dict)
    """What turns of scripts may stand on."""

    fragments: Fragments = field(init=False)
    draw: Callable[[str], str] = draw_with_mermaid
    """Gives Mermaid's SVG of its source."""

    conversion: str = ""
    """Changes with everything but its text that the conversion of a page depends on."""

    failed: FailedDiagrams = field(default_factory=FailedDiagrams)
    problems: list[Problem] = field(default_factory=list)
    """Unsafe HTML in converted pages."""

    bodies: dict[str, str] = field(default_factory=dict)
    """Text of each page that an author wrote below its front matter, by path."""

    taken: dict[str, int] = field(default_factory=dict)
    """Bytes of each file that readers take along, by path."""

    heads: PageHeads | None = None
    """What pages say of themselves to other programs; nothing where none would read it."""

    fragment_cache: dict[str, str] = field(default_factory=dict)
    """Parts of pages that are the same on many, by name."""

    def once(self, name: str, render: Callable[[], str]) -> str:
        """Return what `render` returned when a template first asked for this name."""
        if name not in self.fragment_cache:
            self.fragment_cache[name] = render()
        return self.fragment_cache[name]
