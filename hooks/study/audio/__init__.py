"""Scripts that two voices speak: read, checked against the chapters, spoken as words, matched with their sound."""
