"""Chapters and their questions, from front matter to the pages a reader studies. Knows no site generator."""
