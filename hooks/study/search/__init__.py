"""Pages, questions and terms -> the files that the search box reads."""
