"""The bank and its chapters on paper: cheat sheets."""
