"""The pages of the fixture site, as readers know them."""

HEADINGS = {
    "": "The smallest site",
    "chapters/log/": "The log",
    "q/one-owner/": "A topic has 6 partitions",
    "quiz/": "Quiz",
    "flashcards/": "Flashcards",
    "mock-interview/": "Mock interview",
    "glossary/": "Glossary",
    "progress/": "Your progress",
    "take-away/": "Take it with you",
    "404.html": "This page is not here",
}
"""Beginning of the heading of one page of each kind, by address."""

MADE_BY_SCRIPT = {
    "quiz/": "Quiz",
    "flashcards/": "Flashcards",
    "mock-interview/": "Mock interview",
    "progress/": "Your progress",
}
"""Regions that no page has without script."""
