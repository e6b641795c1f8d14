"""Timelines: Mermaid's `gantt` read here and drawn so that it fits every screen, one row a section."""
