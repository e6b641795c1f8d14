"""The decks to take away: the flashcards as a package for Anki and as a table."""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from importlib.resources import files
from io import SEEK_END, StringIO
from itertools import count

import genanki  # type: ignore[import-untyped]

from study.pages.flashcards import PACKAGE, TABLE, Flashcard
from study.pages.zip_archive import pack_files

NAME = "Kafka Deep Dive"
"""Name of the deck and of the note type. Another name would be another deck to Anki, without anybody's progress."""

FIELDS = ("Front", "Back", "Links")
"""Fields of a note. Anki refuses to update notes whose type has got other fields: never rename or reorder them."""

_TABLE_HEAD = (
    "#separator:tab",
    "#html:true",
    f"#notetype:{NAME}",
    "#columns:" + "\t".join(("Id", *FIELDS, "Deck", "Tags")),
    "#guid column:1",
    "#deck column:5",
    "#tags column:6",
)
_SQLITE_WRITER = slice(96, 100)


def render_decks(cards: Sequence[Flashcard], timestamp: int) -> dict[str, bytes]:
    """Return the files to take away by their names, equal for equal cards and an equal timestamp."""
    return {PACKAGE: pack_deck(cards, timestamp), TABLE: render_table(cards).encode()}


def pack_deck(cards: Iterable[Flashcard], timestamp: int) -> bytes:
    """Return a package that Anki imports: one note a card, in a deck a chapter.

    Anki updates a note it has only if the package's is newer: `timestamp`, in seconds, must grow with each edition.
    """
    parts = {"collection.anki2": _make_collection(cards, timestamp), "media": b"{}"}
    return pack_files(parts, stored=frozenset(parts))


def render_table(cards: Iterable[Flashcard]) -> str:
    """Return the cards as tab-separated values, under the lines that tell Anki what each column is."""
    table = StringIO("\n".join(_TABLE_HEAD) + "\n")
    table.seek(0, SEEK_END)
    rows = csv.writer(table, delimiter="\t", lineterminator="\n")
    rows.writerows((card.id, card.front, card.back, card.links, deck_name(card), " ".join(card.tags)) for card in cards)
    return table.getvalue()


def deck_name(card: Flashcard) -> str:
    """Return the name of the card's deck: a part of the whole, for its chapter."""
    return f"{NAME}::{card.chapter.replace('::', ':')}"


def stable_id(name: str) -> int:
    """Return Anki's number for a deck or a note type: 2^30 plus the first 30 bits of the SHA-256 of its name."""
    digest = hashlib.sha256(name.encode()).digest()
    return (1 << 30) + (int.from_bytes(digest[:4], "big") >> 2)


def _make_collection(cards: Iterable[Flashcard], timestamp: int) -> bytes:
    connection = sqlite3.connect(":memory:")
    try:
        package = genanki.Package(_make_decks(cards))
        package.write_to_db(connection.cursor(), timestamp, count(timestamp * 1000))
        connection.commit()
        content = bytearray(connection.serialize())
    finally:
        connection.close()
    # SQLite signs a file with its own version, which differs between machines and which nothing reads.
    content[_SQLITE_WRITER] = bytes(4)
    return bytes(content)


def _make_decks(cards: Iterable[Flashcard]) -> list[genanki.Deck]:
    model = _make_model()
    decks: dict[str, genanki.Deck] = {}
    for position, card in enumerate(cards, start=1):
        name = deck_name(card)
        deck = decks.setdefault(name, genanki.Deck(stable_id(name), name))
        fields = [card.front, card.back, card.links]
        deck.add_note(genanki.Note(model, fields, tags=card.tags, guid=card.id, due=position))
    return list(decks.values())


def _make_model() -> genanki.Model:
    front, back, css = (_read_template(name) for name in ("front.html", "back.html", "card.css"))
    return genanki.Model(
        stable_id(NAME),
        NAME,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": front, "afmt": back}],
        css=css,
    )


def _read_template(name: str) -> str:
    return files("study.decks").joinpath("templates", name).read_text(encoding="utf-8")
