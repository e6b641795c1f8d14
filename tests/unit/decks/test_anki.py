from __future__ import annotations

import csv
import sqlite3
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from study.decks.anki import NAME, deck_name, pack_deck, render_decks, render_table, stable_id
from study.pages.flashcards import PACKAGE, TABLE, Flashcard

SEGMENT = Flashcard(
    id="what-is-a-segment",
    chapter="The log: an overview",
    tags=("chapter::log", "level::junior"),
    front="<p>What is a segment?</p>",
    back="<pre>a\tb\nc</pre>",
    links='<a href="https://site.example/">Read</a>',
)
OWNER = replace(SEGMENT, id="one-owner", chapter="Groups", tags=("chapter::groups",), front="<p>Who?</p>")
CARDS = (SEGMENT, OWNER)
FIRST = 1_790_000_000


def read_package(content: bytes, query: str) -> list[tuple[object, ...]]:
    with ZipFile(BytesIO(content)) as package:
        collection = sqlite3.connect(":memory:")
        collection.deserialize(package.read("collection.anki2"))
    try:
        return collection.execute(query).fetchall()
    finally:
        collection.close()


@pytest.mark.parametrize(
    ("name", "number"),
    [
        pytest.param(NAME, 1981620188, id="note-type"),
        pytest.param(f"{NAME}::Groups", 1511200517, id="deck"),
    ],
)
def test_numbers_never_change(name: str, number: int) -> None:
    assert stable_id(name) == number


@pytest.mark.parametrize(
    ("chapter", "name"),
    [
        pytest.param("Groups", "Kafka Deep Dive::Groups", id="part-of-the-whole"),
        pytest.param("The log: an overview", "Kafka Deep Dive::The log: an overview", id="colon"),
        pytest.param("std::move", "Kafka Deep Dive::std:move", id="no-deeper-part"),
    ],
)
def test_deck_name(chapter: str, name: str) -> None:
    assert deck_name(replace(SEGMENT, chapter=chapter)) == name


def test_note_is_known_by_the_id_of_its_question() -> None:
    notes = read_package(pack_deck(CARDS, FIRST), "select guid, mid, mod, tags from notes")
    assert notes == [
        ("what-is-a-segment", stable_id(NAME), FIRST, " chapter::log level::junior "),
        ("one-owner", stable_id(NAME), FIRST, " chapter::groups "),
    ]


def test_new_cards_come_in_reading_order() -> None:
    cards = read_package(pack_deck(CARDS, FIRST), "select due, did from cards order by due")
    assert cards == [(1, stable_id(deck_name(SEGMENT))), (2, stable_id(deck_name(OWNER)))]


def test_package_says_nothing_of_the_machine() -> None:
    with ZipFile(BytesIO(pack_deck(CARDS, FIRST))) as package:
        entries = [(entry.filename, entry.date_time[0], entry.compress_type) for entry in package.infolist()]
        sqlite_version = package.read("collection.anki2")[96:100]
    assert entries == [("collection.anki2", 1980, 0), ("media", 1980, 0)]
    assert sqlite_version == bytes(4)


def test_equal_cards_make_equal_files() -> None:
    assert render_decks(CARDS, FIRST) == render_decks(CARDS, FIRST)
    assert render_decks(CARDS, FIRST)[PACKAGE] != render_decks(CARDS, FIRST + 1)[PACKAGE]


def test_files_to_take_away() -> None:
    assert render_decks(CARDS, FIRST).keys() == {PACKAGE, TABLE}


def test_table_says_what_its_columns_are() -> None:
    head = [line for line in render_table(CARDS).splitlines() if line.startswith("#")]
    assert head == [
        "#separator:tab",
        "#html:true",
        "#notetype:Kafka Deep Dive",
        "#columns:Id\tFront\tBack\tLinks\tDeck\tTags",
        "#guid column:1",
        "#deck column:5",
        "#tags column:6",
    ]


def test_table_keeps_tabs_and_lines_of_a_card() -> None:
    rows = render_table((SEGMENT,)).split("\n", 7)[7]
    assert list(csv.reader(rows.splitlines(keepends=True), delimiter="\t")) == [
        [SEGMENT.id, SEGMENT.front, SEGMENT.back, SEGMENT.links, deck_name(SEGMENT), "chapter::log level::junior"]
    ]
