"""What a build leaves for later ones: values in one SQLite file, found by keys, while code and packages stay."""
