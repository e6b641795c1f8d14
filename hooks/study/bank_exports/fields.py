"""The fields of a question as other programs read them: HTML and plain text with whole addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import Question
from study.bank.site import Site
from study.bank.urls import question_src, resolve_link
from study.bank_exports.plain_html import clean_text
from study.pages.fragments import Fragments
from study.pages.markdown.field_markdown import place_links, plain_text


@dataclass(frozen=True)
class BankFields:
    """What converts the fields of a question; every link is a whole address."""

    site: Site
    fragments: Fragments
    chapter: LoadedChapter
    question: Question

    @property
    def url(self) -> str:
        """The address of the question's own page."""
        return self.site.address(question_src(self.question.id))

    @property
    def see(self) -> str:
        """The address of the section that teaches it, or nothing."""
        see = self.question.see
        return self.site.url + resolve_link(see, self.chapter.src_uri) if see else ""

    def block(self, markdown: str) -> str:
        """Return a field as HTML: paragraphs, lists, code."""
        return self._place(self.fragments.markdown_of(self.question).block(markdown))

    def inline(self, markdown: str) -> str:
        """Return a field as HTML for the inside of a line."""
        return self._place(self.fragments.markdown_of(self.question).inline(markdown))

    def plain(self, markdown: str) -> str:
        """Return a field as a reader sees it, on one line."""
        return clean_text(plain_text(self.fragments.markdown_of(self.question).inline(markdown)))

    def task(self) -> str:
        """Return what is asked, with the code that it is about."""
        parts = [self.block(self.question.ask)]
        if trace := self.question.trace:
            parts.append(str(Markup("<pre><code>{}</code></pre>").format(trace.code.rstrip())))
        return "\n".join(parts)

    def accepted(self) -> tuple[str, ...]:
        """Return every text that is right when typed, without Markdown."""
        question = self.question
        written = [question.trace.prints] if question.trace else [question.answer or ""]
        texts = [text if question.trace else self.plain(text) for text in written]
        return tuple(dict.fromkeys(clean_text(text).strip() for text in (*texts, *(question.accept or ()))))

    def reasons(self) -> str:
        """Return what is told after answering: the answer of a trace or a talk in words, the reason, where to read."""
        return "\n".join(self._reasons())

    def _reasons(self) -> Iterator[str]:
        question = self.question
        if question.answer and question.kind in ("trace", "card"):
            yield self.block(question.answer)
        if talk := question.talk:
            yield self.block(talk.say)
            yield str(Markup("<p>A good answer:</p>")) + self._list(talk.rubric)
            if talk.traps:
                yield str(Markup("<p>What costs you the point:</p>")) + self._list(talk.traps)
            for follow in talk.followups:
                yield f"<p>Asked next: {self.inline(follow.ask)}</p>{self.block(follow.say)}"
        if question.explain:
            yield self.block(question.explain)
        links = [(self.url, "This question on the site"), (self.see, "The section that teaches it")]
        yield "<p>" + " · ".join(f'<a href="{escape(url)}">{words}</a>' for url, words in links if url) + "</p>"

    def _list(self, texts: tuple[str, ...]) -> str:
        return f"<ul>{''.join(f'<li>{self.inline(text)}</li>' for text in texts)}</ul>"

    def _place(self, html: str) -> str:
        return place_links(html, self.site.url)
