"""Versions of the fixture site, and a reader whose browser lets workers in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.offline_site import write_offline


@pytest.fixture
def deploy(fixture_site: Path, tmp_path: Path) -> Callable[..., Path]:
    """Make another version of the fixture site: pages changed by replacing text, files that it alone has."""

    def make(name: str, changes: dict[str, tuple[str, str]] | None = None, extra: tuple[str, ...] = ()) -> Path:
        folder = tmp_path / name
        shutil.copytree(fixture_site, folder, ignore=shutil.ignore_patterns("*.br", "*.gz"))
        for page in folder.rglob("*.html"):
            html = page.read_text(encoding="utf-8")
            page.write_text(re.sub(r'<meta name="study-page"[^>]*>', "", html), encoding="utf-8")
        for path, (old, new) in (changes or {}).items():
            html = (folder / path).read_text(encoding="utf-8")
            assert old in html
            (folder / path).write_text(html.replace(old, new), encoding="utf-8")
        for path in extra:
            (folder / path).write_text("export const late = 1;", encoding="utf-8")
        write_offline(folder)
        return folder

    return make


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's browser that lets workers in; nothing of ours may throw in it."""
    context = browser.new_context(service_workers="allow")
    thrown: list[str] = []
    context.on("weberror", lambda error: thrown.append(str(error.error)))
    yield context
    context.close()
    assert thrown == []
