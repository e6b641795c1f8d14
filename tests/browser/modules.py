"""Pure browser modules, imported by a blank page so that tests can call them as tables of values."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page

_CALL = "async ([module, name, values]) => (await import(`./${module}.mjs`))[name](...values)"


def open_blank(browser: Browser, modules_url: str) -> Page:
    """Return a page beside the modules that runs none of them by itself."""
    page = browser.new_page()
    page.goto(f"{modules_url}study.mjs")
    return page


def call(page: Page, module: str, name: str, *values: Any) -> Any:
    """Return what a module's function answers for plain values."""
    return page.evaluate(_CALL.replace("./", page.url.rpartition("/")[0] + "/"), [module, name, list(values)])
