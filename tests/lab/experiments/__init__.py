"""One module an experiment; `catalogue.py` lists them in the order of the chapters."""
