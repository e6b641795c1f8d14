"""When the largest thing is painted, how long the page is deaf and how much it jumps, on a throttled phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser

from tests.bench.lighthouse import find_lighthouse, measure_scores
from tests.bench.phone import open_browser, open_phone
from tests.bench.tables import Row, limit, middle, say_spread
from tests.bench.transfer import SAMPLE_PAGE
from tests.bench.workshop import Workshop

LARGEST_MOST = 1000

_WATCH = """
  window.bench = { largest: 0, shift: 0, tasks: [] };
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (entry) => { bench.largest = entry.startTime; });
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput) bench.shift += entry.value; });
  watch("longtask", (entry) => { bench.tasks.push([entry.startTime, entry.duration]); });
"""
_READ = """() => {
  const first = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
  const blocked = bench.tasks.filter(([start, length]) => start + length > first)
    .reduce((sum, [start, length]) => sum + Math.max(0, length - 50), 0);
  return [bench.largest, blocked, bench.shift];
}"""


@dataclass(frozen=True)
class Painted:
    """One load of a page."""

    largest: float
    blocked: float
    shift: float


def measure(workshop: Workshop) -> Iterator[Row]:
    """Yield the medians of each page, then Lighthouse's own view of the two chapters that have goals."""
    _, address = workshop.real
    pages = {
        "1,600 words": SAMPLE_PAGE,
        workshop.longest_chapter: workshop.longest_chapter,
        "landing page": "",
        "quiz/": "quiz/",
        "flashcards/": "flashcards/",
    }
    with open_browser() as browser:
        for name, page in pages.items():
            loads = [load(browser, address + page) for _ in range(workshop.runs)]
            yield from _judge(name, loads)
    executable = find_lighthouse()
    if not executable:
        yield Row("Lighthouse", "not here: put it on the PATH or name it in LIGHTHOUSE")
        return
    for name, page in list(pages.items())[:3]:
        yield from measure_scores(executable, name, address + page, workshop)


def load(browser: Browser, url: str) -> Painted:
    """Return what a first visit on the throttled phone looked like."""
    with open_phone(browser, throttled=True) as (page, _):
        page.add_init_script(_WATCH)
        page.goto(url, wait_until="networkidle")
        return Painted(*page.evaluate(_READ))


def _judge(name: str, loads: list[Painted]) -> Iterator[Row]:
    largest = [one.largest for one in loads]
    yield limit(f"{name}: largest paint", middle(largest), LARGEST_MOST, "ms", note=say_spread(largest))
    blocked = [one.blocked for one in loads]
    # One task of 60 ms on the real phone counts 10 ms: this machine's other work shows here first.
    yield limit(f"{name}: blocked", middle(blocked), 0, "ms", note=say_spread(blocked))
    shift = middle(one.shift for one in loads)
    yield limit(f"{name}: layout shift", shift, 0, "of 1", 3)
