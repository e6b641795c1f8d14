"""What the site costs a reader, an author and a host, measured beside its goals; `make bench` runs it."""
