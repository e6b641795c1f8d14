"""Running scripts of the build outside Python."""
