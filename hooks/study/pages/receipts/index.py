"""The pages of all receipts and the one that lists them, as files of the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from posixpath import basename

from study.bank.loaded_chapter import LoadedChapter
from study.bank.urls import receipt_src
from study.pages.receipts.data_files import render_data
from study.pages.receipts.page import render_facts, render_front, render_receipt
from study.pages.receipts.quoted import find_quoting
from study.receipts.model import Receipt
from study.receipts.reading import Receipts

INDEX = "receipts/index.md"


def render_receipts(
    receipts: Receipts, pages: Mapping[str, str], chapters: Iterable[LoadedChapter]
) -> dict[str, str | bytes]:
    """Return pages and data of the receipts by path; `pages` are the texts of all pages that may quote one."""
    quoting = find_quoting(pages, chapters)
    rendered: dict[str, str | bytes] = {INDEX: render_index(receipts.by_name)}
    for name, receipt in receipts.by_name.items():
        data = {f"receipts/{name}/{file}": content for file, content in render_data(receipt).items()}
        sizes = {f"receipts/{name}.json": receipts.sizes[name], **{path: len(one) for path, one in data.items()}}
        rendered |= {receipt_src(name): render_receipt(receipt, quoting.get(name, ()), sizes), **data}
    return rendered


def render_index(receipts: Mapping[str, Receipt]) -> str:
    """Return the Markdown of the page that lists what was run, when, on what, and how to repeat it."""
    front = render_front(
        "Receipts",
        "What the chapters claim, measured on a running Kafka: each experiment with its runs, its limits and the "
        "command that repeats it.",
    )
    blocks = [
        front,
        "# Receipts",
        "What chapters claim of timing, loss and order was run on real brokers, and the run is here: what was asked, "
        "what came out, each run's number, and what it does not show. A number in a chapter that carries the mark of a "
        "receipt is checked against it whenever the site is built.",
        *(_render_entry(receipt) for receipt in receipts.values()),
        "## Run them yourself {#run-them-yourself}",
        "With Java 17 or newer and Maven, from a copy of the site's source. The first line lists the experiments, the "
        "second runs one, the third all of them:",
        "```sh\nmake lab\nmake lab RUN=crash-and-join\nmake lab RUN=all\n```",
        "Each run starts brokers of its own in a temporary folder, ends them, and writes its receipt anew.",
    ]
    return "\n\n".join(blocks) + "\n"


def _render_entry(receipt: Receipt) -> str:
    link = basename(receipt_src(receipt.name))
    return "\n\n".join(
        (
            f"## [{receipt.title}]({link}) {{#{receipt.name}}}",
            f"{receipt.question}\n{{ .study-asked }}",
            receipt.answer,
            f"{render_facts(receipt)}\n{{ .study-ran }}",
        )
    )
