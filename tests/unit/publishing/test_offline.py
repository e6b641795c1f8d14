"""What is stored for reading offline, from a folder of files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.offline_site import write_offline

PAGE = '<html><head><meta charset="utf-8">%s</head><body>%s</body></html>'
FILES = {
    "index.html": PAGE % ('<link href="a.0123abcd.css">', "start"),
    "quiz/index.html": PAGE % ('<script src="../assets/a.js"></script>', "quiz"),
    "q/one/index.html": PAGE % ('<meta property="og:image" content="../../previews/one.png">', "one"),
    "q/two/index.html": PAGE % ("", "two"),
    "404.html": PAGE % ('<script src="/assets/lost.js"></script>', "lost"),
    "manifest.webmanifest": '{"icons": [{"src": "icon.png"}]}',
    "icon.png": "png",
    "a.0123abcd.css": "@font-face{src:url(font.woff2)}",
    "font.woff2": "font",
    "assets/a.js": 'import("./b.mjs"); fetch("../search/index.json")',
    "assets/b.mjs": "//# sourceMappingURL=b.mjs.map",
    "assets/b.mjs.map": "{}",
    "assets/lost.js": "",
    "assets/unused.js": "",
    "search/index.json": '{"file":"text.89abcdef.json"}',
    "search/text.89abcdef.json": "{}",
    "search/text.01234567.json": "{}",
    "sitemap.xml": "<urlset/>",
    "feed.xml": "<feed/>",
    "previews/one.png": "png",
    "deck.apkg": "deck",
}
STORED = [
    *("", "404.html", "a.0123abcd.css", "assets/a.js", "assets/b.mjs", "font.woff2", "icon.png"),
    *("manifest.webmanifest", "q/one/", "q/two/", "quiz/", "search/index.json"),
    "search/text.89abcdef.json",
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A finished site."""
    write_site(tmp_path)
    return tmp_path


def write_site(folder: Path) -> None:
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def test_pages_and_what_they_name_are_kept_and_nothing_else(site: Path) -> None:
    assert list(write_offline(site).digests) == STORED


def test_pages_bear_the_digest_that_the_worker_expects(site: Path) -> None:
    stored = write_offline(site)
    for address, path in {"": "index.html", "quiz/": "quiz/index.html"}.items():
        assert f'<meta name="study-page" content="{stored.digests[address]}">' in (site / path).read_text()


def test_worker_holds_the_list_and_the_size(site: Path) -> None:
    stored = write_offline(site)
    worker = (site / "sw.js").read_text(encoding="utf-8")
    listed = re.search(r"Object\.entries\((\{.*\})\)", worker)
    assert listed
    assert json.loads(listed[1]) == stored.digests
    assert f"const SIZE = {stored.size};" in worker
    assert "/* " not in worker


def test_worker_changes_with_any_file_and_only_then(site: Path) -> None:
    write_offline(site)
    first = (site / "sw.js").read_text(encoding="utf-8")
    write_site(site)
    write_offline(site)
    assert (site / "sw.js").read_text(encoding="utf-8") == first
    write_site(site)
    (site / "font.woff2").write_text("other", encoding="utf-8")
    write_offline(site)
    assert (site / "sw.js").read_text(encoding="utf-8") != first


def test_question_pages_that_do_not_fit_are_left_out(site: Path) -> None:
    whole = write_offline(site).size
    write_site(site)
    stored = write_offline(site, limit=whole - 1)
    assert stored.left_out == ("q/two/index.html",)
    assert "q/one/" in stored.digests
    assert stored.size < whole
