"""Warnings: what a reader can live with and an author should look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from study.authoring.plain_text import contains_words, count_words, find_words, fold, shorten, strip_code
from study.authoring.problems import Problem
from study.authoring.yaml_reader import FieldPath
from study.bank.answer_text import made_back, written_answer
from study.bank.versions import parse_range
from study.checks.drafts import ChapterDraft, QuestionDraft
from study.checks.questions.near_duplicates import find_near_duplicates
from study.checks.questions.option_lengths import is_longest, longer_by, stands_out
from study.checks.questions.question_texts import find_texts

LONGEST_SHARE = 0.4
"""In more than this part of the questions the right option may not be the longest."""

ENOUGH_QUESTIONS = 10
"""Below this number of questions with options, a share says nothing."""

CARD_WORDS = 60

_ABSOLUTE = re.compile(r"\b(?:always|never|only)\b", re.I)
_ZOOKEEPER = re.compile(r"\bzookeeper\b", re.I)
_GONE = re.compile(
    r"\b(?:removed?|gone|no longer|without|not|no|never|instead|replaced?s?|dropped|before|until|former|used to)\b",
    re.I,
)
_YES_NO = ("yes", "no", "true", "false", "it does", "it does not", "it depends")
_SPOKEN = ("say", "ask", "rubric", "traps", "hint", "explain", "why")
_CHOSEN = ("answer", "answers", "accept", "order", "match", "prints", "unit", "front", "back")
_PROSE = frozenset(("title", "description", *_SPOKEN, *_CHOSEN))
"""Fields whose text an author may type without quotes and lose behind ` #`."""


def advise(chapters: Sequence[ChapterDraft]) -> Iterator[Problem]:
    """Yield every warning of all chapters."""
    checks: tuple[Callable[[QuestionDraft], Iterator[Problem]], ...] = (
        _advise_length,
        _advise_absolutes,
        _advise_giveaway,
        _advise_card,
        _advise_zookeeper,
    )
    for chapter in chapters:
        yield from _advise_cut_text(chapter)
        yield from _advise_talk(chapter)
        yield from chain.from_iterable(check(draft) for draft in chapter.questions for check in checks)
    drafts = [draft for chapter in chapters for draft in chapter.questions]
    yield from _advise_longest(drafts)
    yield from _advise_duplicates(drafts)


def _advise_length(draft: QuestionDraft) -> Iterator[Problem]:
    if stands_out(draft.question):
        percent = round(longer_by(draft.question) * 100)
        message = f"the right option of {draft.name} is the longest by {percent}%, which gives it away."
        yield draft.warning(f"{message} Shorten it to at most 25% more, or write fuller wrong options.", "answer")


def _advise_longest(drafts: Sequence[QuestionDraft]) -> Iterator[Problem]:
    with_options = [draft for draft in drafts if draft.question.answer and draft.question.wrong]
    longest = [draft for draft in with_options if is_longest(draft.question)]
    if len(with_options) >= ENOUGH_QUESTIONS and len(longest) > LONGEST_SHARE * len(with_options):
        shares = f"{len(longest)} of the site's {len(with_options)} questions with options"
        message = f"the right option is the longest in {shares}"
        mend = "Shorten right options, this one first, until it is so in at most 40%; `make report` lists them."
        worst = max(longest, key=lambda draft: longer_by(draft.question))
        yield worst.warning(f"{message}. {mend}", "answer")


def _advise_absolutes(draft: QuestionDraft) -> Iterator[Problem]:
    question = draft.question
    right = (question.answer or "", *(question.answers or ()))
    if any(_ABSOLUTE.search(strip_code(text)) for text in right):
        return
    for index, wrong in enumerate(question.wrong or ()):
        if found := _ABSOLUTE.search(strip_code(wrong.say)):
            message = f'"{found[0]}" stands in wrong options of {draft.name} alone, which gives them away.'
            yield draft.warning(
                f"{message} Say it without, or use such a word in the right option too.", "wrong", index, "say"
            )


def _advise_giveaway(draft: QuestionDraft) -> Iterator[Problem]:
    question = draft.question
    answers = [text for text in (question.answer, *(question.answers or ()), *(question.accept or ())) if text]
    wrong = [option.say for option in question.wrong or ()]
    for path, text in _hints(draft):
        found = next((answer for answer in answers if _holds(text, answer)), None)
        if path == ("hint",) and found is None:
            extra = [str(question.number)] if question.number is not None else []
            extra += [question.trace.prints] if question.trace else []
            found = next((answer for answer in extra if contains_words(text, answer)), None)
        if found and not any(contains_words(text, option) for option in wrong):
            message = f'`{path[0]}` of {draft.name} contains the answer, "{shorten(found)}".'
            yield draft.warning(f"{message} Say it in other words.", *path)


def _hints(draft: QuestionDraft) -> list[tuple[FieldPath, str]]:
    texts: list[tuple[FieldPath, str]] = [(("ask",), draft.question.ask)]
    return [*texts, (("hint",), draft.question.hint)] if draft.question.hint else texts


def _holds(text: str, answer: str) -> bool:
    """Whether the text contains the answer; yes, no and single signs stand in many questions and give nothing away."""
    return len(fold(answer)) > 2 and fold(answer) not in _YES_NO and contains_words(text, answer)


def _advise_card(draft: QuestionDraft) -> Iterator[Problem]:
    question = draft.question
    if question.card is False or ("card" in draft.written and question.card is None):
        return
    path = ("card", "back") if question.card else ("explain",)
    back = question.card.back if question.card else made_back(question)
    mend = "Shorten it." if question.card else "Shorten `explain`, or write `card:` with a short `front` and `back`."
    if (words := count_words(back)) > CARD_WORDS:
        yield draft.warning(
            f"the card of {draft.name} has {words} words on its back, {CARD_WORDS} are right. {mend}", *path
        )
    answer = question.card.back if question.card else written_answer(question)
    if fold(answer) in ("yes", "no", "true", "false"):
        message = f'the card of {draft.name} has only "{shorten(answer)}" on its back, which can be guessed.'
        where = path if question.card else ("answer",)
        yield draft.warning(f"{message} Ask for what or why, or set `card: false`.", *where)


def _advise_zookeeper(draft: QuestionDraft) -> Iterator[Problem]:
    typed = draft.question.kafka or draft.page.front.values.get("kafka")
    versions = parse_range(typed) if isinstance(typed, str) else None
    if versions is None or versions.start < (4, 0):
        return
    for text in find_texts(draft.question):
        if text.path[0] == "wrong" and text.path[-1] == "say":
            continue
        if _ZOOKEEPER.search(text.text) and not _GONE.search(text.text):
            message = f"{draft.name} mentions ZooKeeper, which Kafka 4.0 no longer has."
            yield draft.warning(f"{message} Speak of KRaft, or say that ZooKeeper is gone.", *text.path)


def _advise_talk(chapter: ChapterDraft) -> Iterator[Problem]:
    if chapter.questions and not any("talk" in draft.written for draft in chapter.questions):
        page = chapter.page
        message = "the chapter has no question with `talk`. Add one that is answered aloud, for the mock interview."
        yield Problem(page.file, page.front.line_of("questions"), message, "warning")


def _advise_cut_text(chapter: ChapterDraft) -> Iterator[Problem]:
    page = chapter.page
    for path, place in page.front.places.items():
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        prose = key in _PROSE or path[-2:-1] == ("match",)
        if prose and place.comment and place.typed and place.typed not in ("~", "null"):
            where = f"item {path[-1] + 1} of `{key}`" if isinstance(path[-1], int) else f"`{key}`"
            message = f"{where} ends at ` #`: YAML drops `{shorten(place.comment)}` as a comment."
            mend = "Put quotes round the whole text, or move the comment to a line of its own."
            yield Problem(page.file, place.line, f"{message} {mend}", "warning")


def _advise_duplicates(drafts: Sequence[QuestionDraft]) -> Iterator[Problem]:
    words = [find_words(f"{draft.question.ask}\n{written_answer(draft.question)}") for draft in drafts]
    told: set[int] = set()
    for earlier, later in find_near_duplicates(words):
        one, other = drafts[earlier], drafts[later]
        if later in told or other.id in one.question.near or one.id in other.question.near:
            continue
        told.add(later)
        place = f"line {one.line}" if one.page is other.page else f"{one.page.file}:{one.line}"
        message = f"{other.name} shares more than 80% of its words with {one.name} in {place}."
        yield other.warning(f"{message} Ask for something else, or list it in `near` if both are needed.", "ask")
