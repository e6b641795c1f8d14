"""The front matter of an incident -> a checked world of variables, signals and actions, and its expert path played."""
