"""A calculator block of an author -> the table of its cases, checked for units, with its sums for the browser."""
