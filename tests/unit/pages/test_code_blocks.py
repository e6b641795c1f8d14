from __future__ import annotations

import pytest
from study.pages.markdown.code_blocks import NARROWEST, add_stops

WIDE = "a" * (NARROWEST + 1)
FITS = "a &amp;&amp; <b>b</b>\n" + "a" * NARROWEST


@pytest.mark.parametrize("head", ["<pre>", "<pre><span></span>"])
def test_wide_block_is_a_stop_of_the_tab_key(head: str) -> None:
    assert add_stops(f"{head}<code>{WIDE}\n</code></pre>") == f'{head}<code tabindex="0">{WIDE}\n</code></pre>'


@pytest.mark.parametrize("html", [f"<pre><code>{FITS}</code></pre>", f"<p><code>{WIDE}</code></p>", "<pre></pre>"])
def test_what_needs_no_scrolling_is_none(html: str) -> None:
    assert add_stops(html) == html


def test_each_block_is_judged_by_itself() -> None:
    pages = f"<pre><code>{FITS}</code></pre><pre><code>{WIDE}</code></pre>"
    assert add_stops(pages) == f'<pre><code>{FITS}</code></pre><pre><code tabindex="0">{WIDE}</code></pre>'
