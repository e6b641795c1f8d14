"""Lighthouse's scores, where it is installed: the project does not bring Node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

from bootstrap import find_chromium
from tests.bench.tables import Row, limit, middle, say_spread
from tests.bench.workshop import Workshop

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LARGEST_MOST = 1000
PATIENCE = 180
_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def find_lighthouse() -> str | None:
    """Return the Lighthouse that LIGHTHOUSE names or the PATH has."""
    return shutil.which(os.environ.get("LIGHTHOUSE") or "lighthouse")


def measure_scores(executable: str, name: str, url: str, workshop: Workshop) -> Iterator[Row]:
    """Yield the medians of what Lighthouse says of a page on its mobile profile."""
    reports = [report for _ in range(workshop.runs) if (report := _run(executable, url))]
    if not reports:
        yield Row(f"{name}: Lighthouse", "gave no report")
        return
    scores = [middle(100 * (report["categories"][one]["score"] or 0) for report in reports) for one in CATEGORIES]
    said = "/".join(f"{score:.0f}" for score in scores)
    yield Row(f"{name}: Lighthouse scores", said, "100/100/100/100", all(score == 100 for score in scores))
    lost = {audit for report in reports for audit in _find_lost(report)}
    if lost:
        yield Row("  points lost to", ", ".join(sorted(lost)))
    largest = [_value(report, "largest-contentful-paint") for report in reports]
    yield limit(f"{name}: its largest paint", middle(largest), LARGEST_MOST, "ms", note=say_spread(largest))
    blocked = [_value(report, "total-blocking-time") for report in reports]
    yield limit(f"{name}: its blocked time", middle(blocked), 0, "ms", note=say_spread(blocked))
    shift = middle(_value(report, "cumulative-layout-shift") for report in reports)
    yield limit(f"{name}: its layout shift", shift, 0, "of 1", 3)


def _run(executable: str, url: str) -> dict[str, Any] | None:
    command = [executable, url, "--quiet", "--output=json", f"--chrome-flags={_FLAGS}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    environment = {**os.environ, "CHROME_PATH": str(find_chromium() or "")}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, env=environment)
        report: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return None
    return None if report.get("runtimeError") else report


def _value(report: dict[str, Any], audit: str) -> float:
    return float(report["audits"][audit].get("numericValue") or 0)


def _find_lost(report: dict[str, Any]) -> Iterator[str]:
    for category in CATEGORIES:
        for reference in report["categories"][category]["auditRefs"]:
            score = report["audits"][reference["id"]].get("score")
            if reference["weight"] and score is not None and score < 0.9:
                yield str(reference["id"])
