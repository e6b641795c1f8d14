"""The banks as files, made anew only when a question in them is another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from study.bank.loaded_chapter import LoadedChapter
from study.bank.site import Site
from study.bank_exports.document import SCHEMA
from study.cache.store import Cache, make_key
from study.pages.fragments import Fragments

GIFT = "kafka-deep-dive.gift.txt"
QTI = "kafka-deep-dive-qti.zip"
TABLE = "kafka-deep-dive.csv"
DOCUMENT = "kafka-deep-dive.json"


def load_banks(
    site: Site, chapters: Sequence[LoadedChapter], fragments: Fragments, topics: Mapping[str, str], cache: Cache
) -> dict[str, bytes]:
    """Return the banks by their names."""
    questions = [f"{one.src_uri} {one.front.model_dump_json()}" for one in chapters]
    made_from = (site.name, site.url, repr(sorted(topics.items())), *questions)
    makers: Mapping[str, Callable[[], bytes]] = {
        GIFT: partial(_make_gift, site, chapters, fragments),
        QTI: partial(_make_qti, site, chapters, fragments),
        TABLE: partial(_make_table, site, chapters, fragments),
        DOCUMENT: partial(_make_document, site, chapters, topics),
        SCHEMA: _make_schema,
    }
    return {name: cache.get_bytes(make_key(f"bank {name}", *made_from), make) for name, make in makers.items()}


# What makes a bank is loaded only when one is made: most builds find every file.


def _make_gift(site: Site, chapters: Sequence[LoadedChapter], fragments: Fragments) -> bytes:
    from study.bank_exports.gift import render_gift

    return render_gift(site, chapters, fragments).encode()


def _make_qti(site: Site, chapters: Sequence[LoadedChapter], fragments: Fragments) -> bytes:
    from study.bank_exports.qti.package import pack_qti

    return pack_qti(site, chapters, fragments)


def _make_table(site: Site, chapters: Sequence[LoadedChapter], fragments: Fragments) -> bytes:
    from study.bank_exports.table import render_csv

    return render_csv(site, chapters, fragments).encode()


def _make_document(site: Site, chapters: Sequence[LoadedChapter], topics: Mapping[str, str]) -> bytes:
    from study.bank_exports.document import render_document

    return render_document(site, chapters, topics).encode()


def _make_schema() -> bytes:
    from study.bank_exports.document_schema import render_document_schema

    return render_document_schema().encode()
