from __future__ import annotations

import pytest
from study.sharing.text_layout import Run, Setting, fit_text, split_words


def measure(run: Run) -> float:
    """A font whose letters are all half as wide as they are high."""
    return len(run.text) / 2


def fit(html: str, width: float, height: float, sizes: tuple[int, ...] = (40, 20, 10)) -> Setting:
    return fit_text(html, measure, width, height, sizes, 1)


def texts(setting: Setting) -> list[str]:
    return ["".join(run.text for run in line) for line in setting.lines]


@pytest.mark.parametrize(
    ("html", "size", "lines"),
    [
        pytest.param("one", 40, ["one"], id="short-is-large"),
        pytest.param("one two", 40, ["one", "two"], id="a-line-more-before-a-smaller-size"),
        pytest.param("one two three", 20, ["one two", "three"], id="smaller-when-too-high"),
        pytest.param("aaa bb cc dd e", 20, ["aaa bb", "cc dd e"], id="lines-of-about-equal-length"),
        pytest.param("a &lt; b", 40, ["a < b"], id="entities"),
    ],
)
def test_fit(html: str, size: int, lines: list[str]) -> None:
    setting = fit(html, 100, 80)
    assert (setting.size, texts(setting)) == (size, lines)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        pytest.param("<code>max.poll.records</code>", ["max.poll.", "records"], id="behind-a-dot"),
        pytest.param("<code>LogAppendTime</code>?", ["LogAppend", "Time?"], id="before-a-capital"),
    ],
)
def test_long_code_is_broken_where_it_has_a_joint(html: str, lines: list[str]) -> None:
    assert texts(fit(html, 50, 40, (10,))) == lines


def test_code_is_kept_whole_in_a_smaller_size() -> None:
    assert texts(fit("<code>max.poll.records</code>", 90, 40, (20, 10))) == ["max.poll.records"]


def test_word_without_a_joint_is_broken_anywhere() -> None:
    assert texts(fit("incomprehensible", 40, 20)) == ["incompre", "hensible"]


def test_text_without_end_is_set_smaller_than_asked_for() -> None:
    setting = fit("word " * 20, 100, 30)
    assert 2 < setting.size < 10
    assert " ".join(texts(setting)) == " ".join(["word"] * 20)


def test_text_that_fits_nowhere_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="no size from 40 to 3"):
        fit("word " * 200, 20, 20)


def test_punctuation_stays_with_the_code_before_it() -> None:
    words = list(split_words("set <code>acks=all</code>, then"))
    assert [word.runs for word in words] == [
        (Run("set"),),
        (Run("acks=all", code=True), Run(",")),
        (Run("then"),),
    ]


def test_code_with_a_space_is_one_run_on_a_line() -> None:
    setting = fit("<code>kill -9</code>", 200, 40, (10,))
    assert setting.lines == ((Run("kill -9", code=True),),)
