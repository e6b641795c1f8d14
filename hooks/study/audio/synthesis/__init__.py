"""Spoken words -> sound files. What these modules import is an extra: nothing else may import them."""
