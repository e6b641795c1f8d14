"""`make deck-progress FILE=…`: a deck exported from Anki with its scheduling, as progress that the site imports."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection as Container
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from study.bank.published import FILE_NAME, read_published

RESULT = "kafka-deep-dive-progress.json"

_REVIEWS = """
SELECT notes.guid, revlog.id, revlog.ease FROM revlog
JOIN cards ON cards.id = revlog.cid JOIN notes ON notes.id = cards.nid
WHERE revlog.ease BETWEEN 1 AND 4 ORDER BY revlog.id
"""
"""Rescheduling by hand is in the log too, with no answer."""

_MINUTE, _DAY = 60_000, 86_400_000
_BEGINS = _DAY // 6
"""A day begins at four in the morning, in Anki as on the site."""

Review = tuple[str, int, int]
"""Id of the question, moment in milliseconds since 1970, grade from 1 to 4."""


class DeckError(ValueError):
    """A file from which no progress can be read, in words for who brought it."""


def read_reviews(package: Path) -> list[Review]:
    """Return every review in a package of Anki, in their order."""
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

    with TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        try:
            options = ImportAnkiPackageOptions(with_scheduling=True)
            collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
            assert collection.db
            return [(guid, moment, grade) for guid, moment, grade in collection.db.all(_REVIEWS)]
        except Exception as error:
            raise DeckError(f"{package} is no deck that Anki has exported: {error}") from error
        finally:
            collection.close()


def render_progress(reviews: Iterable[Review], known: Container[str], offset: int) -> str:
    """Return the file that the progress page imports: the reviews of known questions, by their ids.

    `offset` is that of the reader's clock from UTC, in minutes.
    """
    cards: dict[str, dict[str, object]] = {}
    logs: dict[str, list[tuple[int, int]]] = {}
    for question_id, moment, grade in reviews:
        if question_id in known:
            logs.setdefault(question_id, []).append((find_day(moment, offset), grade))
            cards[question_id] = {"at": moment, "log": logs[question_id]}
    if not cards:
        raise DeckError(
            "No review of a question of this site is in it. In Anki, export the deck as an Anki deck package and tick "
            '"Include scheduling information".'
        )
    progress = {"site": "kafka-deep-dive", "version": 1, "stores": {"cards": dict(sorted(cards.items()))}}
    return json.dumps(progress, indent=1) + "\n"


def find_day(moment: int, offset: int) -> int:
    """Return the day of a moment as the site counts days: since 1970, each from four in the morning."""
    return (moment + offset * _MINUTE - _BEGINS) // _DAY


def main(arguments: list[str]) -> int:
    """Write the progress beside the deck, or say why there is none."""
    parser = argparse.ArgumentParser(description="Turns a deck exported from Anki into progress for the site.")
    parser.add_argument("package", type=Path, help="the .apkg file, exported with its scheduling")
    parser.add_argument("docs", nargs="?", default="docs", type=Path, help="folder of the pages (docs)")
    named = parser.parse_args(arguments)
    zone = datetime.now().astimezone().utcoffset()
    try:
        if not named.package.is_file():
            raise DeckError(f"There is no file {named.package}.")
        known = read_published(named.docs / FILE_NAME)
        text = render_progress(read_reviews(named.package), known, int(zone.total_seconds() // 60) if zone else 0)
    except DeckError as error:
        print(error, file=sys.stderr)
        return 1
    target = named.package.with_name(RESULT)
    target.write_text(text, encoding="utf-8")
    count = len(json.loads(text)["stores"]["cards"])
    print(f'Wrote {count} cards to {target}. Import it on the page "Your progress"; the import can be undone there.')
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
