from __future__ import annotations

import pytest
from study.bank.model import Question
from study.pages.arrangement import arrange_matches, arrange_options, arrange_steps


def make_question(**fields: object) -> Question:
    return Question.model_validate({"id": "a-question", "ask": "What?", "explain": "Because.", **fields})


def options(count: int, **fields: object) -> Question:
    wrong = tuple({"say": f"wrong {number}", "why": "No."} for number in range(count))
    return make_question(answer="right", wrong=wrong, **fields)


def test_options_keep_right_and_wrong_apart() -> None:
    arranged = {option.say: option.right for option in arrange_options(options(2))}
    assert arranged == {"right": True, "wrong 0": False, "wrong 1": False}


def test_order_of_options_does_not_depend_on_the_order_they_are_written_in() -> None:
    question = options(3)
    assert question.wrong is not None
    reversed_question = question.model_copy(update={"wrong": question.wrong[::-1]})
    assert arrange_options(question) == arrange_options(reversed_question)


def test_right_option_does_not_always_stand_first() -> None:
    places = set()
    for number in range(12):
        arranged = arrange_options(options(2).model_copy(update={"id": f"question-{number}"}))
        places.add([option.right for option in arranged].index(True))
    assert places == {0, 1, 2}


LATER = {"say": "100 ms", "why": "No."}
SOONER = {"say": "0 ms", "why": "No."}


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        pytest.param({"answer": "5 ms", "wrong": (LATER, SOONER)}, ["5 ms", "100 ms", "0 ms"], id="right-above"),
        pytest.param({"wrong": (LATER, SOONER), "answer": "5 ms"}, ["100 ms", "0 ms", "5 ms"], id="right-below"),
        pytest.param(
            {"wrong": (SOONER, LATER), "answers": ("6 ms", "5 ms")}, ["0 ms", "100 ms", "6 ms", "5 ms"], id="several"
        ),
    ],
)
def test_fixed_options_stand_in_written_order(fields: dict[str, object], shown: list[str]) -> None:
    assert [option.say for option in arrange_options(make_question(**fields, fixed=True))] == shown


@pytest.mark.parametrize("number", range(20))
def test_steps_are_never_shown_in_their_right_order(number: int) -> None:
    question = make_question(id=f"question-{number}", order=("one", "two", "three"))
    assert arrange_steps(question) != question.order
    assert set(arrange_steps(question)) == {"one", "two", "three"}


@pytest.mark.parametrize("number", range(20))
def test_right_sides_never_stand_beside_their_left_sides(number: int) -> None:
    question = make_question(id=f"question-{number}", match={"a": "1", "b": "2", "c": "3"})
    assert arrange_matches(question) != ("1", "2", "3")
