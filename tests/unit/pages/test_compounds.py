from __future__ import annotations

import pytest
from study.pages.markdown.compounds import join_compounds

WHOLE = '<span class="study-unbroken">zero-copy</span>'


@pytest.mark.parametrize(
    ("html", "joined"),
    [
        ("<h1 id='a'>The lane: zero-copy</h1>", f"<h1 id='a'>The lane: {WHOLE}</h1>"),
        ("<h2>“zero-copy”<a href='#zero-copy'>#</a></h2>", f"<h2>“{WHOLE}”<a href='#zero-copy'>#</a></h2>"),
        ('<span class="study-log__title">zero-copy</span>', f'<span class="study-log__title">{WHOLE}</span>'),
        ("<h3><em>zero-copy</em></h3>", f"<h3><em>{WHOLE}</em></h3>"),
        ("<h3><code>zero-copy</code></h3>", "<h3><code>zero-copy</code></h3>"),
        ("<h2>single-dimensional-thing</h2>", "<h2>single-dimensional-thing</h2>"),
        ("<h2>-1 and 4.0-4.4 and A - B</h2>", "<h2>-1 and 4.0-4.4 and A - B</h2>"),
        ("<p>zero-copy</p>", "<p>zero-copy</p>"),
        ("<h4>zero-copy</h4>", "<h4>zero-copy</h4>"),
    ],
    ids=["title", "beside-link", "list", "emphasis", "code", "long", "numbers", "prose", "small-title"],
)
def test_join_compounds(html: str, joined: str) -> None:
    assert join_compounds(html) == joined
