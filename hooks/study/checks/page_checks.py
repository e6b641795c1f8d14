"""Pages that are no chapter: their front matter must be one that MkDocs does not swallow in silence."""

from __future__ import annotations

from study.authoring.plain_text import suggest
from study.authoring.problems import Problem
from study.authoring.yaml_scalars import Misread
from study.checks.drafts import Page
from study.checks.html.page_markup import tell_misread

PAGE_KEYS = (
    "title",
    "description",
    "template",
    "hide",
    "icon",
    "search",
    "status",
    "tags",
    "subtitle",
    "comments",
    "social",
)
"""What MkDocs and Material read from a page; another key is most likely a slip. Add one here to use it."""

_TEXTS = ("title", "description", "template", "icon", "status", "subtitle")


def check_plain_page(page: Page) -> list[Problem]:
    """Return every unknown key, every text that YAML made something else, and every heading with a misread list."""
    problems = []
    for key, value in page.front.values.items():
        line = page.front.line_of(key)
        if key not in PAGE_KEYS:
            mend = suggest(key, PAGE_KEYS) or f"Known here: {', '.join(f'`{known}`' for known in PAGE_KEYS)}."
            problems.append(Problem(page.file, line, f"unknown key `{key}`. {mend}"))
        elif isinstance(value, Misread) and value.becomes == "nothing":
            message = f"`{key}` has nothing after it. Write its text, or remove it."
            problems.append(Problem(page.file, line, message))
        elif key in _TEXTS and not isinstance(value, str):
            message = f'`{key}` is not read as text. Put quotes round it: `{key}: "…"`.'
            problems.append(Problem(page.file, line, message))
    for heading in page.body.headings:
        if heading.misread:
            problems.append(Problem(page.file, heading.line, tell_misread(heading.text, heading.misread)))
    return problems
