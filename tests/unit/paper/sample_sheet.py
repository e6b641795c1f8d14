"""A chapter's page as a cheat sheet reads it."""

from __future__ import annotations

from dataclasses import replace

from study.authoring.prose import Block
from study.bank.loaded_chapter import LoadedChapter

from tests.unit.bank_exports.sample_bank import load_chapters

SECTIONS = """\
<h2 id="picture">The picture</h2><p>Not on the sheet.</p>
<h2 id="settings">Settings that matter<a class="headerlink" href="#settings">#</a></h2>
<table><thead><tr><th>Config</th><th>Default</th><th>Since</th><th>Change it when</th></tr></thead>
<tbody><tr><td><code>acks</code></td><td><code>all</code></td><td>3.0 (1 before)</td>
<td>Loss is fine<sup id="fnref:one"><a class="footnote-ref" href="#fn:one">1</a></sup></td></tr>
<tr><td><code>linger.ms</code></td><td>5\u00a0ms</td><td></td><td>Batches are <em>small</em></td></tr></tbody></table>
<p>More about settings.</p>
<h2 id="slips">Where candidates slip</h2>
<h3 id="slip-read">“Reading deletes.”<a class="headerlink" href="#slip-read">#</a></h3>
<p><strong>Say instead:</strong> <study-term><button popovertarget="t">retention</button>,<span popover="" id="t">
<strong>Retention</strong> When segments are deleted.</span></study-term> removes it.
<strong>Why it matters:</strong> you look at the wrong end.</p>
<h3 id="slip-none">“Nothing follows.”</h3>
<h3 id="slip-plain">“Plain.”</h3>
<p>As it stands.</p>
<h2 id="follow-ups">Follow-ups</h2><h3>“Not a trap.”</h3><p>Not on the sheet.</p>
"""

FLOWCHART = "flowchart TB\n  accTitle: Two nodes\n  accDescr: One leads to two.\n  a[One] --> b[Two]"


def make_figure(width: int, height: int, text: str = "Node", mark: str = "node") -> str:
    """Return the HTML of a figure of a size."""
    return (
        '<figure class="study-diagram"><div class="study-diagram__scroll">'
        f'<svg class="x" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<title id="t">A &amp; B</title><g class="{mark}"><rect width="90" height="30"/>'
        f'<text x="9" y="20">{text}</text>'
        "</g></svg></div></figure>"
    )


def make_chapter(*diagrams: str) -> LoadedChapter:
    """Return a chapter of the fixture site with other diagrams."""
    chapter = next(one for one in load_chapters() if one.slug == "log")
    blocks = tuple(Block(10 * place, source) for place, source in enumerate(diagrams, start=1))
    return replace(chapter, body=replace(chapter.body, diagrams=blocks))
