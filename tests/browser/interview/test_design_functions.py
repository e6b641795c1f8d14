"""The parts of a design as they stand in a chapter, and how a board goes on: functions of plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.modules import call, open_blank

SECTION = """<h2 id="before">Before</h2><p><strong>0 to 45, of another.</strong></p>
<h2 id="orders">Orders</h2><p><a href="?design">Hold it</a></p>
<p><strong>0 to 9, asked for.</strong> Now.</p><p><strong>9 to\u00a012.</strong> Count.</p>
<h3>Draw</h3><p><strong>12 to 45.</strong> First <strong>13 to 14</strong>.</p><p>Works, <a href="../key/">key</a>.</p>
<table><tbody><tr><td>No rubric</td></tr></tbody></table><p>Then</p>
<div><table><tbody><tr><td>Mid</td><td>An outbox</td></tr>
<tr><td>Senior</td><td>Its  order</td></tr></tbody></table></div>
<h2 id="next">Next</h2><p><strong>0 to 8.</strong></p>"""
_READ = """async ([module, html, anchor]) => {
  const { readParts, readRubric } = await import(module);
  const page = new DOMParser().parseFromString(html, "text/html");
  const parts = readParts(page, anchor, new URL("https://site.example/chapters/board/"));
  const links = parts.flatMap(({ nodes }) => nodes.flatMap((node) => [...node.querySelectorAll("a")]));
  const spans = parts.map(({ from, to, nodes }) => [from, to, nodes.length]);
  return { spans, links: links.map(({ href }) => href), rubric: readRubric(parts) };
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser, modules_url: str) -> Iterator[Page]:
    page = open_blank(browser, modules_url)
    yield page
    page.close()


def read(page: Page, anchor: str) -> Any:
    return page.evaluate(_READ, [page.url.replace("study.mjs", "interview/design/parts.mjs"), SECTION, anchor])


def test_parts_begin_where_a_paragraph_names_its_minutes(blank: Page) -> None:
    assert read(blank, "orders")["spans"] == [[0, 9, 1], [9, 12, 1], [12, 45, 5]]
    assert read(blank, "next")["spans"] == [[0, 8, 1]]
    assert read(blank, "gone")["spans"] == []


def test_links_lead_where_they_lead_in_the_chapter(blank: Page) -> None:
    assert read(blank, "orders")["links"] == ["https://site.example/chapters/key/"]


def test_last_table_is_the_rubric(blank: Page) -> None:
    assert read(blank, "orders")["rubric"] == ["Mid: An outbox", "Senior: Its order"]
    assert read(blank, "next")["rubric"] == []


def test_board_goes_on_part_by_part_to_its_end(blank: Page) -> None:
    board = call(blank, "interview/design/board", "beginBoard", "board/orders", 100)
    steps = []
    for spent in (9, 9, 20, 25):
        board = call(blank, "interview/design/board", "goOn", board | {"spent": spent}, 2, 200)
        steps.append((board["here"], board["compared"], bool(board["endedAt"])))
    assert steps == [(0, True, False), (1, False, False), (1, True, False), (1, True, True)]
    assert call(blank, "interview/design/board", "measureParts", board) == [9, 11]
    assert call(blank, "interview/design/board", "isBoard", board) is True


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        {"design": "a", "here": 0, "spent": 0, "at": 0, "times": 1},
        {"design": "a", "here": -1, "spent": 0, "at": 0, "times": [], "said": []},
    ],
)
def test_what_is_no_board_is_not_taken_for_one(blank: Page, value: Any) -> None:
    assert call(blank, "interview/design/board", "isBoard", value) is False
