"""Finished assets and pages: taken from an earlier build exactly when they would be made to the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from study.assets.finish import Finished, finish_assets
from study.kept_texts import KeptTexts
from study.served_pages import serve_pages

ASSETS = {
    "assets/study/study.mjs": b'document.title = "study";\n',
    "assets/study/search-worker.mjs": b'self.title = "worker";\n',
    "assets/study/practice.mjs": b'document.title = "practice";\n',
    "assets/study/page.css": b"p { color: red }\nb { color: blue }\n",
    "assets/study/logo.svg": b"<svg/>",
    "assets/study/licence.txt": b"All rights kept",
    "assets/images/unused.png": b"png",
}
SHEETS = ("assets/study/page.css",)
PAGES = {"index.html": '<p>Start<script src="assets/study/study.mjs"></script><img src="assets/study/logo.svg">'}
BOLD = {"index.html": f"{PAGES['index.html']}<b>bold</b>"}


def finish(
    site: Path, file: Path | None, pages: dict[str, str] = PAGES, assets: dict[str, bytes] = ASSETS, makers: str = "1"
) -> Finished:
    for path, content in assets.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    kept = KeptTexts(file, makers)
    finished = finish_assets(site, pages, assets, SHEETS, kept)
    kept.save()
    return finished


def test_assets_are_named_by_content_and_only_used_rules_stay(tmp_path: Path) -> None:
    finished = finish(tmp_path, None)
    sheet = finished.names["assets/study/site.css"]
    assert finished.made[sheet] == "p{color:red}"
    assert finished.copies[finished.names["assets/study/logo.svg"]] == "assets/study/logo.svg"
    assert "assets/study/licence.txt" in finished.paths
    assert not [path for path in finished.paths if "unused" in path or path.endswith(".mjs")]


@pytest.mark.parametrize(
    ("pages", "assets"),
    [
        pytest.param(PAGES, ASSETS, id="nothing"),
        pytest.param(BOLD, ASSETS, id="words-on-pages"),
        pytest.param(PAGES, {**ASSETS, SHEETS[0]: b"p { color: green }\n"}, id="rules"),
        pytest.param(PAGES, {**ASSETS, "assets/study/logo.svg": b"<svg></svg>"}, id="picture"),
        pytest.param({"index.html": "<p>"}, ASSETS, id="names-on-pages"),
    ],
)
def test_assets_after_a_change_are_those_of_a_first_build(
    pages: dict[str, str], assets: dict[str, bytes], tmp_path: Path
) -> None:
    finish(tmp_path, tmp_path / "assets.kept")
    assert finish(tmp_path, tmp_path / "assets.kept", pages, assets) == finish(tmp_path, None, pages, assets)


def test_assets_are_made_once(tmp_path: Path) -> None:
    file = tmp_path / "assets.kept"
    finish(tmp_path, file)
    before = file.stat().st_mtime_ns
    finish(tmp_path, file)
    assert file.stat().st_mtime_ns == before


NAMES = {"assets/logo.svg": "assets/logo.1.svg"}
PAGE = '<p class="a">Start <img src="assets/logo.svg"><link href="other.css"><script>run()</script>'


def test_pages_are_short_and_use_the_new_names() -> None:
    page = serve_pages({"a/index.html": PAGE}, NAMES, NAMES.values(), KeptTexts())["a/index.html"]
    assert "assets/logo.1.svg" in page.html
    assert page.named == ("a/assets/logo.1.svg", "a/other.css")
    assert len(page.inline.scripts) == 1


@pytest.mark.parametrize(
    ("path", "html", "names"),
    [
        pytest.param("a/index.html", PAGE, NAMES, id="nothing"),
        pytest.param("a/index.html", f"{PAGE}<p>more", NAMES, id="page"),
        pytest.param("b/index.html", PAGE, NAMES, id="place"),
        pytest.param("a/index.html", PAGE, {"assets/logo.svg": "assets/logo.2.svg"}, id="asset"),
    ],
)
def test_pages_after_a_change_are_those_of_a_first_build(
    path: str, html: str, names: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "pages.kept"
    kept = KeptTexts(file)
    serve_pages({"a/index.html": PAGE}, NAMES, NAMES.values(), kept)
    kept.save()
    again = serve_pages({path: html}, names, names.values(), KeptTexts(file))
    assert again == serve_pages({path: html}, names, names.values(), KeptTexts())


def test_page_that_names_a_lost_asset_is_refused() -> None:
    with pytest.raises(ValueError, match=r"index\.html names assets/logo\.1\.svg, which is not there"):
        serve_pages({"index.html": PAGE}, NAMES, (), KeptTexts())
