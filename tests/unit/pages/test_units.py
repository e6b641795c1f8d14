from __future__ import annotations

import pytest
from study.pages.markdown.units import join_units, split_units


@pytest.mark.parametrize(
    ("html", "joined"),
    [
        pytest.param("<p>from 45 s to 10 s for faster</p>", "<p>from 45~s to 10~s for faster</p>", id="seconds"),
        pytest.param("<p>10 / s</p>", "<p>10~/~s</p>", id="rate-without-a-unit"),
        pytest.param("9.6 MB/s, 10 MB / s.", "9.6~MB/s, 10~MB~/~s.", id="rate"),
        pytest.param("1,000 records/s or 5 %", "1,000~records/s or 5~%", id="records-and-share"),
        pytest.param("16 384 bytes (16 KiB)", "16~384~bytes (16~KiB)", id="grouped-digits"),
        pytest.param("five to 30 minutes, 7 days", "five to 30~minutes, 7~days", id="words"),
        pytest.param("45\ns", "45~s", id="end-of-a-line-in-the-source"),
        pytest.param("<b>45</b> s", "<b>45</b>~s", id="number-in-bold"),
        pytest.param("<code>linger.ms</code> of <code>5</code> ms", None, id="number-in-code"),
        pytest.param("<code>5</code><span>~ms</span>", "<code>5</code><span>~ms</span>", id="joined-already"),
        pytest.param('<a href="x">45</a> <b>s</b>', '<a href="x">45</a> <b>s</b>', id="unit-in-another-element"),
    ],
)
def test_a_number_and_its_unit_are_joined(html: str, joined: str | None) -> None:
    expected = "<code>linger.ms</code> of <code>5</code>~ms" if joined is None else joined
    assert join_units(html.replace("~", "\u00a0")) == expected.replace("~", "\u00a0")


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<pre><code>sleep 45 s</code></pre>", id="block-of-code"),
        pytest.param("<code>45 s</code>", id="code"),
        pytest.param('<svg><text>45 s</text></svg><a title="45 s" href="a?b=45 s">x</a>', id="drawing-and-attributes"),
        pytest.param("<p>3 brokers, 2 servers, 4 more</p>", id="no-unit"),
        pytest.param("<p>since 4.0 s</p>".replace(" s<", " so<"), id="version"),
        pytest.param("<td>45</td> <td>s</td>", id="another-cell"),
        pytest.param("<p>KIP-848 days</p>", id="name-with-a-number"),
        pytest.param("<p>broker1 s and p99 ms</p>", id="digits-of-a-word"),
    ],
)
def test_everything_else_stays(html: str) -> None:
    assert join_units(html) == html


def test_programs_read_plain_spaces() -> None:
    assert split_units(join_units("45 s")) == "45 s"
