"""Incidents as pages: what is played in the browser, and the same as a dialogue to cover and answer."""
