"""The site in a second engine: everything that keeps, finds and works offline, in an installed Firefox."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bootstrap import find_firefox
from tests.browser.firefox import Firefox, open_firefox
from tests.browser.fixture_pages import HEADINGS, MADE_BY_SCRIPT

RESULT = "document.body.textContent.includes('1 of 1 right at the first try')"
FOUND = "document.querySelector('.md-search-result__link')"


def says(text: str, place: str = "section") -> str:
    """Whether a part of the page that script makes contains the text, as an expression."""
    return f"[...document.querySelectorAll({place!r})].some(one => one.textContent.includes({text!r}))"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """A Firefox of this machine."""
    executable = find_firefox()
    if not executable:
        pytest.skip("No Firefox is on the PATH: install it to run these tests (Debian: `apt-get install firefox-esr`).")
    with open_firefox(executable, tmp_path_factory.mktemp("firefox")) as opened:
        if opened is None:
            pytest.skip(f"{executable} does not start without a screen here.")
        yield opened


def show_every_page(firefox: Firefox, site_url: str) -> None:
    for address, heading in HEADINGS.items():
        firefox.open(site_url + address)
        assert heading in firefox.evaluate("document.querySelector('h1').textContent")
        if address in MADE_BY_SCRIPT:
            firefox.wait_until(f"document.querySelector('section[aria-label=\"{MADE_BY_SCRIPT[address]}\"]')")


def take_quiz(firefox: Firefox, site_url: str, seed: str) -> None:
    firefox.open(f"{site_url}quiz/?seed={seed}&ids=offset-is-next")
    firefox.wait_until(says("Start", "button"))
    firefox.click("button", "Start")
    firefox.click("section//label", "The next record to read")
    firefox.click("button", "Answer")
    firefox.click("button", "See the result")
    firefox.wait_until(RESULT)


def search(firefox: Firefox, words: str) -> None:
    firefox.wait_until("document.querySelector('link[rel=manifest]')")
    firefox.type("[name=q]", words)
    firefox.wait_until(FOUND)


def test_every_page_is_shown(firefox: Firefox, site_url: str) -> None:
    show_every_page(firefox, site_url)


def test_quiz_is_taken_and_kept(firefox: Firefox, site_url: str) -> None:
    take_quiz(firefox, site_url, "kept")
    firefox.ask("WebDriver:Refresh")
    firefox.wait_until(RESULT)


def test_card_is_graded_and_kept(firefox: Firefox, site_url: str) -> None:
    firefox.open(f"{site_url}flashcards/")
    firefox.wait_until(says("Study ", "section button"))
    firefox.click("section//button", "Study ")
    firefox.click("section//button", "Show the answer")
    firefox.click("section//button", "Easy")
    kept = "Object.keys(JSON.parse(localStorage.getItem('study/cards')).records).length"
    firefox.wait_until(f"{kept} === 1")
    firefox.open(f"{site_url}progress/")
    firefox.wait_until(says("1 review in 30 days, 1 today"))


def test_search_finds(firefox: Firefox, site_url: str) -> None:
    firefox.open(site_url)
    search(firefox, "offset")


def test_refused_storage_leaves_pages_and_quiz(firefox: Firefox, site_url: str) -> None:
    with firefox.preference("network.cookie.cookieBehavior", 2):
        firefox.open(site_url)
        assert firefox.evaluate("(() => { try { return !localStorage } catch { return true } })()")
        show_every_page(firefox, site_url)
        take_quiz(firefox, site_url, "refused")


def test_after_one_visit_the_site_works_without_a_network(firefox: Firefox, site_url: str) -> None:
    firefox.open(site_url)
    firefox.wait_until("navigator.serviceWorker.controller?.state === 'activated'")
    with firefox.offline():
        show_every_page(firefox, site_url)
        take_quiz(firefox, site_url, "offline")
        search(firefox, "offset")
