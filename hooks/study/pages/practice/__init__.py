"""Chapters -> what quiz and flashcards hold: the index that a reader chooses by, and the panel."""
