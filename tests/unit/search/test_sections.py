from __future__ import annotations

import pytest
from study.search.sections import Section, read_title, split_sections

PAGE = """
<h1 id="log">The <code>log</code><a class="headerlink" href="#log">#</a></h1>
<p class="study-lead">Lead.</p><ul class="study-facts"><li>9 min</li></ul>
<h2 id="append">Append</h2>
<p>One<sup id="fnref:a"><a href="#fn:a">1</a></sup>, 2<sup>10</sup>.<br>Two</p><pre><code>a &lt;
  b</code></pre><table><tr><td>x</td><td>y</td></tr></table>
<h2 id="empty">Empty</h2>
<article class="study-question" id="q"><h3>Asked?</h3><p>No.</p></article>
<h3 id="last">Last</h3>
<figure><div class="study-diagram__scroll"><svg><path/><text>drawn</text></svg></div>
<figcaption>Told</figcaption></figure>
<p>More <study-term><button type="button" class="study-term">term</button><span class="study-term__definition"
 popover="">defined</span></study-term>.</p>
<p class="study-calculator__acts"><button type="button">Use your own numbers</button></p>
"""


def test_page_is_split_at_headings() -> None:
    assert split_sections(PAGE) == (
        Section("", "The `log`", "Lead."),
        Section("append", "Append", "One, 210. Two a < b x y"),
        Section("last", "Last", "Told More term."),
    )


def test_page_without_a_heading_has_no_title() -> None:
    assert split_sections("<p>Text.</p>") == (Section("", "", "Text."),)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        pytest.param("What does <code>poll()</code> do?", "What does `poll()` do?", id="code-between-backticks"),
        pytest.param("<em>a</em> &lt; <a href='b'>b</a>", "a < b", id="other-markup-goes"),
    ],
)
def test_title(html: str, title: str) -> None:
    assert read_title(html) == title
