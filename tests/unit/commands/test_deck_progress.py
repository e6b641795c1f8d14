"""Progress from a deck that Anki exported, made and exported by Anki's own library."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest
from anki.collection import (
    Collection,
    DeckIdLimit,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from study.commands.deck_progress import RESULT, DeckError, find_day, main, read_reviews, render_progress
from study.decks.anki import NAME, pack_deck
from study.pages.flashcards import Flashcard

CARD = Flashcard("one-owner", "Groups", ("chapter::groups",), "<p>Who?</p>", "<p>One.</p>", "")
CARDS = (CARD, replace(CARD, id="position-number"), replace(CARD, id="never-published"))
GRADES: dict[str, list[Literal[1, 2, 3, 4]]] = {"one-owner": [1, 3], "never-published": [4]}


def export_deck(folder: Path, *, with_scheduling: bool = True) -> Path:
    """Study the deck in Anki as a reader does, and export it."""
    source, package = folder / "source.apkg", folder / "exported.apkg"
    source.write_bytes(pack_deck(CARDS, 1_790_000_000))
    collection = Collection(str(folder / "collection.anki2"))
    try:
        options = ImportAnkiPackageOptions(with_scheduling=False)
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(source), options=options))
        for found in collection.find_cards(""):
            for grade in GRADES.get(collection.get_card(found).note().guid, []):
                card: Any = collection.get_card(found)
                card.start_timer()
                collection.sched.answerCard(card, grade)
        deck = collection.decks.id_for_name(NAME)
        assert deck
        exported = ExportAnkiPackageOptions(with_scheduling=with_scheduling, with_media=True, legacy=True)
        collection.export_anki_package(out_path=str(package), options=exported, limit=DeckIdLimit(deck))
    finally:
        collection.close()
    return package


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder of pages with its published ids."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "published-ids.txt").write_text("one-owner\nposition-number\n", encoding="utf-8")
    return folder


def test_reviews_come_under_the_ids_of_their_questions(tmp_path: Path) -> None:
    reviews = [(guid, grade) for guid, _, grade in read_reviews(export_deck(tmp_path))]
    assert sorted(reviews) == [("never-published", 4), ("one-owner", 1), ("one-owner", 3)]


def test_file_holds_the_reviews_of_known_questions(
    tmp_path: Path, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = export_deck(tmp_path)
    assert main([str(package), str(docs)]) == 0
    assert "Wrote 1 cards" in capsys.readouterr().out
    progress = json.loads((tmp_path / RESULT).read_text(encoding="utf-8"))
    assert (progress["site"], progress["version"], list(progress["stores"])) == ("kafka-deep-dive", 1, ["cards"])
    ((question, card),) = progress["stores"]["cards"].items()
    assert (question, [grade for _, grade in card["log"]]) == ("one-owner", [1, 3])
    assert card["at"] == max(moment for guid, moment, _ in read_reviews(package) if guid == question)


def test_deck_without_its_scheduling_says_what_to_tick(
    tmp_path: Path, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(export_deck(tmp_path, with_scheduling=False)), str(docs)]) == 1
    assert 'tick "Include scheduling information"' in capsys.readouterr().err
    assert not (tmp_path / RESULT).exists()


def test_other_files_are_refused(tmp_path: Path, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.apkg"
    assert main([str(other), str(docs)]) == 1
    other.write_bytes(b"no package")
    assert main([str(other), str(docs)]) == 1
    first, second = capsys.readouterr().err.splitlines()[:2]
    assert first == f"There is no file {other}."
    assert second.startswith(f"{other} is no deck that Anki has exported: ")


@pytest.mark.parametrize(
    ("moment", "offset", "day"),
    [
        pytest.param(4 * 3_600_000, 0, 0, id="a-day-begins-at-four"),
        pytest.param(4 * 3_600_000 - 1, 0, -1, id="before-four-is-yesterday"),
        pytest.param(3 * 3_600_000, 60, 0, id="east"),
        pytest.param(86_400_000 + 8 * 3_600_000, -300, 0, id="west"),
    ],
)
def test_day(moment: int, offset: int, day: int) -> None:
    assert find_day(moment, offset) == day


def test_reviews_of_unknown_questions_alone_are_no_progress() -> None:
    with pytest.raises(DeckError, match="No review of a question of this site"):
        render_progress([("other", 1, 3)], {"one-owner"}, 0)
