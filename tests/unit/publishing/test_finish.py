"""Assets and pages as they are served."""

from __future__ import annotations

from pathlib import Path

import pytest
from study.publishing.assets.finish import ENTRIES, finish_assets
from study.publishing.served_pages import serve_page

ASSETS = {
    **{path: f'document.title = "{path}";\n'.encode() for path in ENTRIES},
    "assets/study/page.css": b"p { color: red }\nb { color: blue }\n",
    "assets/study/logo.svg": b"<svg/>",
    "assets/study/licence.txt": b"All rights kept",
    "assets/images/unused.png": b"png",
}
SHEETS = ("assets/study/page.css",)
PAGES = {"index.html": '<p>Start<script src="assets/study/study.mjs"></script><img src="assets/study/logo.svg">'}


def write_site(site: Path) -> Path:
    for path, content in ASSETS.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    return site


def test_assets_are_named_by_content_and_only_used_rules_stay(tmp_path: Path) -> None:
    finished = finish_assets(write_site(tmp_path), PAGES, ASSETS, SHEETS)
    sheet = finished.names["assets/study/site.css"]
    assert finished.made[sheet].strip() == "p{color:red}"
    assert finished.copies[finished.names["assets/study/logo.svg"]] == "assets/study/logo.svg"
    assert "assets/study/licence.txt" in finished.paths
    assert not [path for path in finished.paths if "unused" in path or path.endswith(".mjs")]


NAMES = {"assets/logo.svg": "assets/logo.1.svg"}
PAGE = '<p class="a">Start <img src="assets/logo.svg"><link href="other.css"><script>run()</script>'


def test_pages_are_short_and_use_the_new_names() -> None:
    page = serve_page("a/index.html", PAGE, NAMES, NAMES.values(), {})
    assert "assets/logo.1.svg" in page.html
    assert page.named == {"a/assets/logo.1.svg", "a/other.css"}
    assert len(page.inline.scripts) == 1


@pytest.mark.parametrize(
    "words",
    [
        pytest.param('<text x="1"><tspan class="code">acks=0</tspan> done</text>', id="behind-a-setting"),
        pytest.param('<text x="1">set <tspan class="code">acks=0</tspan></text>', id="before-a-setting"),
    ],
)
def test_words_of_a_picture_stay_apart(words: str) -> None:
    page = f'<p>Read<svg viewBox="0 0 9 9"><g class="node">{words}</g> </svg> <script>run()</script>'
    assert serve_page("index.html", page, {}, (), {}).html == page.replace("</g> </svg>", "</g></svg>")


def test_page_that_names_a_lost_asset_is_refused() -> None:
    with pytest.raises(ValueError, match=r"index\.html names assets/logo\.1\.svg, which is not there"):
        serve_page("index.html", PAGE, NAMES, (), {})


def test_what_scripts_wait_for_is_asked_for_beside_them_once() -> None:
    imports = {"assets/a.js": ["assets/b.js"], "assets/b.js": ["assets/c.js"], "assets/d.js": ["assets/c.js"]}
    page = "".join(f'<script type="module" src="../assets/{name}.js"></script>' for name in "ad")
    html = serve_page("a/index.html", page, {}, ["assets/a.js", "assets/d.js"], imports).html
    links = [f'<link rel="modulepreload" href="../assets/{name}.js">' for name in "bc"]
    first, second = html.split("</script>")[1:]
    assert first.startswith("".join(links))
    assert "modulepreload" not in second
