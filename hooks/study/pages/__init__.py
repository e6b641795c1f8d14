"""The bank -> the HTML and Markdown of every page: fragments of chapters, study pages, question pages, the glossary."""
