"""A reader whose network comes and goes, while the site is deployed anew, the disk is full or the worker is gone."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from study.publishing.offline import LIMIT

from tests.browser.fixture_pages import HEADINGS
from tests.browser.offline.host import CONTROLLED, Host, visit
from tests.browser.waiting import wait_until

CHAPTER = "chapters/log/"
HASHED = "assets/study/late.0123abcd.mjs"
NOTICE = "There is a new version of this site."

FETCHED = "address => fetch(address).then(reply => reply.text(), () => 'failed')"
UPDATE = "navigator.serviceWorker.getRegistration().then(one => one.update()).then(() => 'checked', () => 'refused')"
NEEDED = """() => performance.getEntriesByType("resource")
  .filter(({ startTime }) => startTime < performance.getEntriesByType("navigation")[0].loadEventStart)
  .map(({ name }) => name)"""
STORED = """async () => {
  const names = await caches.keys();
  return names.length ? (await (await caches.open(names[0])).keys()).map(({ url }) => url) : [];
}"""


def wait_for_worker(page: Page, state: str) -> None:
    """Wait until a second worker has got so far."""
    wait_until(page, f"navigator.serviceWorker.getRegistration().then(one => {state})")


def test_after_one_visit_the_whole_text_site_works_without_a_network(
    reader: BrowserContext, deploy: Callable[..., Path]
) -> None:
    host = Host(deploy("one"))
    page = visit(reader, host)
    reader.set_offline(True)
    for address, heading in HEADINGS.items():
        page.goto(host.at(address))
        expect(page.locator("h1")).to_contain_text(heading)
    page.goto(host.at("quiz/?n=3"))
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    for rest in ("", "?seed=abc&n=5", "#study-setup", "?n=5#study-setup"):
        page.goto(host.at(f"quiz{rest}"))
        assert page.url == host.at(f"quiz/{rest}")


def test_search_answers_without_a_network(reader: BrowserContext, deploy: Callable[..., Path]) -> None:
    page = visit(reader, Host(deploy("one")))
    reader.set_offline(True)
    page.reload()
    page.get_by_label("Search", exact=True).get_by_role("textbox").press_sequentially("segment")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_links_are_followed_at_once_in_the_page_of_the_first_visit(
    reader: BrowserContext, deploy: Callable[..., Path]
) -> None:
    page = visit(reader, Host(deploy("one")))
    reader.set_offline(True)
    page.get_by_role("link", name="The log").first.click()
    expect(page.locator("h1")).to_contain_text("The log")


def test_a_lost_address_without_a_network_gets_the_page_for_lost_readers(
    reader: BrowserContext, deploy: Callable[..., Path]
) -> None:
    host = Host(deploy("one"), path="/")
    page = visit(reader, host)
    reader.set_offline(True)
    reply = page.goto(host.at("no/such/page/"))
    assert reply is not None
    assert reply.status == 404
    expect(page.locator("h1")).to_contain_text("This page is not here")


def test_progress_page_says_what_is_kept_and_it_is_small(reader: BrowserContext, deploy: Callable[..., Path]) -> None:
    page = visit(reader, Host(deploy("one")), "progress/")
    line = page.locator("study-offline")
    expect(line).to_contain_text("MB are kept on this device: the site works without a network.")
    said = float(line.inner_text().split()[0]) * 1e6
    used = page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)")
    assert used < LIMIT
    assert said == pytest.approx(used, abs=300_000)


def test_worker_comes_after_everything_the_page_needs(reader: BrowserContext, deploy: Callable[..., Path]) -> None:
    host = Host(deploy("one"))
    page = reader.new_page()
    page.goto(host.at(), wait_until="load")
    needed = page.evaluate(NEEDED)
    wait_until(page, CONTROLLED)
    last = max(host.asked.index(name.removeprefix(host.at()).partition("?")[0]) for name in needed)
    assert host.asked.index("sw.js") > last


def test_nothing_is_stale_after_a_deploy(reader: BrowserContext, deploy: Callable[..., Path]) -> None:
    host = Host(deploy("one"))
    page = visit(reader, host)
    host.folder = deploy("two", {f"{CHAPTER}index.html": ("</h1>", ", in its second edition</h1>")})
    page.goto(host.at(CHAPTER))
    expect(page.locator("h1")).to_contain_text("second edition")
    expect(page.get_by_text(NOTICE)).to_have_count(0)


def test_page_that_is_new_already_lets_the_new_version_in(reader: BrowserContext, deploy: Callable[..., Path]) -> None:
    host = Host(deploy("one"))
    page = visit(reader, host)
    host.folder = deploy("two", {f"{CHAPTER}index.html": ("</h1>", ", in its second edition</h1>")})
    page.goto(host.at("quiz/"))
    page.evaluate(UPDATE)
    wait_for_worker(page, "!one.installing && !one.waiting")
    reader.set_offline(True)
    page.goto(host.at(CHAPTER))
    expect(page.locator("h1")).to_contain_text("second edition")
    expect(page.get_by_text(NOTICE)).to_have_count(0)


def test_open_page_is_told_of_a_new_version_and_goes_on_as_it_was(
    reader: BrowserContext, deploy: Callable[..., Path]
) -> None:
    named = {"index.html": ("</body>", f'<link rel="prefetch" href="{HASHED}"></body>')}
    host = Host(deploy("one", named, (HASHED,)))
    page = visit(reader, host, CHAPTER)
    host.folder = deploy("two", {f"{CHAPTER}index.html": ("</h1>", ", in its second edition</h1>")})
    page.evaluate(UPDATE)
    expect(page.get_by_role("status").filter(has_text=NOTICE)).to_be_visible()
    assert "second edition" not in page.locator("h1").inner_text()
    assert page.evaluate(FETCHED, host.at(HASHED)) == "export const late = 1;"

    page.get_by_role("button", name="Reload").click()
    expect(page.locator("h1")).to_contain_text("second edition")
    expect(page.get_by_text(NOTICE)).to_have_count(0)
    assert page.evaluate(FETCHED, host.at(HASHED)) == "export const late = 1;", "another page may still be open"


def test_files_of_the_version_before_the_last_are_dropped(reader: BrowserContext, deploy: Callable[..., Path]) -> None:
    named = {"index.html": ("</body>", f'<link rel="prefetch" href="{HASHED}"></body>')}
    host = Host(deploy("one", named, (HASHED,)))
    page = visit(reader, host, "quiz/")
    for name in ("two", "three"):
        host.folder = deploy(name, {f"{CHAPTER}index.html": ("</h1>", f", edition {name}</h1>")})
        page.evaluate(UPDATE)
        wait_for_worker(page, "!one.installing && !one.waiting && one.active.state === 'activated'")
        assert (HASHED in str(page.evaluate(STORED))) == (name == "two")
    assert len([url for url in page.evaluate(STORED) if f"{CHAPTER}?" in url]) == 2


def test_page_older_than_the_site_opens_the_next_one_as_a_whole(
    reader: BrowserContext, deploy: Callable[..., Path]
) -> None:
    host = Host(deploy("one"))
    page = visit(reader, host, CHAPTER)
    page.evaluate("window.old = true")
    host.folder = deploy("two", {f"{CHAPTER}index.html": ("</h1>", ", in its second edition</h1>")})
    page.evaluate(UPDATE)
    expect(page.get_by_text(NOTICE)).to_be_visible()
    page.get_by_role("link", name="Glossary").first.click()
    expect(page.locator("h1")).to_contain_text("Glossary")
    assert page.evaluate("window.old") is None


def test_update_that_breaks_off_leaves_the_old_version_and_goes_on_later(
    reader: BrowserContext, deploy: Callable[..., Path]
) -> None:
    host = Host(deploy("one"))
    page = visit(reader, host)
    host.folder = deploy("two", {f"{CHAPTER}index.html": ("</h1>", ", in its second edition</h1>")})
    host.refused = lambda path: 503 if path == CHAPTER else 0
    page.evaluate(UPDATE)
    wait_for_worker(page, "!one.installing && !one.waiting")
    reader.set_offline(True)
    page.goto(host.at(CHAPTER))
    assert "second edition" not in page.locator("h1").inner_text()
    reader.set_offline(False)
    host.refused = lambda _: 0
    page.goto(host.at("quiz/"))
    page.evaluate(UPDATE)
    wait_for_worker(page, "!one.installing && !one.waiting && one.active.state === 'activated'")
    reader.set_offline(True)
    page.goto(host.at(CHAPTER))
    expect(page.locator("h1")).to_contain_text("second edition")


def test_half_a_deploy_is_not_kept(reader: BrowserContext, deploy: Callable[..., Path]) -> None:
    host = Host(deploy("one"))
    page = visit(reader, host)
    new = deploy("two", {f"{CHAPTER}index.html": ("</h1>", ", in its second edition</h1>")})
    shutil.copy(new / "sw.js", host.folder / "sw.js")
    page.evaluate(UPDATE)
    wait_for_worker(page, "!one.installing && !one.waiting")
    reader.set_offline(True)
    page.goto(host.at(CHAPTER))
    expect(page.locator("h1")).to_be_visible()


def test_full_disk_leaves_plain_pages_and_takes_nothing(reader: BrowserContext, deploy: Callable[..., Path]) -> None:
    host = Host(deploy("one"))
    page = reader.new_page()
    session = reader.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": host.at().removesuffix("/kafka/"), "quotaSize": 60_000})
    page.goto(host.at("progress/"))
    wait_until(page, "navigator.serviceWorker.getRegistration().then(one => one === undefined)")
    expect(page.locator("study-offline")).to_contain_text("not kept on this device yet")
    page.goto(host.at("quiz/"))
    expect(page.locator("h1")).to_contain_text("Quiz")
    assert page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)") < 60_000


def test_what_was_kept_may_be_deleted_under_the_worker(reader: BrowserContext, deploy: Callable[..., Path]) -> None:
    host = Host(deploy("one"))
    page = visit(reader, host)
    page.evaluate("caches.keys().then(names => Promise.all(names.map(name => caches.delete(name))))")
    page.goto(host.at("quiz/"))
    expect(page.locator("h1")).to_contain_text("Quiz")


@pytest.mark.parametrize("way", ["unregistered", "gone-from-the-host"])
def test_without_its_worker_the_site_is_plain_pages(
    reader: BrowserContext, deploy: Callable[..., Path], way: str
) -> None:
    host = Host(deploy("one"))
    page = visit(reader, host)
    host.refused = lambda path: 404 if path == "sw.js" else 0
    if way == "unregistered":
        page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.unregister())")
    page.goto(host.at(CHAPTER))
    page.goto(host.at("quiz/"))
    expect(page.locator("h1")).to_contain_text("Quiz")


def test_browser_that_refuses_workers_shows_plain_pages(browser: Browser, deploy: Callable[..., Path]) -> None:
    host = Host(deploy("one"))
    context = browser.new_context()
    context.add_init_script("navigator.serviceWorker.register = () => Promise.reject(new Error('refused'))")
    page = context.new_page()
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.goto(host.at("progress/"))
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("study-offline")).to_contain_text("This browser does not allow it.")
    context.close()
    assert thrown == []


def test_reader_who_saves_data_is_asked_first(reader: BrowserContext, deploy: Callable[..., Path]) -> None:
    host = Host(deploy("one"))
    reader.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page = reader.new_page()
    page.goto(host.at("progress/"))
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("study-offline")).to_contain_text("MB are kept on this device")


def test_slow_network_does_not_keep_readers_waiting(reader: BrowserContext, deploy: Callable[..., Path]) -> None:
    host = Host(deploy("one"))
    page = visit(reader, host)
    host.delay = lambda path: 8 if path.endswith("/") else 0
    began = time.monotonic()
    page.goto(host.at(CHAPTER))
    page.goto(host.at("quiz/"))
    expect(page.locator("h1")).to_contain_text("Quiz")
    assert time.monotonic() - began < 7


def test_host_that_fails_is_answered_for(reader: BrowserContext, deploy: Callable[..., Path]) -> None:
    host = Host(deploy("one"))
    page = visit(reader, host)
    host.refused = lambda path: 502 if path.endswith("/") else 0
    page.goto(host.at("quiz/"))
    expect(page.locator("h1")).to_contain_text("Quiz")
