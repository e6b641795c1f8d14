"""What the Makefile runs besides the build: checks, lists, reports."""
