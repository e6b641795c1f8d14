"""What scripts read of a page's index, and which files of chapters they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.modules import open_blank

INDEX = """<template class="study-index" data-root="../">
<div data-part="levels"><data value="junior">Junior</data><data value="mid">Mid</data></div>
<div data-part="kinds"><data value="options">Choose one</data><data value="order">Put in order</data></div>
<div data-part="topics"><data value="acks">Acknowledgments</data><data value="log">The log</data></div>
<section data-chapter="a" data-url="../chapters/a/"><b>Chapter A</b><pre>one 00 0,1 2
two 11f</pre></section>
<section data-chapter="b" data-url="../chapters/b/"><b>Chapter B</b><pre>three 01 - -2 old,older</pre></section>
<section data-chapter="c" data-url="../chapters/c/"><b>Chapter C</b><pre>four 10 1</pre></section>
</template>"""

_PREPARE = """async ([module, index, hosted, saveData]) => {
  const { Bank } = await import(module);
  const asked = [];
  globalThis.fetch = async (url, { cache }) => {
    asked.push(url.pathname + (cache === "reload" ? " anew" : ""));
    const held = hosted[url.pathname.split("/").at(-3)];
    const articles = (held ?? []).map((id) => `<article id="${id}">`).join("");
    return { ok: Boolean(held), text: async () => `<body data-fetched>${articles}` };
  };
  Object.defineProperty(navigator, "connection", { value: { saveData }, configurable: true });
  const page = new DOMParser().parseFromString(index, "text/html");
  const bank = new Bank(page, "questions", "https://site.example/x/quiz/");
  const settle = () => new Promise((resolve) => setTimeout(resolve));
"""


@pytest.fixture(scope="module")
def blank(browser: Browser, modules_url: str) -> Iterator[Page]:
    page = open_blank(browser, modules_url)
    yield page
    page.close()


def run(page: Page, script: str, hosted: dict[str, list[str]] | None = None, *, saves: bool = False) -> Any:
    module = page.url.replace("study.mjs", "practice/bank.mjs")
    return page.evaluate(f"{_PREPARE}{script}}}", [module, INDEX, hosted or {}, saves])


def test_index_is_read(blank: Page) -> None:
    read = run(blank, "return bank.list.map(({ article, ...question }) => [...Object.values(question), article]);")
    assert read == [
        ["one", "a", "junior", "options", False, ["acks", "log"], ["three"], None],
        ["two", "a", "mid", "order", True, [], [], None],
        ["three", "b", "junior", "order", False, [], ["one"], None],
        ["four", "c", "mid", "options", False, ["log"], [], None],
    ]


def test_former_ids_and_names_are_read(blank: Page) -> None:
    names = "[...bank.names.chapters].flat(), [...bank.names.topics.keys()]"
    assert run(blank, f"return [bank.find('older'), bank.find('two'), bank.find('no') ?? null, {names}];") == [
        "three",
        "two",
        None,
        ["a", "Chapter A", "b", "Chapter B", "c", "Chapter C"],
        ["acks", "log"],
    ]


def test_page_without_an_index_has_no_question(blank: Page) -> None:
    assert run(blank, "return new Bank(new Document(), 'cards', location.href).list.length;") == 0


def test_each_chapter_is_asked_for_once(blank: Page) -> None:
    script = "await Promise.all([bank.load(['one']), bank.load(['two', 'three'])]); await bank.load(['one']);"
    asked = run(
        blank, f"{script} return [asked, bank.isLoaded(['one', 'two', 'three']), bank.isLoaded(['four'])];", HOST
    )
    assert asked == [["/x/chapters/a/questions/", "/x/chapters/b/questions/"], True, False]


HOST = {"a": ["one", "two"], "b": ["three"], "c": ["four"]}


@pytest.mark.parametrize(
    ("saves", "chapters"), [pytest.param(False, ["b", "a", "c"], id="all"), pytest.param(True, ["b"], id="saves-data")]
)
def test_what_comes_next_is_loaded_in_its_order(blank: Page, saves: bool, chapters: list[str]) -> None:
    script = "bank.loadAhead(['three', 'one', 'two', 'four']); for (let i = 0; i < 9; i += 1) await settle();"
    asked = run(blank, f"{script} return asked;", HOST, saves=saves)
    assert asked == [f"/x/chapters/{chapter}/questions/" for chapter in chapters]


def test_failure_is_told_with_the_chapter_and_not_remembered(blank: Page) -> None:
    script = """const failed = await bank.load(["one", "three"]).then(() => false, () => true);
      hosted.b = ["three"];
      const missing = bank.findMissing(["one", "three"]);
      await bank.load(["one", "three"]);
      return [failed, missing, bank.isLoaded(["one", "three"])];"""
    assert run(blank, script, {"a": ["one", "two"]}) == [True, ["Chapter B"], True]


def test_question_that_a_cache_does_not_have_is_asked_for_anew(blank: Page) -> None:
    script = """await bank.load(["one"]);
      const before = [bank.isLoaded(["two"]), bank.isGone("two")];
      hosted.a = ["one", "two"];
      await bank.load(["two"]);
      return [before, bank.isLoaded(["two"]), bank.isGone("two"), asked];"""
    path = "/x/chapters/a/questions/"
    assert run(blank, script, {"a": ["one"]}) == [[False, False], True, False, [path, f"{path} anew"]]


def test_question_that_the_host_does_not_have_is_gone(blank: Page) -> None:
    script = "await bank.load(['one', 'two']); return [bank.isGone('two'), bank.find('two') ?? null, bank.find('one')];"
    assert run(blank, script, {"a": ["one"]}) == [True, None, "one"]
