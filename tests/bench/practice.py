"""How soon the quiz takes the first answer, and how soon each answer is judged."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Browser

from tests.bench.phone import open_browser, open_phone
from tests.bench.projects import MeasurementError
from tests.bench.tables import Row, limit, middle, say_spread
from tests.bench.workshop import BANK_QUESTIONS, Workshop
from tests.browser.waiting import wait_until

READY_MOST, BANK_READY_MOST, ANSWER_MOST = 1500, 2000, 50
ANSWERS = 20

# A reader faster than any: starts the moment that the button is there, and is ready once a field was painted.
_START_AT_ONCE = """
  window.bench = {};
  new MutationObserver((_, observer) => {
    if (!bench.started) {
      const button = [...document.querySelectorAll("study-quiz button")].find((one) => /^Start/.test(one.textContent));
      if (!button) return;
      bench.started = performance.now();
      queueMicrotask(() => button.click());
    } else if (document.querySelector("study-quiz section form fieldset")) {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => { bench.ready = performance.now(); }));
    }
  }).observe(document, { childList: true, subtree: true });
"""
_ANSWER = """async (answers) => {
  const find = (label) =>
    [...document.querySelectorAll("study-quiz section button")].find((one) => label.test(one.textContent));
  const paint = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const times = [];
  const judged = () => find(/^(Next question|See the result)$/);
  const give = (label) => {
    const button = find(label);  // Searched for in the whole page, which no reader's tap does.
    const began = performance.now();
    button.click();
    document.body.getBoundingClientRect();
    return performance.now() - began;
  };
  while (times.length < answers && find(/^Answer$/)) {
    const option = "study-quiz section form :is(input[type=radio], input[type=checkbox])";
    document.querySelector(option)?.click();
    await paint();
    let took = give(/^Answer$/);
    if (!judged()) took = give(/^I do not/);  // Pairs and orders are refused while they are not complete.
    if (!judged()) throw new Error("the answer was not judged at once");
    times.push(took);
    await paint();
    judged().click();
    await paint();
  }
  return times;
}"""


def measure(workshop: Workshop) -> Iterator[Row]:
    """Yield the times of the real quiz, and of one with a thousand questions."""
    _, real = workshop.real
    _, bank = workshop.bank
    with open_browser() as browser:
        yield from _measure_quiz(browser, real, workshop.runs, "real bank", READY_MOST)
        yield from _measure_quiz(browser, bank, workshop.runs, f"{BANK_QUESTIONS:,} questions", BANK_READY_MOST)


def _measure_quiz(browser: Browser, address: str, runs: int, name: str, most: float) -> Iterator[Row]:
    taken = [take_quiz(browser, f"{address}quiz/?n={ANSWERS}") for _ in range(runs)]
    ready = [one for one, _ in taken]
    yield limit(f"{name}: ready for the first answer", middle(ready), most, "ms", note=say_spread(ready))
    answers = [time for _, times in taken for time in times]
    yield limit(f"{name}: an answer, median of {len(answers)}", middle(answers), ANSWER_MOST, "ms", 1)
    worst = middle(max(times) for _, times in taken)
    yield limit(f"{name}: the worst of {ANSWERS}, median", worst, ANSWER_MOST, "ms", 1)


def take_quiz(browser: Browser, url: str) -> tuple[float, list[float]]:
    """Return when the quiz took its first answer, and how long each was judged, layout included."""
    with open_phone(browser, throttled=True) as (page, _):
        page.add_init_script(_START_AT_ONCE)
        page.goto(url, wait_until="commit")
        wait_until(page, "window.bench?.ready")
        page.wait_for_load_state("networkidle")
        times: list[float] = page.evaluate(_ANSWER, ANSWERS)
        if not times:
            raise MeasurementError("The quiz shows no question after its start.")
        return float(page.evaluate("bench.ready")), times
