"""HTML of fields, reduced."""

from __future__ import annotations

import pytest
from study.bank_exports.plain_html import write_html


@pytest.mark.parametrize(
    ("html", "reduced"),
    [
        pytest.param("<p>One <em>two</em></p>", "<p>One <em>two</em></p>", id="kept"),
        pytest.param('<p class="x" style="y">One</p>', "<p>One</p>", id="attributes"),
        pytest.param(
            '<div class="highlight"><pre><span></span><code><span class="k">int</span> x\n\ny</code></pre></div>',
            "<pre><code>int x\n\ny</code></pre>",
            id="code",
        ),
        pytest.param('<a href="javascript:x">One</a>', "One", id="unsafe-link"),
        pytest.param(
            '<a href="https://a.example/?b=1&amp;c=2">One</a>',
            '<a href="https://a.example/?b=1&amp;c=2">One</a>',
            id="link",
        ),
        pytest.param("One<script>two</script><style>three</style>", "One", id="script-and-style"),
        pytest.param("<p>One</em></p></div>two", "<p>One</p>two", id="closes-what-is-not-open"),
        pytest.param("<ul><li>One<li>two</ul>three", "<ul><li>One<li>two</li></li></ul>three", id="left-open"),
        pytest.param("7\u00a0days", "7 days", id="no-break"),
        pytest.param("a\x07b\x1bc\ufffed", "abcd", id="no-text"),
        pytest.param("1 &lt; 2 &amp; 3", "1 &lt; 2 &amp; 3", id="entities"),
        pytest.param("one<br>two", "one<br>two", id="empty-element"),
    ],
)
def test_reduce(html: str, reduced: str) -> None:
    assert write_html(html) == reduced
