"""A reader whose browser, network or host fails: nothing that was answered is lost, and every page can be read."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.cards_reader import CardsReader
from tests.browser.fixture_pages import HEADINGS, MADE_BY_SCRIPT
from tests.browser.offline.host import CONTROLLED, Host
from tests.browser.quiz_reader import answer_right, press, start
from tests.browser.waiting import wait_until
from tests.offline_site import write_offline

OpenContext = Callable[..., BrowserContext]
TWO = "?seed=abc&ids=offset-is-next,one-owner"
TWO_RIGHT = "2 of 2 right at the first try"
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 kbit/s and 400 ms there and back."""

NO_STORAGE = """for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
  const get = () => { throw new DOMException("Storage is blocked.", "SecurityError"); };
  Object.defineProperty(window, name, { get, configurable: true });
}"""
NO_WORKERS = "delete Navigator.prototype.serviceWorker"
WHERE = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return "";
  if (at.textContent.trim() === "Skip to content") return "skip link";
  const landmark = at.closest("article, footer, header, nav");
  return landmark ? { ARTICLE: "content", FOOTER: "footer", HEADER: "header" }[landmark.tagName] ??
    (landmark.closest("header, footer")?.tagName.toLowerCase() ?? "navigation") : "elsewhere";
}"""
SHOWN = """() => {
  const at = document.activeElement;
  // Material's list of results can take the focus before there are any.
  return Boolean(at.closest('[role="dialog"]')) || [at, ...(at.labels ?? []), at.nextElementSibling].some(node => {
    const { top, bottom, width, height } = node?.getBoundingClientRect() ?? {};
    return width > 1 && height > 1 && bottom > 0 && top < innerHeight;
  });
}"""
"""Whether the focus can be seen, on the control itself or on the label that stands for it."""

_HASH = re.compile(r"\.([0-9a-f]{8})\.(?=(?:min\.)?(?:js|css)\b)")
_TEXTS = (".html", ".js", ".mjs", ".css", ".json")


@pytest.fixture
def open_failing(browser: Browser) -> Iterator[OpenContext]:
    """Open a browser in which requests may fail, but nothing may throw."""
    contexts: list[BrowserContext] = []
    thrown: list[str] = []

    def open_context(workers: Literal["allow", "block"]) -> BrowserContext:
        context = browser.new_context(service_workers=workers, viewport={"width": 1280, "height": 900})
        context.on("weberror", lambda error: thrown.append(str(error.error)))
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        context.close()
    assert thrown == []


@pytest.fixture
def reader(open_failing: OpenContext) -> BrowserContext:
    """A reader whose browser lets the service worker in."""
    return open_failing("allow")


@pytest.fixture
def host(fixture_site: Path) -> Iterator[Host]:
    """A host of the fixture site that can be told to fail."""
    served = Host(fixture_site)
    yield served
    served.server.shutdown()
    served.server.server_close()


def visit_all(page: Page, site_url: str) -> None:
    """Open every kind of page; each must show its heading, and what script makes on it."""
    for address, heading in HEADINGS.items():
        page.goto(site_url + address)
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        if region := MADE_BY_SCRIPT.get(address):
            expect(page.get_by_role("region", name=region, exact=True)).to_be_visible()


def keep_offline(page: Page) -> None:
    """Wait until the site is kept on the reader's device."""
    wait_until(page, CONTROLLED)


def deploy_again(site: Path, target: Path) -> Path:
    """Return the site as a later build leaves it: every hashed file bears another name, and none the old one."""
    shutil.copytree(site, target, ignore=shutil.ignore_patterns("*.br", "*.gz"))
    for path in sorted(target.rglob("*")):
        if path.suffix in _TEXTS and path.is_file():
            text = path.read_text(encoding="utf-8")
            text = re.sub(r'<meta name="study-page"[^>]*>', "", _rename(text))
            path.write_text(text, encoding="utf-8")
            path.rename(path.with_name(_rename(path.name)))
    write_offline(target)
    return target


def _rename(text: str) -> str:
    return _HASH.sub(lambda found: f".{found[1][::-1]}.", text)


def take_two(page: Page, address: str, halfway: Callable[[], None]) -> None:
    """Take a quiz of two questions with something that happens between them."""
    panel = start(page, address, TWO)
    answer_right(panel, "offset-is-next")
    press(panel, "Answer")
    halfway()
    press(panel, "Next question")
    answer_right(panel, "one-owner")
    press(panel, "Answer")
    press(panel, "See the result")
    expect(panel.get_by_role("heading", name=TWO_RIGHT)).to_be_visible()


def test_storage_off_leaves_every_page_working(open_failing: OpenContext, site_url: str) -> None:
    page = open_failing("block").new_page()
    page.add_init_script(NO_STORAGE)
    visit_all(page, site_url)


def test_storage_off_lets_a_quiz_be_taken(open_failing: OpenContext, site_url: str) -> None:
    page = open_failing("block").new_page()
    page.add_init_script(NO_STORAGE)
    take_two(page, site_url, lambda: None)
    expect(page.get_by_text("gone when you leave")).to_have_count(1)


def test_browser_without_workers_shows_every_page(page: Page, site_url: str) -> None:
    page.add_init_script(NO_WORKERS)
    visit_all(page, site_url)
    assert page.evaluate("navigator.serviceWorker") is None


def test_slow_network_brings_every_page_and_the_quiz(page: Page, site_url: str) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    page.goto(f"{site_url}chapters/log/", wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_contain_text("The log")
    take_two(page, site_url, lambda: None)


def test_answers_can_be_read_before_the_script_has_come(page: Page, host: Host) -> None:
    come = threading.Event()
    host.delay = lambda path: float(path.endswith((".js", ".mjs")) and not come.wait(30))
    page.goto(host.at("q/offset-is-next/"), wait_until="commit")
    page.get_by_text("Answer and reasons").click()
    expect(page.get_by_text("The commit names the next record, one past the last processed.")).to_be_visible()
    page.goto(host.at("quiz/"), wait_until="commit")
    expect(page.get_by_role("article").get_by_role("link", name="The log")).to_be_visible()
    expect(page.get_by_role("region", name="Quiz", exact=True)).to_have_count(0)
    come.set()
    expect(page.get_by_role("region", name="Quiz", exact=True)).to_be_visible()


def test_network_lost_in_the_middle_of_a_quiz_is_not_noticed(page: Page, site_url: str) -> None:
    take_two(page, site_url, lambda: page.context.set_offline(True))


def test_network_lost_in_the_middle_of_the_cards_is_not_noticed(page: Page, site_url: str) -> None:
    cards = CardsReader(page, site_url).come()
    cards.begin()
    cards.press(" ", "3")
    page.context.set_offline(True)
    assert cards.finish() == 9
    expect(cards.panel.get_by_role("heading", name="Done for today")).to_be_visible()
    assert len(cards.stored()) == 10


def test_quiz_goes_on_where_it_was_after_a_reload_without_a_network(reader: BrowserContext, host: Host) -> None:
    page = reader.new_page()
    page.goto(host.at("quiz/"))
    keep_offline(page)

    def lose_network() -> None:
        reader.set_offline(True)
        page.reload()

    take_two(page, host.at(), lose_network)


def test_cards_go_on_after_a_reload_without_a_network(reader: BrowserContext, host: Host) -> None:
    page = reader.new_page()
    page.goto(host.at("flashcards/"))
    keep_offline(page)
    cards = CardsReader(page, host.at()).come()
    cards.begin()
    cards.press(" ", "3")
    reader.set_offline(True)
    page.reload()
    cards.begin()
    cards.finish()
    expect(cards.panel.get_by_role("heading", name="Done for today")).to_be_visible()
    assert len(cards.stored()) == 10


@pytest.mark.parametrize("workers", ["allow", "block"])
def test_quiz_of_an_old_tab_goes_on_after_a_deploy(
    open_failing: OpenContext, host: Host, tmp_path: Path, workers: str
) -> None:
    page = open_failing(workers).new_page()

    def deploy() -> None:
        if workers == "allow":
            keep_offline(page)
        host.folder = deploy_again(host.folder, tmp_path / "later")

    take_two(page, host.at(), deploy)
    page.reload()
    expect(page.get_by_role("heading", name=TWO_RIGHT)).to_be_visible()


def test_old_tab_opens_the_quiz_after_a_deploy(reader: BrowserContext, host: Host, tmp_path: Path) -> None:
    page = reader.new_page()
    page.goto(host.at("chapters/log/"))
    keep_offline(page)
    host.folder = deploy_again(host.folder, tmp_path / "later")
    page.get_by_role("link", name="Quiz", exact=True).first.click()
    expect(page.get_by_role("button", name="Start")).to_be_visible()


def test_old_tab_that_keeps_nothing_opens_the_quiz_after_a_deploy(
    open_failing: OpenContext, host: Host, tmp_path: Path
) -> None:
    page = open_failing("block").new_page()
    page.goto(host.at("chapters/log/"))
    host.folder = deploy_again(host.folder, tmp_path / "later")
    page.get_by_role("link", name="Quiz", exact=True).first.click()
    expect(page.get_by_role("heading", name="Quiz", level=1)).to_be_visible()
    expect(page.get_by_role("article").get_by_role("link", name="The log")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Start")).to_be_visible()


@pytest.mark.parametrize(
    "address", ["", "chapters/log/", "q/one-owner/", "quiz/", "flashcards/", "mock-interview/", "progress/"]
)
def test_tab_walks_every_page_from_its_head_to_its_foot(page: Page, site_url: str, address: str) -> None:
    page.goto(site_url + address)
    page.wait_for_load_state("networkidle")
    places: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        place = page.evaluate(WHERE)
        if not place:
            break
        assert page.evaluate(SHOWN), f"focus out of sight in {place}"
        if place not in places:
            places.append(place)
    assert place == "", "the keyboard is caught"
    expected = ["skip link", "header", "navigation", "content", "footer"]
    assert places == [one for one in expected if one != "navigation" or address]


def test_skip_link_leads_past_header_and_navigation(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}chapters/log/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(WHERE) == "content"


def test_site_is_walked_by_keyboard_alone(page: Page, site_url: str) -> None:
    page.goto(site_url)
    for name, heading in (("The log", "The log"), ("Quiz", "Quiz"), ("Flashcards", "Flashcards")):
        _tab_to(page, name)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)


def _tab_to(page: Page, name: str) -> None:
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText ?? ''").startswith(name):
            return
    raise AssertionError(f"no link {name} is reached by Tab")
