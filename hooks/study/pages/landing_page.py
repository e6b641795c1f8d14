"""What the landing page shows, and what can be tried there at once."""

from __future__ import annotations

from study.bank.loaded_chapter import LoadedChapter
from study.bank.model import Question
from study.pages.markdown.field_markdown import ROOT_MARK, FieldMarkdown
from study.pages.template_environment import load_macros


def render_picture() -> str:
    """Return the picture of a log that is written and read."""
    return str(load_macros("landing.html").log_picture())


def render_today(chapter: LoadedChapter, url: str, markdown: FieldMarkdown) -> str:
    """Return the spoken answer of a chapter, in whose place a script puts that of another."""
    say = markdown.block(chapter.front.say)
    return str(load_macros("landing.html").today(chapter.front.title, url, say, ROOT_MARK))


def render_choice(question: Question, markdown: FieldMarkdown, url: str) -> str:
    """Return a question whose options each unfold whether choosing it was right."""
    return str(load_macros("landing.html").choose(question, markdown, url, ROOT_MARK))
