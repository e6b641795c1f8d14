"""Flashcards -> decks to take away: an Anki package and a table."""
