"""What one build knows, between the events of MkDocs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from subprocess import Popen
from typing import TYPE_CHECKING

from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from study.authoring.problems import Problem
from study.bank.loaded_chapter import LoadedChapter
from study.bank.site import SitePage
from study.cache.texts import KeptTexts
from study.diagrams.failures import FailedDiagrams
from study.diagrams.figure import draw_with_mermaid
from study.pages.fragments import Fragments
from study.pages.glossary import Glossary
from study.pages.markdown.term_marks import TermExtension
from study.pages.question_pages import QuestionPage

if TYPE_CHECKING:
    from study.publishing.assets.compression import Compressor
    from study.sharing.page_heads import PageHeads


@dataclass
class Build:
    """What one build knows; made anew for each."""

    chapters: dict[str, LoadedChapter] = field(default_factory=dict)
    fragments: Fragments = field(init=False)
    failed: FailedDiagrams = field(default_factory=FailedDiagrams)
    glossary: Glossary = field(default_factory=Glossary)
    fields: KeptTexts = field(default_factory=KeptTexts)
    figures: KeptTexts = field(default_factory=KeptTexts)
    files: KeptTexts = field(default_factory=KeptTexts)
    contents: KeptTexts = field(default_factory=KeptTexts)
    surroundings: str = ""
    """Changes with whatever all pages are converted by."""

    terms: TermExtension = field(default_factory=lambda: TermExtension(()))
    draw: Callable[[str], str] = draw_with_mermaid
    """Gives Mermaid's SVG of its source."""

    sheets: tuple[str, ...] = ()
    """The site's own stylesheets, when they are joined behind the theme's and templates name the whole instead."""

    dangers: list[Problem] = field(default_factory=list)
    """What Markdown made of a page that its author has to mend."""

    bodies: dict[str, str] = field(default_factory=dict)
    """Text of each page below its front matter, by path."""

    heads: PageHeads | None = None
    """What pages say of themselves; nothing where nobody would read it."""

    compressor: Compressor | None = None
    """Writes copies of what is published; none of a draft."""

    drawing: list[Popen[str]] = field(default_factory=list)
    """Processes that draw preview cards meanwhile."""

    repeated: dict[str, str] = field(default_factory=dict)
    """Parts of pages that are the same on many, by name."""

    questions: list[QuestionPage] = field(default_factory=list)
    question_files: list[File] = field(default_factory=list)
    made: dict[str, str] = field(default_factory=dict)
    """Pages by where they will lie, which MkDocs does not write: publishing makes more of them first."""

    cards: dict[str, bytes] = field(default_factory=dict)
    """Preview cards by where they will lie."""

    nav: Navigation = field(default_factory=lambda: Navigation([], []))

    pages: dict[str, SitePage] = field(default_factory=dict)
    """Pages that readers share, by path; none if it is not known where the site is served."""

    def once(self, name: str, render: Callable[[], str]) -> str:
        """Return what `render` returned when a template first asked for this name."""
        if name not in self.repeated:
            self.repeated[name] = render()
        return self.repeated[name]
