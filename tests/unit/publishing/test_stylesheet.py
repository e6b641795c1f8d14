"""The bundle of small stylesheets: which rules stay, and what they become."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from study.publishing.assets.stylesheet import bundle_stylesheets, find_page_words, find_script_words

WORDS = find_page_words(['<html><p class="note" id="ref:1"><b>gone div</b><input type=text>'])


def bundle(folder: Path, sheets: Mapping[str, str]) -> dict[str, str]:
    for name, text in sheets.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "face.woff2").write_bytes(b"\xff\xfe")
    return bundle_stylesheets(folder, {name: [name] for name in sheets}, WORDS)


@pytest.mark.parametrize(
    ("sheet", "served"),
    [
        pytest.param("p { color: red } div { color: red }", "p{color:red}", id="tag"),
        pytest.param(".note, .gone { color: red }", ".note{color:red}", id="class"),
        pytest.param("[id^='ref:']:target, #gone { color: red }", "[id^='ref:']:target{color:red}", id="value"),
        pytest.param("[type=text], [type=file] { color: red }", "[type=text]{color:red}", id="attribute"),
        pytest.param("p:is(:hover, :focus) { color: red }", "p:is(:hover,:focus){color:red}", id="states-of-a-tag"),
        pytest.param(":focus-visible { color: red }", ":focus-visible{color:red}", id="state-of-anything"),
        pytest.param("p > :where(:not(b)) { color: red }", "p>:where(:not(b)){color:red}", id="what-something-is-not"),
        pytest.param(":is(.gone, b) { color: red }", ":is(.gone,b){color:red}", id="weight-of-a-list"),
        pytest.param("p::before { content: '→' }", 'p:before{content:"→"}', id="pseudo-element"),
        pytest.param("@media print { div { color: red } }", "", id="empty-condition"),
        pytest.param("p { --a: red; --b: red; color: var(--a) }", "p{--a: red;color:var(--a)}", id="variable"),
        pytest.param("@keyframes gone { to { color: red } }", "", id="animation"),
        pytest.param("p { src: url('face.woff2') }", "p{src:url(data:font/woff2;base64,//4=)}", id="face"),
    ],
)
def test_rules_that_can_meet_something_stay(sheet: str, served: str, tmp_path: Path) -> None:
    found = bundle(tmp_path, {"site.css": sheet})["site.css"]
    assert found.removeprefix('@charset "UTF-8";').strip().replace('"ref:"', "'ref:'") == served


def test_what_another_sheet_uses_stays(tmp_path: Path) -> None:
    sheets = {
        "site.css": "p { --a: red; } @keyframes turn { to { rotate: 1turn } }",
        "practice.css": "p { color: var(--a); animation: turn 1s }",
    }
    assert bundle(tmp_path, sheets)["site.css"].strip() == "p{--a: red}@keyframes turn{to{rotate:1turn}}"


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"gone\.woff2"):
        bundle(tmp_path, {"site.css": "p { src: url('gone.woff2') }"})


def test_words_of_pages_are_those_of_tags_alone() -> None:
    assert {"html", "p", "class", "note", "id", "ref:1", "b", "input", "type", "text"} == WORDS


@pytest.mark.parametrize("word", ["data-state", "data-long-name", "aria-pressed", "study-term", "--tone"])
def test_words_of_scripts_hold_what_they_may_set(word: str) -> None:
    script = 'a.dataset.state="on";a.dataset.longName="on";a.setAttribute("aria-pressed",b);c.study-term;"var(--tone)"'
    assert word in find_script_words([script])
