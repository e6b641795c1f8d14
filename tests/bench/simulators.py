"""What a simulator costs once it comes near: bytes of engine, stage and one scene, and the time of a step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser
from study.scripts.deno_script import run_script

from tests.bench.phone import open_browser, open_phone
from tests.bench.projects import MeasurementError
from tests.bench.tables import KB, Row, limit, middle, say_spread
from tests.bench.workshop import Workshop
from tests.browser.waiting import wait_until

BYTES_MOST, STEP_MOST, EVENT_MOST = 20, 16, 100
STEPS = 40
TRY_ENGINE = Path(__file__).parents[1] / "unit/simulators/try_engine.mjs"

_FIGURE = re.compile(r'<figure class="study-simulator" id="([\w-]+)" data-run="\{&#34;scene&#34;:&#34;(\w+)&#34;')

_STEP = """async ([id, steps]) => {
  const stage = document.querySelector(`#${id} .study-stage`);
  const forward = stage.querySelector('[aria-label="Forward"]');
  const times = [];
  while (times.length < steps) {
    const began = performance.now();
    forward.click();
    document.body.getBoundingClientRect();
    times.push(performance.now() - began);
    stage.querySelector('form [type="button"]')?.click();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
  return times;
}"""


def measure(workshop: Workshop) -> Iterator[Row]:
    """Yield bytes and times of each scene, in the first page that has it, and the speed of the engine."""
    project, address = workshop.real
    scenes: dict[str, tuple[str, str]] = {}
    for page in [*sorted(project.site.glob("chapters/*/index.html")), project.site / "break-it/index.html"]:
        for id_, scene in _FIGURE.findall(page.read_text(encoding="utf-8")):
            scenes.setdefault(scene, (f"{page.parent.relative_to(project.site).as_posix()}/", id_))
    if not scenes:
        raise MeasurementError("The site has no simulator.")
    with open_browser() as browser:
        for scene, (page_url, id_) in sorted(scenes.items()):
            size = count_script(browser, address + page_url, id_)
            yield limit(f"{scene}: script that comes with the stage", size / KB, BYTES_MOST, "KB", 1)
            taken = [time for _ in range(workshop.runs) for time in drive(browser, address + page_url, id_)]
            yield limit(
                f"{scene}: a step, median of {len(taken)}", middle(taken), STEP_MOST, "ms", 1, say_spread(taken, 1)
            )
    per_second = run_script(TRY_ENGINE, {})["perSecond"]
    yield limit("replication: an event, in Deno on this machine", 1e6 / per_second, EVENT_MOST, "µs")


def count_script(browser: Browser, url: str, id_: str) -> int:
    """Return the bytes of script that are asked for when a simulator is opened, and not before."""
    with open_phone(browser, throttled=False) as (page, session):
        sizes: dict[str, int] = {}
        names: dict[str, str] = {}
        session.on("Network.requestWillBeSent", lambda one: names.update({one["requestId"]: one["request"]["url"]}))
        session.on("Network.loadingFinished", lambda one: sizes.update({one["requestId"]: one["encodedDataLength"]}))
        page.goto(url, wait_until="networkidle")
        before = set(sizes)
        page.locator(f"#{id_}").scroll_into_view_if_needed()
        wait_until(page, f"document.querySelector('#{id_}').dataset.state === 'ready'")
        page.wait_for_load_state("networkidle")
        return sum(size for one, size in sizes.items() if one not in before and names[one].endswith(".js"))


def drive(browser: Browser, url: str, id_: str) -> list[float]:
    """Return how long each step took on a throttled phone, layout included."""
    with open_phone(browser, throttled=True) as (page, _):
        page.goto(url)
        page.locator(f"#{id_}").scroll_into_view_if_needed()
        wait_until(page, f"document.querySelector('#{id_}').dataset.state === 'ready'")
        times: list[float] = page.evaluate(_STEP, [id_, STEPS])
        return times
