"""A reader of the fixture site's flashcards on chosen days."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.quiz_reader import ON_ITS_WAY

FIRST_DAY = datetime(2026, 11, 23, 9)
CARDS = 12


class CardsReader:
    """A page of the flashcards and what a reader does with it."""

    def __init__(self, page: Page, site_url: str) -> None:
        self.page = page
        self.address = f"{site_url}flashcards/"
        self.root = urlsplit(site_url).path

    @property
    def panel(self) -> Locator:
        """What the script lays on the page."""
        return self.page.get_by_role("region", name="Flashcards")

    def come(self, day: int = 0, query: str = "") -> CardsReader:
        """Open the page some days after the first."""
        self.page.clock.set_fixed_time(FIRST_DAY + timedelta(days=day))
        self.page.goto(self.address + query)
        self.panel.get_by_role("button").first.wait_for()
        return self

    def begin(self) -> None:
        """Begin what is for today."""
        self.panel.get_by_role("button", name="Study ").click()
        self.panel.get_by_role("article", name="Card").wait_for()

    def press(self, *keys: str) -> None:
        """Press one key after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def read_front(self) -> str:
        """Return what the card on top asks."""
        return self.panel.get_by_role("article").locator("p").nth(1).inner_text()

    def finish(self, grade: str = "3") -> int:
        """Grade every card that is left by keyboard and return how often."""
        for count in range(100):
            expect(self.panel.get_by_role("heading", name=ON_ITS_WAY)).to_have_count(0)
            if not self.panel.get_by_role("button", name="Show the answer").is_visible():
                return count
            self.press(" ", grade)
        raise AssertionError("the session does not end")

    def stored(self, name: str = "cards") -> dict[str, Any]:
        """Return the records of a store of this site."""
        text = self.page.evaluate("(key) => localStorage.getItem(key)", f"study{self.root}{name}")
        records: dict[str, Any] = json.loads(text)["records"] if text else {}
        return records

    def store(self, records: dict[str, Any], name: str = "cards") -> None:
        """Put records into a store, as if they had been made before."""
        text = json.dumps({"version": 1, "records": records})
        self.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"study/{name}", text])
