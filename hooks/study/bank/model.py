"""The schema of a chapter and its questions: what an author may write, and what every page is made from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ModelWrapValidatorHandler, PrivateAttr, model_validator

Level = Literal["junior", "mid", "senior", "staff"]
Kind = Literal["options", "several", "typed", "number", "order", "match", "trace", "talk", "card"]

KINDS: tuple[Kind, ...] = get_args(Kind)
LEVELS: tuple[Level, ...] = ("junior", "mid", "senior", "staff")

KIND_LABELS: Mapping[Kind, str] = {
    "options": "Choose one",
    "several": "Choose all that are right",
    "typed": "Type the answer",
    "number": "Work out the number",
    "order": "Put in order",
    "match": "Match the pairs",
    "trace": "Predict the outcome",
    "talk": "Say it aloud",
    "card": "Recall",
}
"""What readers see of a kind."""

Markdown = Annotated[str, Field(min_length=1)]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=3, max_length=60)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Entry(BaseModel):
    """Base of everything that front matter holds: nothing unknown, nothing converted, nothing changed later."""

    # What is part of others is only ever checked with them.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class WrongOption(Entry):
    """An option that a candidate might believe, and why it is wrong."""

    say: Annotated[Markdown, Field(max_length=160)]
    """The option as a candidate would say it."""

    why: Markdown
    """Why it is wrong; shown after answering, chosen or not."""


class FollowUp(Entry):
    """What an interviewer asks next."""

    ask: Markdown
    """The interviewer's question."""

    say: Markdown
    """A spoken answer."""

    level: Level = "mid"
    """Who is expected to answer it."""


class Talk(Entry):
    """A question answered aloud."""

    say: Markdown
    """A model answer of 40 to 130 words."""

    rubric: Annotated[tuple[Markdown, ...], Field(min_length=2, max_length=5)]
    """The points an answer must make."""

    followups: tuple[FollowUp, ...] = ()
    """What is asked next, climbing by level."""

    traps: tuple[Markdown, ...] = ()
    """Answers that cost the candidate the point."""


class Trace(Entry):
    """Code, a config or a log whose outcome is to be predicted."""

    code: Markdown
    """What the reader sees."""

    lang: Annotated[str, Field(pattern=r"^[a-z0-9+-]+$")]
    """The language for highlighting."""

    prints: Markdown
    """The exact outcome, short enough to type."""


class Card(Entry):
    """A flashcard that replaces the one made from the question."""

    front: Markdown
    """What is shown first."""

    back: Markdown
    """What the reader should recall."""


class Question(Entry):
    """One question; its kind follows from the fields that are present."""

    id: Identifier
    """Lower-case-with-dashes, unique on the site, never changed: links and readers' progress hang on it."""

    was: tuple[Identifier, ...] = ()
    """Former ids: each redirects here and brings its progress along."""

    ask: Annotated[Markdown, Field(max_length=240)]
    """The question, one paragraph."""

    answer: Markdown | None = None
    """The right answer."""

    answers: Annotated[tuple[Markdown, ...], Field(min_length=2)] | None = None
    """All right answers, where several are to be chosen."""

    wrong: Annotated[tuple[WrongOption, ...], Field(min_length=2, max_length=4)] | None = None
    """Options that are wrong, each with its reason."""

    accept: Annotated[tuple[Markdown, ...], Field(min_length=1)] | None = None
    """Other typed forms of the answer; makes the question a typed one."""

    number: int | float | None = None
    """The right number."""

    tolerance: Annotated[int | float, Field(ge=0)] | None = None
    """How far off a typed number may be and still be right, in the same unit."""

    unit: Annotated[str, Field(min_length=1)] | None = None
    """The unit of the number."""

    order: Annotated[tuple[Markdown, ...], Field(min_length=3, max_length=7)] | None = None
    """Steps, in the right order."""

    match: Annotated[dict[str, Markdown], Field(min_length=3, max_length=6)] | None = None
    """Pairs: each left side with its right side."""

    trace: Trace | None = None
    """Predict what code, a config or a log leads to."""

    talk: Talk | None = None
    """A spoken answer with its rubric."""

    explain: Annotated[Markdown, Field(max_length=600)] | None = None
    """The reason, not a copy of the answer."""

    hint: Markdown | None = None
    """A nudge that does not contain the answer."""

    card: Card | Literal[False] | None = None
    """Replaces the flashcard made from the question; `false` for none."""

    level: Level = "mid"
    """Who is expected to answer it."""

    topics: tuple[str, ...] = ()
    """Slugs from the site's list of topics."""

    see: str | None = None
    """The section that teaches it: `#anchor` in this chapter or `page.md#anchor`."""

    source: str | tuple[str, ...] | None = None
    """Where the claim can be checked: an address, a KIP number, or a list of them."""

    kafka: str | None = None
    """The range of versions, where it is narrower than the chapter's."""

    fixed: bool = False
    """Keep the options in written order: right ones first, or last where `wrong` is written above them."""

    near: tuple[Identifier, ...] = ()
    """Siblings, never shown back to back."""

    added: Day | None = None
    """The day it was added, quoted, where it is later than the chapter's."""

    _wrong_first: bool = PrivateAttr(default=False)

    @model_validator(mode="wrap")
    @classmethod
    def _note_order(cls, written: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        question = handler(written)
        if isinstance(written, Mapping):
            first = next((key for key in written if key in ("answer", "answers", "wrong")), None)
            question._wrong_first = first == "wrong"
        return question

    @property
    def wrong_first(self) -> bool:
        """Whether the wrong options are written above the right ones."""
        return self._wrong_first

    @property
    def kind(self) -> Kind:
        """What the reader is asked to do, read off the fields that are present."""
        return find_kinds(self)[0]

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source, whether one or a list was written."""
        if self.source is None:
            return ()
        return (self.source,) if isinstance(self.source, str) else self.source


def find_kinds(question: Question) -> tuple[Kind, ...]:
    """Return every kind that the fields of the question ask for: one, if the question is well made."""
    asked_for: dict[Kind, bool] = {
        "several": question.answers is not None,
        "options": question.wrong is not None and question.answers is None,
        "typed": question.accept is not None,
        "number": question.number is not None,
        "order": question.order is not None,
        "match": question.match is not None,
        "trace": question.trace is not None,
        "talk": question.talk is not None,
    }
    kinds = tuple(kind for kind, asked in asked_for.items() if asked)
    return kinds or ("card",)


class Chapter(Entry):
    """The front matter of a chapter."""

    title: Annotated[str, Field(min_length=1, max_length=60)]
    """Name of the chapter."""

    description: Annotated[str, Field(min_length=70, max_length=160)]
    """One sentence for search results and link previews."""

    kafka: Annotated[str, Field(pattern=r"^\d+\.\d+( - \d+\.\d+)?$")]
    """The versions the chapter was checked against, quoted."""

    checked: Day
    """The day it was last checked, quoted."""

    added: Day | None = None
    """The day it was first published, quoted; without it, the day it was last checked."""

    say: Markdown
    """The chapter as a spoken answer of 60 seconds."""

    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    """The questions, in the order a reader should meet them."""
