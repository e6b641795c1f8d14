"""A reader keeps an episode for the way: it plays without a network, outlives a new version, and can be removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.offline.host import Host, visit
from tests.browser.waiting import wait_until

EPISODE = "audio/log/"
PLAYS = "document.querySelector('audio').currentTime > %s"
PART = """async () => {
  const reply = await fetch(document.querySelector("audio").src, { headers: { range: "bytes=100-199" } });
  return [reply.status, reply.headers.get("content-range"), (await reply.arrayBuffer()).byteLength];
}"""


def keep(page: Page) -> None:
    page.get_by_role("button", name="Keep for the way (0.1 MB)").click()
    expect(page.get_by_role("button", name="Kept for the way. Remove")).to_be_visible()
    expect(page.get_by_text("It plays without a network now.")).to_be_visible()


def play(page: Page) -> None:
    page.get_by_role("button", name="Play from 0:10").click()
    wait_until(page, PLAYS % 10.3)


def test_kept_episode_plays_without_a_network(reader: BrowserContext, deploy: Callable[..., Path]) -> None:
    page = visit(reader, Host(deploy("one")), EPISODE)
    keep(page)
    reader.set_offline(True)
    page.reload()
    expect(page.get_by_role("button", name="Kept for the way. Remove")).to_be_visible()
    play(page)
    assert page.evaluate(PART) == [206, "bytes 100-199/149680", 100]


def test_kept_episode_outlives_a_new_version(reader: BrowserContext, deploy: Callable[..., Path]) -> None:
    host = Host(deploy("one"))
    page = visit(reader, host, EPISODE)
    keep(page)
    host.folder = deploy("two", {"chapters/log/index.html": ("</h1>", ", in its second edition</h1>")})
    page.goto(host.at("chapters/log/"))
    expect(page.locator("h1")).to_contain_text("second edition")
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    page.close()
    page = visit(reader, host, EPISODE)
    reader.set_offline(True)
    play(page)


def test_removed_episode_is_gone(reader: BrowserContext, deploy: Callable[..., Path]) -> None:
    page = visit(reader, Host(deploy("one")), EPISODE)
    keep(page)
    page.get_by_role("button", name="Kept for the way. Remove").click()
    expect(page.get_by_role("button", name="Keep for the way")).to_be_visible()
    reader.set_offline(True)
    page.get_by_role("button", name="Play from 0:10").click()
    expect(page.get_by_text("could not be loaded. Is there a network?")).to_be_visible()


def test_episode_that_cannot_be_kept_is_told(reader: BrowserContext, deploy: Callable[..., Path]) -> None:
    page = visit(reader, Host(deploy("one")), EPISODE)
    reader.set_offline(True)
    page.get_by_role("button", name="Keep for the way").click()
    expect(page.get_by_text("It could not be loaded. Is there a network?")).to_be_visible()
    expect(page.get_by_role("button", name="Keep for the way")).to_be_visible()
