"""How soon quiz and flashcards take the first answer, and how soon each is judged."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Browser

from tests.bench.phone import open_browser, open_phone
from tests.bench.projects import MeasurementError
from tests.bench.tables import Row, limit, middle, say_spread
from tests.bench.workshop import Workshop
from tests.browser.waiting import wait_until

READY_MOST, ANSWER_MOST = 1200, 50
ANSWERS = 20

# A reader faster than any: begins the moment that the button is there, and is ready once a field was painted.
_BEGIN_AT_ONCE = """
  window.bench = {};
  new MutationObserver((_, observer) => {
    const buttons = [...document.querySelectorAll("section button")];
    if (!bench.begun) {
      const button = buttons.find((one) => /^(Start|Study) /.test(one.textContent));
      if (!button) return;
      bench.begun = performance.now();
      queueMicrotask(() => button.click());
    } else if (buttons.some((one) => /^(Answer|Show the answer)$/.test(one.textContent))) {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => { bench.ready = performance.now(); }));
    }
  }).observe(document, { childList: true, subtree: true });
"""
_HANDS = """
  const find = (label) => [...document.querySelectorAll("section button")].find((one) => label.test(one.textContent));
  const paint = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const times = [];
  const give = (label) => {
    const button = find(label);  // Searched for in the whole page, which no reader's tap does.
    const began = performance.now();
    button.click();
    document.body.getBoundingClientRect();
    return performance.now() - began;
  };
"""
_ANSWER = f"""async (answers) => {{
  {_HANDS}
  const judged = () => find(/^(Next question|See the result)$/);
  while (times.length < answers && find(/^Answer$/)) {{
    document.querySelector("section form :is(input[type=radio], input[type=checkbox])")?.click();
    await paint();
    let took = give(/^Answer$/);
    if (!judged()) took = give(/^I do not/);  // Pairs and orders are refused while they are not complete.
    if (!judged()) throw new Error("the answer was not judged at once");
    times.push(took);
    await paint();
    judged().click();
    await paint();
  }}
  return times;
}}"""
_GRADE = f"""async (answers) => {{
  {_HANDS}
  while (times.length < answers && find(/^Show the answer$/)) {{
    find(/^Show the answer$/).click();
    await paint();
    times.push(give(/^Good/));
    await paint();
  }}
  return times;
}}"""


def measure(workshop: Workshop) -> Iterator[Row]:
    """Yield the times of quiz and flashcards with banks of several sizes."""
    with open_browser() as browser:
        for count, address in workshop.banks.items():
            for page, act in ((f"quiz/?n={ANSWERS}", _ANSWER), ("flashcards/", _GRADE)):
                name = f"{page.partition('/')[0]} of {count:,} questions"
                yield from _judge(name, [practise(browser, address + page, act) for _ in range(workshop.runs)])


def _judge(name: str, taken: list[tuple[float, list[float]]]) -> Iterator[Row]:
    ready = [one for one, _ in taken]
    yield limit(f"{name}: ready for the first answer", middle(ready), READY_MOST, "ms", note=say_spread(ready))
    answers = [time for _, times in taken for time in times]
    yield limit(f"{name}: an answer, median of {len(answers)}", middle(answers), ANSWER_MOST, "ms", 1)
    worst = middle(max(times) for _, times in taken)
    yield limit(f"{name}: the worst of a run, median", worst, ANSWER_MOST, "ms", 1)


def practise(browser: Browser, url: str, act: str) -> tuple[float, list[float]]:
    """Return when the page took its first answer, and how long each was judged, layout included."""
    with open_phone(browser, throttled=True) as (page, _):
        page.add_init_script(_BEGIN_AT_ONCE)
        page.goto(url, wait_until="commit")
        wait_until(page, "window.bench?.ready")
        page.wait_for_load_state("networkidle")
        times: list[float] = page.evaluate(act, ANSWERS)
        if not times:
            raise MeasurementError("The page shows no question after its start.")
        return float(page.evaluate("bench.ready")), times
