"""A calculator block of an author -> its inputs and sums, checked for units and worked for the author's cases."""
