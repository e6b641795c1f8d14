from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.modules import call, open_blank

_USE = """async ([module, given, refuses, steps]) => {
  const { openStore } = await import(module);
  const refuse = (name) => { throw new DOMException("no", name); };
  const items = new Map(Object.entries(given));
  const storage = {
    getItem: (key) => (refuses === "blocked" ? refuse("SecurityError") : items.get(key) ?? null),
    setItem: (key, text) => (refuses === "full" ? refuse("QuotaExceededError") : items.set(key, text)),
  };
  const troubles = [];
  const migrate = (records) => Object.fromEntries(Object.entries(records).map(([id, at]) => [id, { at }]));
  const report = (trouble) => troubles.push(trouble);
  const open = () => openStore("cards", { version: 2, migrate, report, storage: () => storage });
  const tabs = [open(), open()];
  for (const [tab, id, at] of steps) tabs[tab].update((records) => ({ ...records, [id]: { at } }));
  const records = tabs.map((tab) => tab.read());
  return { records, troubles, stored: Object.fromEntries(items) };
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser, modules_url: str) -> Iterator[Page]:
    page = open_blank(browser, modules_url)
    yield page
    page.close()


def use(page: Page, stored: dict[str, str], *steps: list[Any], refuses: str = "") -> Any:
    return page.evaluate(_USE, [page.url.replace("study.mjs", "progress-store.mjs"), stored, refuses, list(steps)])


def test_two_tabs_do_not_overwrite_each_other(blank: Page) -> None:
    used = use(blank, {}, [0, "a", 1], [1, "b", 2], [0, "c", 3])
    both = {"a": {"at": 1}, "b": {"at": 2}, "c": {"at": 3}}
    assert used["records"] == [both, both]
    assert json.loads(used["stored"]["study/cards"]) == {"version": 2, "records": both}
    assert used["troubles"] == []


@pytest.mark.parametrize("refuses", ["blocked", "full"])
def test_storage_that_refuses_is_reported_once_and_replaced_by_memory(blank: Page, refuses: str) -> None:
    used = use(blank, {}, [0, "a", 1], [0, "b", 2], refuses=refuses)
    assert used["records"][0] == {"a": {"at": 1}, "b": {"at": 2}}
    assert used["troubles"][0] == refuses
    assert used["troubles"].count(refuses) <= 2, "once for each of the two tabs"


@pytest.mark.parametrize(
    "text", ["", "{", "7", "null", "[]", '{"version": 2}', '{"version": 2, "records": []}', '{"records": {}}']
)
def test_damaged_value_is_kept_aside_and_replaced(blank: Page, text: str) -> None:
    used = use(blank, {"study/cards": text}, [0, "a", 1])
    assert used["records"][0] == {"a": {"at": 1}}
    assert used["troubles"] == ["damaged"]
    assert used["stored"]["study/cards.damaged"] == text
    assert json.loads(used["stored"]["study/cards"])["records"] == {"a": {"at": 1}}


def test_older_version_is_migrated(blank: Page) -> None:
    used = use(blank, {"study/cards": '{"version": 1, "records": {"old": 5}}'}, [0, "a", 6])
    assert used["records"][0] == {"old": {"at": 5}, "a": {"at": 6}}
    assert used["troubles"] == []


def test_newer_version_is_read_and_left_alone(blank: Page) -> None:
    newer = '{"version": 3, "records": {"new": {"at": 5}}}'
    used = use(blank, {"study/cards": newer}, [0, "a", 6])
    assert used["stored"] == {"study/cards": newer}
    assert used["troubles"][0] == "newer"


def test_newest_record_wins(blank: Page) -> None:
    old, new = {"at": 1, "say": "old"}, {"at": 2, "say": "new"}
    assert call(blank, "progress-store", "mergeRecords", {"a": old, "b": new}, {"a": new, "b": old}) == {
        "a": new,
        "b": new,
    }


def test_former_ids_are_followed(blank: Page) -> None:
    follow = """async ([module]) => (await import(module)).followFormer(
      { former: { at: 3 }, today: { at: 2 }, other: { at: 1 } }, new Map([["former", "today"]]))"""
    module = blank.url.replace("study.mjs", "progress-store.mjs")
    assert blank.evaluate(follow, [module]) == {"today": {"at": 3}, "other": {"at": 1}}


def test_another_tab_s_writing_is_heard(browser: Browser, modules_url: str) -> None:
    context = browser.new_context()
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(f"{modules_url}study.mjs")
        page.evaluate("""async () => {
          const { openStore } = await import(location.href.replace("study.mjs", "progress-store.mjs"));
          window.store = openStore("cards", { version: 1 });
          window.store.watch((records) => (window.heard = records), new AbortController().signal);
        }""")
    one.evaluate("() => store.update((records) => ({ ...records, a: { at: 1 } }))")
    other.wait_for_function("() => window.heard?.a?.at === 1")
    context.close()
