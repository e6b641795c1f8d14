"""The policy as the built pages carry it: the same on all, complete, and without a way round it."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from study.publishing.security_policy import HEADER_FILE, PolicyError, add_policy, find_inline, make_policy

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "overrides" / "assets" / "study").glob("*.*js"))
MAKES_CODE_OF_TEXT = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|srcdoc|eval)\b"
    r"|document\.write|\bFunction\(|set(?:Timeout|Interval)\(\s*[\"'`]|setAttribute\(\s*[\"'`](?:on|style)"
)


@pytest.fixture(scope="module")
def pages(fixture_site: Path) -> dict[str, BeautifulSoup]:
    return {
        path.relative_to(fixture_site).as_posix(): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in sorted(fixture_site.rglob("*.html"))
    }


def policy_of(page: BeautifulSoup) -> dict[str, list[str]]:
    """Return the directives of a page's policy with their values."""
    tags = page.select('head > meta[http-equiv="Content-Security-Policy"]')
    assert len(tags) == 1
    return {part.split()[0]: part.split()[1:] for part in str(tags[0]["content"]).split("; ")}


def hash_of(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_all_pages_carry_the_same_policy(pages: dict[str, BeautifulSoup]) -> None:
    assert len({str(policy_of(page)) for page in pages.values()}) == 1


def test_policy_stands_before_everything_that_it_governs(pages: dict[str, BeautifulSoup]) -> None:
    for page in pages.values():
        assert page.head is not None
        before = page.head.select_one('meta[http-equiv="Content-Security-Policy"]')
        assert before is not None
        assert {tag.name for tag in before.find_previous_siblings() if isinstance(tag, Tag)} <= {"meta"}


def test_no_directive_names_another_host_or_lets_in_inline_code(pages: dict[str, BeautifulSoup]) -> None:
    policy = policy_of(pages["index.html"])
    allowed = re.compile(r"'self'|'none'|'sha256-[\w+/]{43}='")
    assert {value for values in policy.values() for value in values if not allowed.fullmatch(value)} == {
        "data:",
        "blob:",
    }
    assert [directive for directive, values in policy.items() if "data:" in values] == ["img-src", "font-src"]
    assert [directive for directive, values in policy.items() if "blob:" in values] == ["media-src"]
    assert policy["object-src"] == ["'none'"]
    assert policy["base-uri"] == policy["form-action"] == ["'self'"]


def test_every_inline_script_of_every_page_is_allowed_and_nothing_else(pages: dict[str, BeautifulSoup]) -> None:
    scripts = {
        hash_of(script.text)
        for page in pages.values()
        for script in page.select("script:not([src])")
        if script.get("type") not in ("application/json", "application/ld+json")
    }
    assert scripts == set(policy_of(pages["index.html"])["script-src"]) - {"'self'"}


def test_no_page_needs_more_than_the_policy_gives(pages: dict[str, BeautifulSoup]) -> None:
    for path, page in pages.items():
        for tag in page.find_all(True):
            assert "style" not in tag.attrs, f"{path}: {tag}"
            assert not [name for name in tag.attrs if name.startswith("on")], f"{path}: {tag}"
            assert not str(tag.get("href", "")).startswith("javascript:"), f"{path}: {tag}"


def test_header_file_holds_the_policy_forbids_framing_and_lets_in_the_style_of_pictures(
    fixture_site: Path, pages: dict[str, BeautifulSoup]
) -> None:
    headers = (fixture_site / HEADER_FILE).read_text(encoding="utf-8")
    tag = pages["index.html"].select_one('meta[http-equiv="Content-Security-Policy"]')
    assert tag is not None
    (picture,) = fixture_site.glob("chapters/log/pictures/d-*.svg")
    (style,) = find_inline(picture.read_text(encoding="utf-8")).styles
    assert style not in tag["content"]
    assert f"Content-Security-Policy: {tag['content']} {style}; frame-ancestors 'none'\n" in headers


def test_policy_stays_small(pages: dict[str, BeautifulSoup]) -> None:
    assert len(str(policy_of(pages["index.html"]))) < 1500


@pytest.mark.parametrize("module", [pytest.param(module, id=module.name) for module in MODULES])
def test_no_module_makes_code_of_text(module: Path) -> None:
    assert not MAKES_CODE_OF_TEXT.findall(module.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("html", "hashed"),
    [
        ("<script>a()</script>", "a()"),
        ('<script type="module">a()</script>', "a()"),
        ("<style>p{}</style>", "p{}"),
        ('<script type="application/ld+json">{}</script>', None),
        ('<script id="__config" type=application/json>{}</script>', None),
        ('<script src="a.js"></script>', None),
    ],
    ids=["script", "module", "style", "linked-data", "unquoted-data", "file"],
)
def test_make_policy(html: str, hashed: str | None) -> None:
    policy = make_policy({"a.html": find_inline(html)}, find_inline(html))
    assert policy.count("sha256") == (hashed is not None)
    assert hashed is None or hash_of(hashed) in policy


def test_style_attribute_is_refused() -> None:
    with pytest.raises(PolicyError, match=r"a\.html has a style attribute"):
        make_policy({"a.html": find_inline('<p class="a" style="color: red">')}, find_inline(""))


@pytest.mark.parametrize("html", ["<script>b()</script>", "<style>b{}</style>", "<script data-own>b()</script>"])
def test_what_stands_in_no_template_is_refused(html: str) -> None:
    own = find_inline("<script>a()</script><style>a{}</style>")
    with pytest.raises(PolicyError, match=r"a\.html holds a script or a style that stands in no template"):
        make_policy({"a.html": find_inline(html)}, own)


def test_page_without_character_set_is_refused() -> None:
    with pytest.raises(ValueError, match="character set"):
        add_policy("<html><head></head></html>", "default-src 'self'")
