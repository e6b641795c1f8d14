"""The bank as a package of QTI 2.1."""
