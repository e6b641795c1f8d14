"""Unsafe HTML and links in contributors' Markdown, before and after it is converted."""
