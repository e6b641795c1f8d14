"""What the site's pages may load and run, worked out from the finished pages and written into each of them."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

HEADER_FILE = "_headers"

_INLINE = re.compile(r"<(?P<tag>script|style)(?P<attributes>[^>]*)>(?P<text>.*?)</(?P=tag)>", re.DOTALL)
_TYPE = re.compile(r"""\stype=["']?(?P<type>[^"'\s]+)""")
_STYLE_ATTRIBUTE = re.compile(r"<[a-zA-Z][^<>]*?\sstyle=")
_FILE = re.compile(r"\ssrc=")
_DATA = re.compile(r"application/(?:[\w.-]+\+)?json")
_CHARSET = re.compile(r"<meta charset=[^>]*>")

_FIXED = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
"""`data:` is for what the stylesheet holds, icons as masks and the face of headings; nothing comes from elsewhere."""


def secure_pages(site: Path) -> str:
    """Write one policy into every page of a finished site and into its header file, and return it."""
    paths = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    pages = {path: (site / path).read_text(encoding="utf-8") for path in paths}
    policy = make_policy(pages)
    for path, html in pages.items():
        (site / path).write_text(add_policy(html, policy), encoding="utf-8")
    (site / HEADER_FILE).write_text(render_headers(policy), encoding="utf-8")
    return policy


def make_policy(pages: Mapping[str, str]) -> str:
    """Return the policy under which everything that stands in these pages, by path, runs, and nothing else."""
    sources: Mapping[str, set[str]] = {"script-src": set(), "style-src": set()}
    for path, html in pages.items():
        if _STYLE_ATTRIBUTE.search(html):
            raise ValueError(f"{path} has a style attribute, which the policy forbids: write a rule into a stylesheet.")
        for directive, text in _find_inline(html):
            sources[directive].add(text)
    lists = {directive: " ".join(["'self'", *sorted(map(_hash, texts))]) for directive, texts in sources.items()}
    return "; ".join(f"{directive} {value}" for directive, value in {**_FIXED, **lists}.items())


def _find_inline(html: str) -> Iterable[tuple[str, str]]:
    """Yield directive and text of every script and style in a page that a browser would run; data it would not."""
    for found in _INLINE.finditer(html):
        attributes = found["attributes"]
        kind = _TYPE.search(attributes)
        if found["text"] and not _FILE.search(attributes) and not (kind and _DATA.fullmatch(kind["type"])):
            yield f"{found['tag']}-src", found["text"]


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def add_policy(html: str, policy: str) -> str:
    """Return the page with the policy before everything that it governs, right behind its character set."""
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    added, count = _CHARSET.subn(lambda charset: f"{charset[0]}{tag}", html, count=1)
    if not count:
        raise ValueError("A page does not say its character set, behind which the policy belongs.")
    return added


def render_headers(policy: str) -> str:
    """Return the policy and its companions as Netlify and Cloudflare Pages read them; a header can forbid framing."""
    return (
        "/*\n"
        f"  Content-Security-Policy: {policy}; frame-ancestors 'none'\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        "  X-Content-Type-Options: nosniff\n"
        "/sw.js\n"
        "  Cache-Control: no-cache\n"
        "/assets/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
    )
