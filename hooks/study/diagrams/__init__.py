"""Mermaid source -> the HTML of a figure with inline SVG, drawn while building."""
