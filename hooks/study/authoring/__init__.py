"""Pages as authors write them, read with their line numbers: front matter and prose as values, mistakes as problems."""
