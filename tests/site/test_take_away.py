"""What a reader gets who takes the cards along: imported by Anki's own library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportCsvRequest
from anki.collection import ImportLogWithChanges as ImportLog
from bs4 import BeautifulSoup
from study.commands.site_files import read_site, validate_site
from study.decks.anki import NAME, pack_deck, stable_id
from study.pages.flashcards import PACKAGE, TABLE, Flashcard, find_cards
from study.pages.fragments import Fragments

from tests.conftest import FIXTURE, ROOT

if TYPE_CHECKING:  # Anki's modules import each other: `collection` has to be the first.
    from anki.cards import Card

REVIEWED = "one-owner"
FIRST = 1_790_000_000
IMPORT_OPTIONS = [pytest.param(False, id="without-progress"), pytest.param(True, id="with-progress")]


@pytest.fixture(scope="module")
def cards() -> tuple[Flashcard, ...]:
    """The cards of the fixture site."""
    chapters = validate_site(read_site([str(FIXTURE / "docs")])).chapters
    return find_cards(chapters, Fragments(chapters), "https://fixture.example/")


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """Everything a reader has in Anki: nothing yet."""
    collection = Collection(str(tmp_path / "collection.anki2"))
    yield collection
    collection.close()


def import_package(collection: Collection, path: Path, with_scheduling: bool = False) -> ImportLog.Log:
    options = ImportAnkiPackageOptions(with_scheduling=with_scheduling)
    return collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log


def import_cards(
    collection: Collection, cards: tuple[Flashcard, ...], timestamp: int, with_scheduling: bool = False
) -> ImportLog.Log:
    path = Path(collection.path).with_name(PACKAGE)
    path.write_bytes(pack_deck(cards, timestamp))
    return import_package(collection, path, with_scheduling)


def import_table(collection: Collection, path: Path) -> ImportLog.Log:
    metadata = collection.get_csv_metadata(str(path), None)
    return collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log


def ids(collection: Collection) -> list[str]:
    return sorted(collection.get_note(note).guid for note in collection.find_notes(""))


def find_card(collection: Collection, question_id: str) -> Card:
    found = [collection.get_card(card) for card in collection.find_cards("")]
    return next(card for card in found if card.note().guid == question_id)


def schedule(card: Card) -> tuple[object, ...]:
    return card.type, card.queue, card.due, card.ivl, card.reps, card.factor, card.did


def review(collection: Collection, question_id: str) -> tuple[object, ...]:
    """Answer a card as a reader who finds it easy, and return when it is to be seen again."""
    card = find_card(collection, question_id)
    card.start_timer()
    collection.sched.answerCard(card, 4)
    return schedule(find_card(collection, question_id))


def edit(cards: tuple[Flashcard, ...], **changes: str) -> tuple[Flashcard, ...]:
    return tuple(replace(card, **changes) if card.id == REVIEWED else card for card in cards)  # type: ignore[arg-type]


def test_deck_of_the_site_opens_with_every_card(
    fixture_site: Path, collection: Collection, cards: tuple[Flashcard, ...]
) -> None:
    log = import_package(collection, fixture_site / PACKAGE)
    assert len(log.new) == len(cards) == collection.note_count() == collection.card_count()
    assert ids(collection) == sorted(card.id for card in cards)
    assert list(collection.find_cards("is:new")) == list(collection.find_cards(""))


def test_decks_are_the_chapters(fixture_site: Path, collection: Collection) -> None:
    import_package(collection, fixture_site / PACKAGE)
    decks = {deck.name for deck in collection.decks.all_names_and_ids(skip_empty_default=True)}
    assert decks == {NAME, f"{NAME}::The log", f"{NAME}::Groups"}
    assert len(collection.find_cards(f'deck:"{NAME}::Groups"')) == 3


def test_tags_find_chapter_level_and_topic(fixture_site: Path, collection: Collection) -> None:
    import_package(collection, fixture_site / PACKAGE)
    assert len(collection.find_notes("tag:chapter::groups")) == 3
    assert len(collection.find_notes("tag:level::staff")) == 1
    assert len(collection.find_notes("tag:topic::acks")) == 1


def test_card_shows_front_then_back_and_links(fixture_site: Path, collection: Collection) -> None:
    import_package(collection, fixture_site / PACKAGE)
    card = find_card(collection, "who-moves-partitions")
    front, back = (BeautifulSoup(html, "html.parser") for html in (card.question(), card.answer()))
    assert front.find("p", string="What happens to the partitions of a member that stops?")
    assert not front.select("a, .study-answer")
    assert [link["href"] for link in back.select("a")] == [
        "https://fixture.example/chapters/log/#append",
        "https://fixture.example/q/who-moves-partitions/",
    ]


@pytest.mark.parametrize("with_scheduling", IMPORT_OPTIONS)
def test_newer_deck_updates_cards_and_keeps_their_schedule(
    collection: Collection, cards: tuple[Flashcard, ...], with_scheduling: bool
) -> None:
    import_cards(collection, cards, FIRST, with_scheduling)
    new = schedule(find_card(collection, REVIEWED))
    before = review(collection, REVIEWED)
    assert before != new
    log = import_cards(collection, edit(cards, back="<p>An edited back.</p>"), FIRST + 60, with_scheduling)
    assert (len(log.new), len(log.conflicting)) == (0, 0)
    assert collection.note_count() == len(cards)
    assert find_card(collection, REVIEWED).note()["Back"] == "<p>An edited back.</p>"
    assert schedule(find_card(collection, REVIEWED)) == before


def test_newer_deck_adds_only_new_questions(collection: Collection, cards: tuple[Flashcard, ...]) -> None:
    import_cards(collection, cards[1:], FIRST)
    log = import_cards(collection, cards, FIRST + 60)
    assert len(log.new) == 1
    assert ids(collection) == sorted(card.id for card in cards)


def test_renamed_chapter_leaves_cards_where_they_are(collection: Collection, cards: tuple[Flashcard, ...]) -> None:
    import_cards(collection, cards, FIRST)
    before = review(collection, REVIEWED)
    import_cards(collection, edit(cards, chapter="Another title"), FIRST + 60)
    assert schedule(find_card(collection, REVIEWED)) == before


def test_same_deck_again_changes_nothing(collection: Collection, cards: tuple[Flashcard, ...]) -> None:
    import_cards(collection, cards, FIRST)
    log = import_cards(collection, cards, FIRST)
    assert (len(log.new), len(log.updated)) == (0, 0)


def test_table_of_the_site_opens_with_every_card(
    fixture_site: Path, collection: Collection, cards: tuple[Flashcard, ...]
) -> None:
    log = import_table(collection, fixture_site / TABLE)
    assert len(log.new) == len(cards)
    assert ids(collection) == sorted(card.id for card in cards)
    note = find_card(collection, REVIEWED).note()
    assert note.tags == ["chapter::groups", "level::mid", "topic::consumer-groups"]
    assert "Six members read" in note["Back"]


def test_table_after_the_package_adds_nothing(fixture_site: Path, collection: Collection) -> None:
    import_package(collection, fixture_site / PACKAGE)
    log = import_table(collection, fixture_site / TABLE)
    assert (len(log.new), len(log.updated)) == (0, 0)


def test_note_type_keeps_its_number(fixture_site: Path, collection: Collection) -> None:
    import_package(collection, fixture_site / PACKAGE)
    assert collection.models.id_for_name(NAME) == stable_id(NAME)


def test_flashcards_page_links_to_both(fixture_site: Path) -> None:
    page = BeautifulSoup((fixture_site / "flashcards" / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert [link["href"] for link in page.select("a[download]")] == [f"../{PACKAGE}", f"../{TABLE}"]


def test_colours_of_cards_are_those_of_the_site() -> None:
    css = (ROOT / "hooks/study/decks/templates/card.css").read_text(encoding="utf-8")
    tokens = (ROOT / "overrides/assets/study/tokens.css").read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9a-f]{6}", css)) <= set(re.findall(r"#[0-9a-f]{6}", tokens))
