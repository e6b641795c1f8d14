"""What a shared page says of itself: preview image, tags, structured data and the day of its last change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import escape

from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import Question
from study.bank.site import Site, SitePage
from study.bank.urls import is_receipt, question_src, receipt_src
from study.cache.store import Cache
from study.pages.fragments import Fragments
from study.pages.markdown.field_markdown import plain_text
from study.pages.template_environment import read_minutes
from study.receipts.model import Receipt
from study.sharing.chapter_markdown import chapter_markdown_uri
from study.sharing.preview_image import Preview, render_previews
from study.sharing.structured_data import Thing, describe_chapter, describe_question, describe_trail, render_things

HOME = "index.md"

_LOGO_RECORDS, _LOGO_POSITION = 3, 2


@dataclass(frozen=True)
class Head:
    """What stands in the head of a served page, for programs that show or rank its link."""

    title: str
    description: str
    type: str
    """`article` or `website`, as the Open Graph protocol calls them."""

    url: str
    image: str
    image_alt: str

    markdown: str | None
    """Path of the page's plain Markdown in the site, if it has one."""

    data: str
    """JSON that may stand in a `<script>` as it is."""


@dataclass(frozen=True)
class _Asked:
    question: Question
    chapter: LoadedChapter
    position: int


class PageHeads:
    """Knows what each page of the site is: a chapter, a question or a page for study."""

    def __init__(
        self,
        site: Site,
        chapters: Sequence[LoadedChapter],
        fragments: Fragments,
        receipts: Mapping[str, Receipt] | None = None,
    ) -> None:
        self._days = {receipt_src(name): receipt.date for name, receipt in (receipts or {}).items()}
        self.site = site
        """Where the pages are served."""

        self._fragments = fragments
        self._chapters = {chapter.src_uri: chapter for chapter in chapters}
        self._asked = {
            question_src(question.id): _Asked(question, chapter, position)
            for chapter in chapters
            for position, question in enumerate(chapter.front.questions, start=1)
        }

    def render_head(self, page: SitePage) -> Head:
        """Return what the head of a page says; every address is a whole one."""
        image = self.site.file_address(preview_uri(page.src_uri))
        preview = self.describe_preview(page)
        about = [part for part in (plain_text(preview.heading), preview.below, preview.label) if part]
        return Head(
            title=page.title,
            description=page.description,
            type="website" if page.src_uri == HOME else "article",
            url=self.site.address(page.src_uri),
            image=image,
            image_alt=" · ".join(about),
            markdown=quote(chapter_markdown_uri(page.src_uri)) if page.src_uri in self._chapters else None,
            data=render_things(self._describe(page, image)),
        )

    def describe_preview(self, page: SitePage) -> Preview:
        """Return what a page's preview image says."""
        if asked := self._asked.get(page.src_uri):
            chapter, level = asked.chapter.front, asked.question.level.capitalize()
            heading = str(self._fragments.place(asked.question).ask)
            return self._preview(heading, "", chapter.title, level, len(chapter.questions), asked.position)
        if loaded := self._chapters.get(page.src_uri):
            front, number = loaded.front, list(self._chapters).index(page.src_uri) + 1
            facts = f"{read_minutes(loaded.body)} minutes, {len(front.questions)} questions"
            below = f"{facts}, Kafka {front.kafka.replace(' - ', ' – ')}"
            title, chapters = str(escape(front.title)), len(self._chapters)
            return self._preview(title, front.description, below, "Chapter", chapters, number)
        below = f"{len(self._chapters)} chapters, {len(self._asked)} questions"
        return self._preview(page.heading, page.description, below, page.section, _LOGO_RECORDS, _LOGO_POSITION)

    def render_previews(self, pages: Iterable[SitePage], cache: Cache) -> dict[str, bytes]:
        """Return every page's preview image by its path in the site."""
        described = {preview_uri(page.src_uri): self.describe_preview(page) for page in pages}
        return dict(zip(described, render_previews(list(described.values()), cache), strict=True))

    def find_study_pages(self, pages: Iterable[SitePage]) -> list[SitePage]:
        """Return the pages that are neither chapter nor question nor the landing page."""
        others = {HOME, *self._chapters, *self._asked}
        return [page for page in pages if page.src_uri not in others]

    def find_day(self, src_uri: str) -> str:
        """Return the day a page last changed: when its chapter was checked, its experiment run, or the last of all."""
        if asked := self._asked.get(src_uri):
            return asked.chapter.front.checked
        if chapter := self._chapters.get(src_uri):
            return chapter.front.checked
        if self._days and is_receipt(src_uri):
            return self._days.get(src_uri, max(self._days.values()))
        return max((chapter.front.checked for chapter in self._chapters.values()), default="")

    def _preview(self, heading: str, lead: str, below: str, label: str, records: int, position: int) -> Preview:
        return Preview(heading, lead, below, label, label == "Staff", self.site.name, records, position)

    def _describe(self, page: SitePage, image: str) -> list[Thing]:
        home = (self.site.name, self.site.url)
        here = (page.title, self.site.address(page.src_uri))
        if asked := self._asked.get(page.src_uri):
            markdown = self._fragments.markdown_of(asked.question)
            quiz = describe_question(asked.question, asked.chapter, markdown, self.site, here[1], image)
            source = asked.chapter.src_uri
            return [quiz, describe_trail([home, (asked.chapter.front.title, self.site.address(source)), here])]
        if chapter := self._chapters.get(page.src_uri):
            return [describe_chapter(chapter, self.site, image), describe_trail([home, here])]
        return [describe_trail([home, here] if here[1] != home[1] else [home])]


def preview_uri(src_uri: str) -> str:
    """Return where a page's preview image lies in the site."""
    return f"previews/{src_uri.removesuffix('.md')}.png"
