"""What the site's pages may load and run, worked out from the finished pages and written into each of them."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser

HEADER_FILE = "_headers"

_DATA = re.compile(r"application/(?:[\w.-]+\+)?json")
_CHARSET = re.compile(r"<meta charset=[^>]*>")

_FIXED = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "media-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
"""`data:` is for what the stylesheet holds, icons as masks and the face of headings; nothing comes from elsewhere.
`blob:` is for what a reader has recorded in this browser, which plays nowhere else."""


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
    reader = _InlineReader()
    reader.feed(html)
    reader.close()
    scripts, styles = (tuple(sorted(map(_hash, reader.found[tag]))) for tag in ("script", "style"))
    return Inline(scripts, styles, reader.attribute)


class _InlineReader(HTMLParser):
    """Collects the text of scripts that would run and of styles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, set[str]] = {"script": set(), "style": set()}
        self.attribute = False
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.attribute = self.attribute or "style" in values
        if tag in self.found and "src" not in values and not _DATA.fullmatch(values.get("type") or ""):
            self._text = []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._text is not None and tag in self.found:
            if text := "".join(self._text):
                self.found[tag].add(text)
            self._text = None


class PolicyError(Exception):
    """A page holds what the policy must not let in; the message says which and what to do."""


def make_policy(pages: Mapping[str, Inline], own: Inline, styles: Iterable[str] = ()) -> str:
    """Return the policy under which what the project itself wrote runs in these pages, by path, and nothing else.

    `own` is what stands in the project's templates, `styles` what lets in those of files that are no pages. Raises
    PolicyError for a page with anything else.
    """
    for path, inline in pages.items():
        if inline.attribute:
            raise PolicyError(
                f"{path} has a style attribute, which the policy forbids: write a rule into a stylesheet."
            )
        if not {*inline.scripts, *inline.styles} <= {*own.scripts, *own.styles}:
            message = (
                "holds a script or a style that stands in no template of the site. Find the text that brings it in"
            )
            raise PolicyError(f"{path} {message}, or move it into a file.")
    sources = {
        "script-src": {source for inline in pages.values() for source in inline.scripts},
        "style-src": {source for inline in pages.values() for source in inline.styles}.union(styles),
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
