"""The generated parts of a page: HTML made from the model, once per question and the same on every page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup

from study.authoring.prose import Heading
from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import Question
from study.bank.urls import page_url, question_src, resolve_link, root_of
from study.cache.store import Cache
from study.incidents.model import LoadedIncident
from study.pages.incidents.page import IncidentPages, Links
from study.pages.landing_page import render_choice, render_picture, render_today
from study.pages.listening.sound import Listening
from study.pages.markdown.field_markdown import ROOT_MARK, FieldMarkdown, place_links
from study.pages.places import Around, Place, Section
from study.pages.practice.index import Design, PracticeChapter, can_be_marked, has_card, is_spoken
from study.pages.practice.panels import PracticePanels
from study.pages.related import RelatedQuestions
from study.pages.simulator_sheet import STAGE_SHEET
from study.pages.template_environment import load_macros, read_minutes

LIST_ANCHOR = "check-yourself"
"""Of the section in which a chapter lists its questions."""

_MARKER = re.compile(r"<p>\[\[([a-z-]+)(?::\s*([^\]<]*))?\]\]</p>")


class Fragments:
    """Renders the markers of a build's pages; holds what was rendered once for the next page."""

    def __init__(
        self,
        chapters: Iterable[LoadedChapter],
        topics: Mapping[str, str] | None = None,
        report_url: str = "",
        cache: Cache | None = None,
        listening: Mapping[str, Listening] | None = None,
        aloud: Mapping[str, str] | None = None,
        incidents: Iterable[LoadedIncident] = (),
    ) -> None:
        """Take the chapters, the labels of their topics, where a question is reported, with `{id}` for its id, and
        what can be heard of chapters, by their short names, and the clips of questions that read well aloud, by
        their ids.
        """
        self._aloud = aloud or {}
        self._listening = listening or {}
        self._chapters = {chapter.src_uri: chapter for chapter in chapters}
        self._topics = topics or {}
        self._report_url = report_url
        self._related = RelatedQuestions(self._chapters.values())
        self._slugs = {chapter.slug: chapter for chapter in self._chapters.values()}
        self._home = {
            question.id: chapter for chapter in self._chapters.values() for question in chapter.front.questions
        }
        self._offsets = {
            question.id: offset
            for chapter in self._chapters.values()
            for offset, question in enumerate(chapter.front.questions)
        }
        self._markdown = {src_uri: FieldMarkdown(src_uri, cache) for src_uri in self._chapters}
        self._bank = {q.id: q for chapter in self._chapters.values() for q in chapter.front.questions}
        self._places: dict[str, Place] = {}
        self._rendered: dict[tuple[str, str, str], str] = {}
        self._templates = load_macros("fragments.html")
        self._parts = load_macros("parts.html")
        chapters_of_practice = map(self._describe_practice, self._chapters.values())
        self._practice = PracticePanels(chapters_of_practice, self._topics, self.place, self._find_designs())
        self._incidents = IncidentPages(incidents, self._find_links, cache or Cache())

    def fill(self, html: str, src_uri: str) -> str:
        """Return a page's HTML with its markers replaced; a marker of another extension stays as it is."""
        root = root_of(src_uri)
        return _MARKER.sub(lambda marker: self._fill_one(marker, src_uri, root), html)

    def _fill_one(self, marker: re.Match[str], src_uri: str, root: str) -> str:
        name, argument = marker[1], (marker[2] or "").strip()
        render = self._renderers.get(name)
        if render is None:
            return marker[0]
        key = (name, argument, src_uri if name in _OF_THE_PAGE else "")
        if key not in self._rendered:
            self._rendered[key] = render(self, argument, src_uri)
        return place_links(self._rendered[key], root)

    def _chapter_head(self, _: str, src_uri: str) -> str:
        chapter = self._chapters[src_uri]
        number, marked = list(self._chapters).index(src_uri) + 1, sum(map(can_be_marked, chapter.front.questions))
        quiz_url = f"{ROOT_MARK}quiz/?chapters={chapter.slug}"
        heard = self._listening.get(chapter.slug)
        count = len(self._chapters)
        return str(self._templates.chapter_head(chapter, number, count, marked, quiz_url, heard, ROOT_MARK))

    def _say(self, _: str, src_uri: str) -> str:
        return self.render_say(self._chapters[src_uri])

    def render_say(self, chapter: LoadedChapter) -> str:
        """Return the spoken answer of a chapter, with links that start from the site's root."""
        return str(self._templates.say(chapter, self._markdown[chapter.src_uri]))

    def _try_first(self, ids: str, src_uri: str) -> str:
        questions = [self._bank[question_id] for question_id in ids.split()]
        return str(self._templates.try_first(questions, self._markdown[src_uri], self.place))

    def _predict(self, question_id: str, _: str) -> str:
        question = self._bank[question_id]
        return str(self._templates.try_first([question], self.markdown_of(question), self.place))

    def _check_yourself(self, _: str, src_uri: str) -> str:
        return self._quiz_of(self._chapters[src_uri], self._chapters[src_uri].front.questions, {})

    def _quiz(self, slug: str, _: str) -> str:
        return self.render_quiz(self._slugs[slug])

    def render_quiz(self, chapter: LoadedChapter) -> str:
        """Return the questions of a chapter that can be marked, with links that start from the site's root."""
        return self._quiz_of(chapter, filter(can_be_marked, chapter.front.questions), {})

    def render_talks(self, chapter: LoadedChapter) -> str:
        """Return the questions of a chapter that are answered aloud, with links that start from the site's root."""
        return self._quiz_of(chapter, filter(is_spoken, chapter.front.questions), self._aloud)

    def _quiz_of(self, chapter: LoadedChapter, questions: Iterable[Question], aloud: Mapping[str, str]) -> str:
        return str(self._templates.quiz(questions, self._markdown[chapter.src_uri], self.place, aloud))

    def _cards(self, slug: str, _: str) -> str:
        return self.render_cards(self._slugs[slug])

    def render_cards(self, chapter: LoadedChapter) -> str:
        """Return the cards of a chapter, with links that start from the site's root."""
        questions = filter(has_card, chapter.front.questions)
        return str(self._templates.cards(questions, self._markdown[chapter.src_uri], self.place, self._aloud))

    def _describe_practice(self, chapter: LoadedChapter) -> PracticeChapter:
        url = _chapter_url(chapter)
        list_url = f"{url}#{LIST_ANCHOR}" if LIST_ANCHOR in chapter.body.anchors else url
        return PracticeChapter(chapter.slug, chapter.front.title, url, list_url, chapter.front.questions)

    def _find_designs(self) -> list[Design]:
        named = [
            (chapter, anchor)
            for chapter in self._chapters.values()
            for marker in chapter.body.markers
            if marker.name == "design"
            for anchor in marker.arguments
        ]
        return [self._describe_design(chapter, anchor) for chapter, anchor in named]

    def _describe_design(self, chapter: LoadedChapter, anchor: str) -> Design:
        title = self._markdown[chapter.src_uri].inline(_find_heading(chapter, anchor).text)
        return Design(f"{chapter.slug}/{anchor}", title, _chapter_url(chapter))

    def _design(self, anchor: str, src_uri: str) -> str:
        design = self._describe_design(self._chapters[src_uri], anchor)
        return str(self._templates.design_offer(f"{ROOT_MARK}mock-interview/?design={design.name}"))

    def find_around(self, question: Question) -> Around:
        """Return what a question's page tells of other things than the question."""
        chapter = self._home[question.id]
        siblings = chapter.front.questions
        index = self._offsets[question.id]
        neighbours = []
        if index > 0:
            neighbours.append(("prev", "Previous", self.place(siblings[index - 1])))
        if index + 1 < len(siblings):
            neighbours.append(("next", "Next", self.place(siblings[index + 1])))
        return Around(
            self.place(question),
            tuple(neighbours),
            topics=tuple(self._topics.get(topic, topic) for topic in question.topics),
            related=tuple(self.place(other) for other in self._related.find(question.id)),
            report_url=self._report_url.replace("{id}", question.id),
            home_url=f"{ROOT_MARK}./",
            number=index + 1,
            count=len(siblings),
            way="question" if can_be_marked(question) else "card" if has_card(question) else "",
        )

    def render_question(self, question_id: str, src_uri: str) -> str:
        """Return the heading of a question's own page and what stands below it."""
        question = self._bank[question_id]
        html = self._templates.own_page(question, self.markdown_of(question), self.find_around(question))
        return place_links(str(html), root_of(src_uri))

    def render_moved(self, title: str, anchor: str, target: str) -> str:
        """Return the heading of the page of a former id, and the link to where its question is now."""
        return str(self._templates.moved_page(title, anchor, target))

    def _chapter_list(self, slugs: str, _: str) -> str:
        every = list(self._chapters.values())
        chosen = [self._slugs[slug] for slug in slugs.split()] or every
        start = every.index(chosen[0]) if chosen else 0
        return str(self._templates.chapter_list(chosen, _chapter_url, start))

    def _questions(self, ids: str, _: str) -> str:
        return str(self._templates.question_list([self._bank[one] for one in ids.split()], self.place))

    def _read(self, targets: str, _: str) -> str:
        return str(self._templates.read_list([self._find_reading(target) for target in targets.split()]))

    def _find_reading(self, target: str) -> tuple[Section, int]:
        slug, _, anchor = target.partition("#")
        chapter = self._slugs[slug]
        if not anchor:
            return Section(_chapter_url(chapter), Markup.escape(chapter.front.title)), read_minutes(chapter.body)
        heading = _find_heading(chapter, anchor)
        title = Markup("{}: {}").format(chapter.front.title, self._markdown[chapter.src_uri].inline(heading.text))
        return Section(f"{_chapter_url(chapter)}#{anchor}", title), read_minutes(heading)

    def _find_links(self, slug: str) -> Links:
        def find_section(see: str) -> dict[str, str]:
            target = f"{slug}{see}" if see.startswith("#") else see
            section, _ = self._find_reading(target)
            return {"url": section.url, "title": str(section.title.striptags())}

        def find_card(question_id: str) -> dict[str, str]:
            place = self.place(self._bank[question_id])
            return {"id": question_id, "url": place.url, "title": str(place.ask.striptags())}

        return Links(find_section, find_card)

    def _today(self, _: str, __: str) -> str:
        chapter = next(iter(self._chapters.values()))
        return render_today(chapter, _chapter_url(chapter), self._markdown[chapter.src_uri])

    def _choose(self, question_id: str, _: str) -> str:
        question = self._bank[question_id]
        return render_choice(question, self.markdown_of(question), self.place(question).url)

    def _spoken(self, _: str, __: str) -> str:
        return str(self._templates.spoken(self._chapters.values(), self._markdown, _chapter_url))

    def place(self, question: Question) -> Place:
        """Return where a question belongs: its page, its chapter and the section that teaches it."""
        if question.id not in self._places:
            self._places[question.id] = self._find_place(question)
        return self._places[question.id]

    def markdown_of(self, question: Question) -> FieldMarkdown:
        """Return what converts the fields of a question, and remembers what it has converted."""
        return self._markdown[self._home[question.id].src_uri]

    def card_faces(self, question: Question) -> tuple[str, str, str]:
        """Return the front, the back and the links of a question's card, marked to start from the site's root."""
        markdown = self._markdown[self._home[question.id].src_uri]
        front, back = self._parts.card_front(question, markdown), self._parts.card_back(question, markdown)
        return str(front), str(back), str(self._parts.links(question, self.place(question), own_page=True))

    def _find_place(self, question: Question) -> Place:
        chapter = self._home[question.id]
        return Place(
            url=ROOT_MARK + page_url(question_src(question.id)),
            chapter_slug=chapter.slug,
            chapter_title=chapter.front.title,
            chapter_url=_chapter_url(chapter),
            section=self._find_section(question, chapter),
            ask=self._markdown[chapter.src_uri].inline(question.ask),
        )

    def _find_section(self, question: Question, chapter: LoadedChapter) -> Section | None:
        if question.see is None:
            return None
        url = resolve_link(question.see, chapter.src_uri)
        page, _, anchor = url.partition("#")
        target = next(other for other in self._chapters.values() if page_url(other.src_uri) == page)
        heading = _find_heading(target, anchor)
        return Section(ROOT_MARK + url, self._markdown[target.src_uri].inline(heading.text))

    _renderers: Mapping[str, Callable[[Fragments, str, str], str]] = {
        "chapter-head": _chapter_head,
        "say": _say,
        "try-first": _try_first,
        "predict": _predict,
        "stage-styles": lambda *_: (
            f'<data class="study-simulator__styles" value="{ROOT_MARK}{STAGE_SHEET}" hidden></data>'
        ),
        "check-yourself": _check_yourself,
        "quiz": _quiz,
        "quiz-panel": lambda self, *_: self._practice.render_quiz_panel(),
        "quiz-chapters": lambda self, *_: self._practice.render_quiz_chapters(),
        "cards": _cards,
        "cards-panel": lambda self, *_: self._practice.render_cards_panel(),
        "cards-chapters": lambda self, *_: self._practice.render_cards_chapters(),
        "interview-panel": lambda self, *_: self._practice.render_interview_panel(),
        "interview-questions": lambda self, *_: self._practice.render_interview_questions(),
        "design": _design,
        "last-minutes": lambda self, *_: self._practice.render_last_minutes(),
        "tonight": lambda self, *_: self._practice.render_tonight(),
        "incident": lambda self, _, src_uri: self._incidents.render(src_uri),
        "incidents": lambda self, *_: self._incidents.render_list(),
        "chapter-list": _chapter_list,
        "questions": _questions,
        "spoken": _spoken,
        "log-picture": lambda *_: render_picture(),
        "today": _today,
        "choose": _choose,
        "read": _read,
    }


_OF_THE_PAGE = ("chapter-head", "say", "check-yourself", "design", "incident")


def _find_heading(chapter: LoadedChapter, anchor: str) -> Heading:
    return next(heading for heading in chapter.body.headings if heading.anchor == anchor)


def _chapter_url(chapter: LoadedChapter) -> str:
    return ROOT_MARK + page_url(chapter.src_uri)
