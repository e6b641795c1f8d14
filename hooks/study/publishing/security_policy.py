"""What the site's pages may load and run, worked out from the finished pages and written into each of them."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

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


@dataclass(frozen=True)
class Inline:
    """What stands in a page itself in place of a file."""

    scripts: tuple[str, ...] = ()
    """Sources of a policy that let in each script that a browser would run; data it would not."""

    styles: tuple[str, ...] = ()
    """The same for its styles."""

    attribute: bool = False
    """Whether some element has a style attribute, which nothing lets in."""


def find_inline(html: str) -> Inline:
    """Return what stands in a page itself."""
    found: dict[str, set[str]] = {"script": set(), "style": set()}
    for inline in _INLINE.finditer(html):
        attributes = inline["attributes"]
        kind = _TYPE.search(attributes)
        if inline["text"] and not _FILE.search(attributes) and not (kind and _DATA.fullmatch(kind["type"])):
            found[inline["tag"]].add(_hash(inline["text"]))
    scripts, styles = (tuple(sorted(found[tag])) for tag in ("script", "style"))
    return Inline(scripts, styles, bool(_STYLE_ATTRIBUTE.search(html)))


def make_policy(pages: Mapping[str, Inline]) -> str:
    """Return the policy under which everything that stands in these pages, by path, runs, and nothing else."""
    for path, inline in pages.items():
        if inline.attribute:
            raise ValueError(f"{path} has a style attribute, which the policy forbids: write a rule into a stylesheet.")
    sources = {
        "script-src": {source for inline in pages.values() for source in inline.scripts},
        "style-src": {source for inline in pages.values() for source in inline.styles},
    }
    lists = {directive: " ".join(["'self'", *sorted(found)]) for directive, found in sources.items()}
    return "; ".join(f"{directive} {value}" for directive, value in {**_FIXED, **lists}.items())


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
