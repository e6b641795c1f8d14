"""Receipts of experiments -> the Markdown of their pages, what is drawn on them, and the data to take away."""
