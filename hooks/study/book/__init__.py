"""The chapters as a book: pages' content comes in, an EPUB and a PDF of the whole go out."""
