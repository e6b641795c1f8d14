"""Ways by which something dangerous gets through Markdown, and what is no danger."""

from __future__ import annotations

import pytest
from study.checks.html.page_markup import find_rendered
from study.checks.html.unsafe_html import find_dangers, find_text_dangers

DANGEROUS = {
    "attribute-list": "[a](b.md){ onclick=alert(1) }",
    "attribute-list-style": "A paragraph.\n{ style='color: red' }",
    "escaped-backticks": "a \\`<script>alert(1)</script>\\` b",
    "backticks-in-two-paragraphs": "a ` b\n\n<div onclick='alert(1)'>c</div>\n\nd ` e",
    "sign-in-attribute": '<div title="<" onmouseover="alert(1)">a</div>',
    "mail-in-attribute": '<b data-a="@" onclick="alert(1)">a</b>',
    "colon-in-name": "<x:y onmouseover=alert(1)>a</x:y>",
    "reference": "[a][b]\n\n[b]: javascript:alert(1)",
    "entities": "[a](javascript&#58;alert(1))",
    "entities-in-name": "[a](java&#x09;script:alert(1))",
    "data": "[a](data:text/html,b)",
    "picture-from-elsewhere": "![a](https://example.org/a.png)",
    "picture-from-elsewhere-without-scheme": "![a](//example.org/a.png)",
}
HARMLESS = {
    "code": "`<script>` and `{ onclick=a }`",
    "fence": "~~~\n<script>alert(1)</script>\n~~~",
    "class": "[a](b.md){ .c }",
    "table": "| a | b |\n|---|--:|\n| 1 | 2 |",
    "links": "[a](https://example.org) [b](b.md#c) <https://example.org> <a@example.org>",
    "comparison": "a < b and c > d, 1 <2",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in DANGEROUS.items()])
def test_danger_is_found(text: str) -> None:
    assert list(find_text_dangers(text))


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HARMLESS.items()])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert not list(find_text_dangers(text))


@pytest.mark.parametrize(
    "html",
    [
        '<svg onload="a()">',
        "<SCRIPT>",
        "<a HREF='&#106;avascript:a()'>",
        "<img src=x onerror=a()",
        "<iframe srcdoc='a'>",
        '<p style="x">',
        '<meta http-equiv="refresh">',
    ],
)
def test_find_dangers(html: str) -> None:
    assert list(find_dangers(html))


def test_danger_is_placed_on_its_line() -> None:
    source = "---\ntitle: A\n---\n\nText.\n\n[a](b.md){ onclick=alert(1) }\n"
    [problem] = find_rendered('<p>Text.</p><a href="../b/" onclick="alert(1)">a</a>', source, "docs/a.md")
    assert str(problem).startswith("docs/a.md:7: the attribute `onclick` ")
