"""The page of a receipt as Markdown: what was asked, what came out, how it was measured and how to repeat it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from posixpath import dirname, relpath
from textwrap import indent

from study.bank.urls import receipt_src
from study.pages.receipts.chart import render_chart
from study.pages.receipts.figures import render_figures
from study.pages.receipts.quoted import Quoting
from study.pages.receipts.timeline import find_length, list_events, render_timeline
from study.receipts.model import Receipt

_LONGEST = 155
"""Characters of a description that search engines show."""

_VERSIONS = {"kafka": "Kafka", "java": "Java", "postgresql": "PostgreSQL", "pgbouncer": "PgBouncer"}
_SHORT = 10
"""Rows of a table that stands open."""

_DATABASES = ("postgresql", "pgbouncer")


def render_receipt(receipt: Receipt, quoting: Sequence[Quoting], sizes: Mapping[str, int]) -> str:
    """Return the Markdown of the page; `sizes` are those of its files to take away, by their paths below `docs/`."""
    blocks = [
        render_front(
            f"Measured: {receipt.title}", f"Measured on Kafka {receipt.versions['kafka']}: {receipt.question}"
        ),
        f"# {receipt.title}",
        f"{receipt.question}\n{{ .study-asked }}",
        f'<div class="study-say" markdown>\n\n{receipt.answer}\n\n</div>',
        f"{render_facts(receipt)}\n{{ .study-ran }}",
        *_render_seen(receipt),
        "## What was measured {#what-was-measured}",
        *render_figures(receipt.figures),
        *_render_tables(receipt),
        "## How it was measured {#how-it-was-measured}",
        "\n".join(f"{number}. {step}" for number, step in enumerate(receipt.method, start=1)),
        *_render_settings(receipt),
        "## What this does not show {#what-this-does-not-show}",
        "\n".join(f"- {limit}" for limit in receipt.limits),
        "## Repeat it {#repeat-it}",
        f"From a copy of the site's source, on a machine with Java 17 or newer{_list_needs(receipt)} and Maven:",
        f"```sh\nmake lab RUN={receipt.name}\n```",
        f"It writes `docs/receipts/{receipt.name}.json` anew. The data of the run shown here:",
        "\n".join(_list_files(receipt, sizes)),
    ]
    if quoting:
        blocks += ["## Where it is quoted {#where-it-is-quoted}", "\n".join(_list_quoting(receipt, quoting))]
    return "\n\n".join(blocks) + "\n"


def render_front(title: str, description: str) -> str:
    """Return front matter with a title and as much of a description as search engines show."""
    text = " ".join(description.split())
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
    values = {"title": title, "description": text.replace('"', "”").replace("`", "")}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---"])


def render_facts(receipt: Receipt) -> str:
    """Return in one line when and on what the experiment ran."""
    versions = [f"{_VERSIONS.get(name, name)} {version}" for name, version in _order(receipt.versions)]
    return " · ".join((show_day(receipt.date), *versions, receipt.machine.rstrip(".")))


def show_day(written: str) -> str:
    """Return a day as readers write it."""
    day = date.fromisoformat(written)
    return f"{day.day} {day:%B %Y}"


def render_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of Markdown, whatever stands in its cells."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(
        f"| {' | '.join(' '.join(cell.split()).replace('|', '&#124;') for cell in line)} |" for line in lines
    )


def list_pictures(receipts: Iterable[Receipt]) -> list[str]:
    """Return the source of every picture, so that drawing them may begin before their pages are converted."""
    return [
        picture
        for receipt in receipts
        for picture in (
            *(render_timeline(one, find_length(receipt.timelines)) for one in receipt.timelines),
            *map(render_chart, receipt.charts),
        )
        if picture
    ]


def _fence(picture: str) -> str:
    return f"```mermaid\n{picture}\n```"


def _order(versions: Mapping[str, str]) -> list[tuple[str, str]]:
    ranks = {name: rank for rank, name in enumerate(_VERSIONS)}
    return sorted(versions.items(), key=lambda one: (ranks.get(one[0], len(ranks)), one[0]))


def _render_seen(receipt: Receipt) -> Iterator[str]:
    if receipt.timelines or receipt.charts:
        yield "## What was seen {#what-was-seen}"
    length = find_length(receipt.timelines)
    for timeline in receipt.timelines:
        picture = render_timeline(timeline, length)
        yield _fence(picture) if picture else f"**{timeline.title}**"
        if timeline.events:
            yield render_table(("Time", "Where", "What happened"), list(list_events(timeline.events)))
    if receipt.charts:
        charts = "\n\n".join(_fence(render_chart(chart)) for chart in receipt.charts)
        yield f'<div class="study-charts" markdown>\n\n{charts}\n\n</div>'


def _render_tables(receipt: Receipt) -> Iterator[str]:
    """Yield the tables; one that is longer than a screen is opened by who wants it."""
    if receipt.tables:
        yield "## Case by case {#case-by-case}"
    for table in receipt.tables:
        rows = render_table(table.columns, table.rows)
        if len(table.rows) > _SHORT:
            title = table.title.replace('"', "”")
            yield f'??? note "{title}, {len(table.rows)} rows"\n\n{indent(rows, "    ")}'
        else:
            yield f"**{table.title}**\n\n{rows}"


def _render_settings(receipt: Receipt) -> Iterator[str]:
    rows = [
        (owner, f"`{name}`", f"`{value}`")
        for owner, settings in receipt.settings.items()
        for name, value in settings.items()
    ]
    if rows:
        yield "Settings that differ from the defaults:"
        yield render_table(("Of", "Setting", "Value"), rows)


def _list_files(receipt: Receipt, sizes: Mapping[str, int]) -> Iterator[str]:
    here = dirname(receipt_src(receipt.name))
    for path, size in sizes.items():
        words = "everything, JSON" if path.endswith(".json") else f"{path.rpartition('/')[2].partition('.')[0]}, CSV"
        yield f"- [{words}]({relpath(path, here)}){{ download }}, {_show_size(size)}"


def _list_needs(receipt: Receipt) -> str:
    """Return what else has to be there."""
    return "".join(f", {words}" for name, words in _VERSIONS.items() if name in receipt.versions and name in _DATABASES)


def _show_size(size: int) -> str:
    return f"{size} bytes" if size < 1000 else f"{size / 1000:.1f} kB" if size < 10_000 else f"{size / 1000:.0f} kB"


def _list_quoting(receipt: Receipt, quoting: Iterable[Quoting]) -> Iterator[str]:
    here = dirname(receipt_src(receipt.name))
    for part in quoting:
        path, hash_mark, anchor = part.target.partition("#")
        page = f"{part.page}: " if part.page else ""
        yield f"- {page}[{part.title or part.target}]({relpath(path, here)}{hash_mark}{anchor})"
