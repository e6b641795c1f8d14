"""Incidents of the site and of the tests, led by the engine that browsers run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from study.authoring.front_matter import parse_front_matter
from study.incidents.model import Incident
from study.incidents.shipped import ship_incident
from study.scripts.deno_script import run_script

HERE = Path(__file__).parent
DOCS = HERE.parents[2] / "docs/incidents"
NAMES = sorted(path.stem for path in DOCS.glob("*.md"))


def load_incident(name: str) -> dict[str, Any]:
    """Return an incident of the site in plain values."""
    front = parse_front_matter((DOCS / f"{name}.md").read_text(encoding="utf-8"), name)
    return ship_incident(name, Incident.model_validate(dict(front.values)))


def run_all(*runs: dict[str, Any]) -> list[Any]:
    """Return what came of each; `act` says what is done."""
    came: list[Any] = run_script(HERE / "lead.mjs", {"runs": runs})
    return came
