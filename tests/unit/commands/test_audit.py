"""The audit of pinned dependencies, asked of a service that is played here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from study.commands.audit import FOUND, LOCKS, NOT_ASKED, ask_osv, audit, read_lock

ROOT = Path(__file__).resolve().parents[3]
LOCK = (
    "jinja2==3.1.4 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\nruamel.yaml[x]==0.19 \\\n    --hash=sha256:cc\n"
)
DENO_LOCK = '{"npm": {"esbuild@0.28.2": {"integrity": "sha512-aa"}, "@a/b@1.0.0_c@2": {"integrity": "sha512-bb"}}}'


def know_nothing(query: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"results": [{} for _ in query["queries"]]}


def know_jinja(query: Mapping[str, Any]) -> Mapping[str, Any]:
    known = {"name": "jinja2", "ecosystem": "PyPI"}
    return {
        "results": [
            {"vulns": [{"id": "B-2"}, {"id": "A-1"}]} if q["package"] == known else {} for q in query["queries"]
        ]
    }


def refuse(_: Mapping[str, object]) -> Mapping[str, Any]:
    raise OSError("Name or service not known")


@pytest.mark.parametrize(
    ("lock", "ask", "code", "said"),
    [
        (LOCK, know_nothing, 0, "2 packages, pinned with hashes, nothing known."),
        (LOCK, know_jinja, FOUND, "jinja2 3.1.4: A-1, B-2. See https://osv.dev/vulnerability/A-1"),
        (DENO_LOCK, know_nothing, 0, "2 packages, pinned with hashes, nothing known."),
        (DENO_LOCK.replace("integrity", "other", 1), know_nothing, FOUND, "a.lock: esbuild@0.28.2 is not pinned"),
        (LOCK, refuse, NOT_ASKED, "could not be asked, so nothing is known of 2 packages: Name or service not known."),
        (LOCK, lambda _: {}, NOT_ASKED, "could not be asked"),
        ("jinja2>=3\n", know_nothing, FOUND, "a.lock: jinja2 is not pinned with hashes. Run `make lock`."),
        ("jinja2==3\n", know_nothing, FOUND, "a.lock: jinja2 is not pinned with hashes."),
        ("jinja2==3\n", refuse, FOUND, "could not be asked"),
    ],
    ids=[
        *("nothing", "something", "npm", "npm-without-hash", "unreachable", "no-answer"),
        *("loose", "without-hash", "loose-and-unreachable"),
    ],
)
def test_audit(lock: str, ask: Any, code: int, said: str) -> None:
    found, report = audit({"a.lock": lock}, ask)
    assert found == code
    assert said in report


def test_service_that_is_not_there_is_an_error_of_the_system() -> None:
    with pytest.raises(OSError, match="refused"):
        ask_osv({"queries": []}, "http://127.0.0.1:9/")


@pytest.mark.parametrize("file", LOCKS)
def test_every_dependency_is_pinned_with_hashes(file: str) -> None:
    pins, loose = read_lock((ROOT / file).read_text(encoding="utf-8"))
    assert len(pins) > 20
    assert loose == []


def test_npm_packages_are_asked_for_by_name_and_ecosystem() -> None:
    assert read_lock(DENO_LOCK)[0] == {("npm", "esbuild"): "0.28.2", ("npm", "@a/b"): "1.0.0"}
