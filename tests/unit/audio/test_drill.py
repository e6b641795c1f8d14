"""The clips of the drill are named by all that their sound depends on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from study.audio.drill import CLIPS, describe_aloud, find_clips, list_clips
from study.audio.lexicon import Lexicon
from study.bank.model import Question

LEXICON = Lexicon({"acks=all": "acks equals all"})
ASKED = {
    "id": "acks-all",
    "ask": "What does `acks=all` promise?",
    "answer": "All in sync have it.",
    "explain": "Not disk.",
}
QUESTION = Question.model_validate(ASKED)


def names(question: Question = QUESTION) -> list[str]:
    return [clip.name for clip in list_clips(question, LEXICON)]


def test_one_voice_asks_and_the_other_answers() -> None:
    asked, answered = list_clips(QUESTION, LEXICON)
    assert (asked.voice, asked.sentences) == ("af_heart", ("What does acks equals all promise?",))
    assert (answered.voice, answered.sentences) == ("am_michael", ("All in sync have it. Not disk.",))


def test_name_changes_with_words_and_voice_alone() -> None:
    asked, answered = list_clips(QUESTION, LEXICON)
    assert names(Question.model_validate({**ASKED, "id": "other", "level": "staff"})) == names()
    assert names(Question.model_validate({**ASKED, "ask": "What is promised?"}))[1] == answered.name
    assert replace(asked, voice="am_michael").name != asked.name


def test_question_is_spoken_when_both_of_its_clips_are_there(tmp_path: Path) -> None:
    for name in names():
        (tmp_path / CLIPS).mkdir(parents=True, exist_ok=True)
        made = find_clips(tmp_path)
        assert describe_aloud([QUESTION], LEXICON, made) == {"acks-all": ""}
        (tmp_path / CLIPS / name).touch()
    assert describe_aloud([QUESTION], LEXICON, find_clips(tmp_path)) == {"acks-all": " ".join(names())}


def test_question_for_the_eye_is_left_out() -> None:
    unspoken = Question.model_validate({**ASKED, "ask": "What does `linger.ms` do?"})
    assert describe_aloud([unspoken], LEXICON, []) == {}
