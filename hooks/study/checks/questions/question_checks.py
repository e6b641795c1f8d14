"""What the schema cannot see in a single question: options, order, pairs, claims, sources and ranges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from study.authoring.plain_text import count_words, fold, shorten, strip_code, suggest
from study.authoring.problems import Problem
from study.authoring.yaml_reader import FieldPath
from study.bank.versions import VersionRange, check_range, parse_range
from study.checks.drafts import QuestionDraft
from study.checks.questions.claims import find_claim
from study.checks.questions.question_kinds import check_kind
from study.checks.questions.question_texts import check_texts, find_texts

ANSWER_LIMIT = 160
TALK_WORDS = (40, 130)

_OF_THE_ABOVE = re.compile(
    r"\b(?i:(?:all|none|any|both|neither|some|each) of the (?:above|below|others?|options|answers))\b"
    r"|\b[Bb]oth [A-E] and [A-E]\b|^[A-E](?:,? (?:and|or) [A-E])+$",
)
_BY_POSITION = re.compile(
    r"\b[Oo]ptions? [A-E1-5]\b|\b[Aa]nswer [A-E]\b"
    r"|\b[Tt]he (?:first|second|third|fourth|fifth|last|next|previous) (?:option|answer|choice)\b"
    r"|\b(?:option|answer|choice)s? (?:above|below)\b",
)
_NOT_WHICH = re.compile(
    r"\bwhich (?:one )?of (?:the following|these) (?:\w+ )?(?:is|are|does|do|was|were) ?n[o']t\b", re.I
)
_SOURCE = re.compile(r"https?://[^\s.]+\.\S+|KIP-\d+")


def check_question(
    draft: QuestionDraft, topics: Mapping[str, str], chapter_range: VersionRange | None
) -> list[Problem]:
    """Return every error that lies within the one question."""
    checks: tuple[Callable[[QuestionDraft], Iterator[Problem]], ...] = (
        check_kind,
        check_texts,
        _check_ask,
        _check_lengths,
        _check_options,
        _check_repeats,
        _check_positions,
        _check_explain,
        _check_sources,
        _check_followups,
    )
    found = chain.from_iterable(check(draft) for check in checks)
    return [*found, *_check_topics(draft, topics), *_check_version(draft, chapter_range)]


def _check_ask(draft: QuestionDraft) -> Iterator[Problem]:
    ask = draft.question.ask
    if re.search(r"\n\s*\n", ask):
        yield draft.error(
            f"`ask` of {draft.name} has more than one paragraph. Join them, or move code to `trace`.", "ask"
        )
    if _NOT_WHICH.search(ask):
        message = f'{draft.name} asks "which of the following is not". Ask what is right, or why one thing is wrong.'
        yield draft.error(message, "ask")


def _check_lengths(draft: QuestionDraft) -> Iterator[Problem]:
    question = draft.question
    answers: list[tuple[FieldPath, str]] = [(("answer",), question.answer)] if question.answer else []
    answers += [(("answers", index), text) for index, text in enumerate(question.answers or ())]
    for path, text in answers:
        if "wrong" in draft.written and len(text) > ANSWER_LIMIT:
            message = f"the right option of {draft.name} has {len(text)} characters, {ANSWER_LIMIT} are allowed."
            yield draft.error(f"{message} Move the rest to `explain`.", *path)
    if question.talk:
        words = count_words(question.talk.say)
        low, high = TALK_WORDS
        if not low <= words <= high:
            message = f"the spoken answer of {draft.name} has {words} words, {low} to {high} are right."
            yield draft.error(f"{message} {'Shorten it.' if words > high else 'Say more.'}", "talk", "say")


def _options(draft: QuestionDraft) -> list[tuple[FieldPath, str]]:
    question = draft.question
    if question.wrong is None:
        return []
    options: list[tuple[FieldPath, str]] = [(("answer",), question.answer)] if question.answer else []
    options += [(("answers", index), text) for index, text in enumerate(question.answers or ())]
    return options + [(("wrong", index, "say"), wrong.say) for index, wrong in enumerate(question.wrong)]


def _check_options(draft: QuestionDraft) -> Iterator[Problem]:
    first_lines: dict[str, int] = {}
    for path, text in _options(draft):
        folded, line = fold(text), draft.line_of(*path)
        if folded in first_lines:
            message = f'two options of {draft.name} say "{shorten(text)}", first in line {first_lines[folded]}.'
            yield draft.error(f"{message} Change one of them.", *path)
        first_lines.setdefault(folded, line)
        if found := _OF_THE_ABOVE.search(strip_code(text).strip().rstrip(".")):
            message = f'an option of {draft.name} says "{found[0]}", but options are shuffled.'
            yield draft.error(f"{message} Write out what it stands for, or use `answers`.", *path)


def _check_repeats(draft: QuestionDraft) -> Iterator[Problem]:
    question = draft.question
    steps: list[tuple[FieldPath, str]] = [(("order", index), text) for index, text in enumerate(question.order or ())]
    pairs: list[tuple[FieldPath, str]] = [(("match", left), right) for left, right in (question.match or {}).items()]
    for key, texts, mend in (
        ("order", steps, "Make each step different."),
        ("match", pairs, "Make each right side different."),
    ):
        first_lines: dict[str, int] = {}
        for path, text in texts:
            folded, line = fold(text), draft.line_of(*path)
            if folded in first_lines:
                message = f'`{key}` of {draft.name} says "{shorten(text)}" twice, first in line {first_lines[folded]}.'
                yield draft.error(f"{message} {mend}", *path)
            first_lines.setdefault(folded, line)


def _check_positions(draft: QuestionDraft) -> Iterator[Problem]:
    if "wrong" not in draft.written or draft.question.fixed:
        return
    for text in find_texts(draft.question):
        bare = strip_code(text.text)
        if found := _BY_POSITION.search(bare):
            line = draft.line_of(*text.path, offset=bare.count("\n", 0, found.start()))
            message = f'{draft.name} speaks of "{found[0]}", but options are shuffled.'
            yield Problem(draft.page.file, line, f"{message} Quote the option, or set `fixed: true`.")


def _check_explain(draft: QuestionDraft) -> Iterator[Problem]:
    question = draft.question
    if question.explain and question.answer and fold(question.explain) == fold(question.answer):
        yield draft.error(f"`explain` of {draft.name} repeats `answer`. Write why it is so.", "explain")


def _check_sources(draft: QuestionDraft) -> Iterator[Problem]:
    listed = isinstance(draft.question.source, tuple)
    for index, source in enumerate(draft.question.sources):
        if not _SOURCE.fullmatch(source):
            message = f'the source "{shorten(source)}" of {draft.name} is neither an address nor a KIP.'
            path = ("source", index) if listed else ("source",)
            yield draft.error(f"{message} Write `https://…` or `KIP-848`.", *path)
    if listed and not draft.question.sources:
        yield draft.error(f"`source` of {draft.name} is an empty list. Add a source, or remove it.", "source")
    if "source" in draft.written:
        return
    if claim := find_claim(draft.question):
        message = f"{draft.name} states {claim.what} but has no `source`."
        yield draft.error(f"{message} Add `source:` with the page or the KIP where it can be checked.", *claim.path)


def _check_followups(draft: QuestionDraft) -> Iterator[Problem]:
    ranks = {"junior": 0, "mid": 1, "senior": 2, "staff": 3}
    followups = draft.question.talk.followups if draft.question.talk else ()
    for index in range(1, len(followups)):
        before, here = followups[index - 1].level, followups[index].level
        if ranks[here] < ranks[before]:
            message = f"follow-up {index + 1} of {draft.name} is `{here}` after one that is `{before}`."
            yield draft.error(f"{message} Order follow-ups from junior to staff.", "talk", "followups", index)


def _check_topics(draft: QuestionDraft, topics: Mapping[str, str]) -> Iterator[Problem]:
    for index, topic in enumerate(draft.question.topics):
        if topic not in topics:
            mend = suggest(topic, topics) or "Use one of docs/topics.yml, or add it there."
            yield draft.error(f'{draft.name} has the unknown topic "{topic}". {mend}', "topics", index)


def _check_version(draft: QuestionDraft, chapter_range: VersionRange | None) -> Iterator[Problem]:
    typed = draft.question.kafka
    if typed is None:
        return
    if message := check_range(typed):
        yield draft.error(f"`kafka` of {draft.name} {message}", "kafka")
        return
    own = parse_range(typed)
    if own is not None and chapter_range is not None and not chapter_range.holds(own):
        message = f'`kafka` of {draft.name} is "{typed}", outside the chapter\'s "{chapter_range}".'
        yield draft.error(f"{message} Narrow it, or widen the chapter's.", "kafka")
