"""The page of an incident, and the list of all, as fragments of HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from study.bank.urls import INCIDENTS, file_stem, page_url
from study.cache.store import Cache
from study.incidents.model import LoadedIncident
from study.incidents.play import Played, play_incident
from study.incidents.shipped import FindCard, FindSection, ship_incident
from study.pages.markdown.field_markdown import ROOT_MARK
from study.pages.template_environment import load_macros

INDEX = f"{INCIDENTS}index.md"
_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Links:
    """Finds what an incident refers to, with addresses from the site's root."""

    section: FindSection
    card: FindCard


def mark_code(text: str) -> Markup:
    """Return plain text with what stands in backticks as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text.strip()))))


class IncidentPages:
    """Renders the incidents of a build."""

    def __init__(self, incidents: Iterable[LoadedIncident], find_links: Callable[[str], Links], cache: Cache) -> None:
        """Take what finds the links of an incident by the name of its chapter."""
        self._incidents = {one.src_uri: one for one in incidents}
        self._find_links = find_links
        self._cache = cache
        self._templates = load_macros("incidents/incident.html")

    def render(self, src_uri: str) -> str:
        """Return what is played on a page, and the dialogue in its place; links start from the site's root."""
        loaded = self._incidents[src_uri]
        name, incident = file_stem(src_uri), loaded.incident
        links = self._find_links(incident.chapter)
        shipped = ship_incident(name, incident, links.section, links.card)
        data = json.dumps(shipped, ensure_ascii=False, separators=(",", ":"))
        others = [self._describe(one) for one in self._incidents.values() if one.src_uri != src_uri]
        return str(self._templates.incident_page(incident, shipped, data, self._play(loaded), others, mark_code))

    def render_list(self) -> str:
        """Return the list of all incidents, with links that start from the site's root."""
        return str(self._templates.incident_list(map(self._describe, self._incidents.values())))

    def _describe(self, loaded: LoadedIncident) -> Mapping[str, object]:
        played = self._play(loaded)
        return {
            "url": f"{ROOT_MARK}{page_url(loaded.src_uri)}",
            "incident": loaded.incident,
            "minutes": round(played.marks["recovered"] / 60),
            "mitigated": round(played.marks["mitigated"] / 60),
        }

    def _play(self, loaded: LoadedIncident) -> Played:
        return play_incident(ship_incident(file_stem(loaded.src_uri), loaded.incident), self._cache)


def render_page(title: str, body: str) -> str:
    """Return the Markdown of an incident's page: its title, what its author wrote, and where it is played."""
    heading = title.replace("{", "\\{")
    return f"# {heading}\n\n{body.strip()}\n{{ .study-lead }}\n\n[[incident]]\n"


def render_index() -> str:
    """Return the Markdown of the page that lists all incidents."""
    values = {
        "title": "Play the incident",
        "description": "Lead a Kafka incident: read the signals, act, tell people. The world answers to what you do, "
        "and a debrief says what an expert would have seen.",
        "template": "incidents.html",
    }
    front = "\n".join(["---", *(f"{key}: {json.dumps(value)}" for key, value in values.items()), "---"])
    blocks = (
        front,
        "# Play the incident",
        "You take the lead while something burns. Alerts and people talk to you on a clock that stops when you like. "
        "Look at a signal, act, tell somebody, or wait: each costs time, and the world answers to what you really do, "
        "in whatever order. At the end a debrief counts the minutes and says what an expert would have seen.",
        "[[incidents]]",
        "## How it is counted {#score}",
        "Of a hundred points, thirty are for how soon customers are out of the fire, twenty for going first to the "
        "clue that tells most, twenty for customer minutes, ten each for mitigation before diagnosis, for changes that "
        "did no harm, and for words at the right time. A run is a link: whoever opens it sees the same run.",
    )
    return "\n\n".join(blocks) + "\n"
