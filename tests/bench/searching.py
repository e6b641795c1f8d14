"""What a first search brings and how soon it finds something, on the real site and on one of eighteen chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.bench.phone import open_browser, open_phone
from tests.bench.projects import Project
from tests.bench.tables import KB, Row, figure, limit, middle, say_spread
from tests.bench.workshop import Workshop
from tests.browser.waiting import wait_until

BYTES_MOST, RESULT_MOST = 80, 300
QUERY = "rebalance"
HAND = 1000
"""Milliseconds from the touch of the search box to the first word."""

_ASKED = re.compile(r"^  - id: .*\n    ask: (?P<ask>.*)", re.MULTILINE)
_WATCH = """() => {
  window.bench = {};
  const box = document.querySelector(".md-search__input");
  box.addEventListener("input", () => { bench.typed ??= performance.now(); });
  const results = document.querySelector(".md-search-result");
  const watch = () => {
    if (!bench.typed || !results.querySelector("li a")) return;
    bench.shown ??= performance.now();
    if (results.querySelector("[aria-busy=false]")) bench.settled ??= performance.now();
  };
  new MutationObserver(watch).observe(results, { attributes: true, childList: true, subtree: true });
}"""


def measure(workshop: Workshop) -> Iterator[Row]:
    """Yield bytes, compressed by gzip, of all that comes after the touch of the box, and the times of results."""
    project, real = workshop.real
    large, address = workshop.eighteen
    with open_browser() as browser:
        yield from _measure_site(browser, project, f"{real}{workshop.longest_chapter}", QUERY, workshop.runs)
        yield from _measure_site(browser, large, f"{address}chapters/c-1/", _find_query(large), workshop.runs)


def _measure_site(browser: Browser, project: Project, url: str, query: str, runs: int) -> Iterator[Row]:
    taken = [take_search(browser, url, query, project.site) for _ in range(runs)]
    name = project.root.name
    total = taken[0][0] / KB
    index = _size(project.site / "search" / "index.json") / KB
    note = f"of which {index:.1f} before the first result"
    yield limit(f"{name}: a first search", total, BYTES_MOST, "KB", 1, note)
    shown, settled = ([times[key] - times["typed"] for _, times in taken] for key in ("shown", "settled"))
    yield limit(f"{name}: first result after typing", middle(shown), RESULT_MOST, "ms", note=say_spread(shown))
    yield figure(f"{name}: results with texts", middle(settled), "ms", note=say_spread(settled))


def take_search(browser: Browser, url: str, query: str, site: Path) -> tuple[int, dict[str, Any]]:
    """Return the bytes of a first search, typed a second after the box was touched, and when results were there."""
    asked: list[str] = []
    root = url.split("chapters/")[0]
    with open_phone(browser, throttled=True) as (page, _):
        page.goto(url, wait_until="networkidle")
        page.on("request", lambda request: asked.append(request.url.removeprefix(root)))
        page.locator('label[for="__search"]').first.click()
        page.get_by_role("textbox", name="Search").focus()
        page.get_by_text("Type to start searching").wait_for()
        page.wait_for_timeout(HAND)
        page.evaluate(_WATCH)
        page.keyboard.insert_text(query)
        page.keyboard.press("End")
        wait_until(page, "bench.settled")
        times: dict[str, Any] = page.evaluate("bench")
    return sum(_size(site / path) for path in {*asked}), times


def _find_query(project: Project) -> str:
    """Return the longest word that a question of the first chapter asks about."""
    asked = _ASKED.search((project.docs / "chapters" / "c-1.md").read_text(encoding="utf-8"))
    return max(asked["ask"].strip("?").split(), key=len) if asked else QUERY


def _size(path: Path) -> int:
    copy = path.with_name(f"{path.name}.gz")
    return (copy if copy.is_file() else path).stat().st_size
