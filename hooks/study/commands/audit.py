"""`make audit`: whether every dependency is pinned with hashes, and what is known against it.

Known vulnerabilities are asked of OSV, which the advisories of PyPI and npm go to; only names and versions are sent.
"""

from __future__ import annotations

import json
import re
import sys
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

SERVICE = "https://api.osv.dev/v1/querybatch"
LOCKS = ("requirements.lock", "requirements-test.lock", "deno.lock")
FOUND, NOT_ASKED = 1, 2

_ENTRY = re.compile(
    r"^(?P<name>[A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?(?P<rest>.*?)(?=^[A-Za-z0-9]|\Z)", re.MULTILINE | re.DOTALL
)
_PIN = re.compile(r"==(?P<version>[^\s;\\]+)")
_NPM_ENTRY = re.compile(r"(?P<name>@?[^@]+)@(?P<version>[^_]+)")

Package = tuple[str, str]
"""Ecosystem, as OSV calls it, and name."""

Ask = Callable[[Mapping[str, object]], Mapping[str, Any]]


def read_lock(text: str) -> tuple[dict[Package, str], list[str]]:
    """Return versions by package, and the packages that are not pinned to one version with hashes.

    The lock file is that of Deno, which is JSON, or of pip.
    """
    return _read_deno_lock(text) if text.startswith("{") else _read_pip_lock(text)


def _read_deno_lock(text: str) -> tuple[dict[Package, str], list[str]]:
    pins, loose = {}, []
    for entry, about in json.loads(text)["npm"].items():
        if (pin := _NPM_ENTRY.match(entry)) and "integrity" in about:
            pins["npm", pin["name"]] = pin["version"]
        else:
            loose.append(entry)
    return pins, loose


def _read_pip_lock(text: str) -> tuple[dict[Package, str], list[str]]:
    text = re.sub(r"^(?:#|--).*\n", "", text, flags=re.MULTILINE)
    pins, loose = {}, []
    for entry in _ENTRY.finditer(text):
        pin = _PIN.match(entry["rest"].lstrip())
        if pin and "--hash=sha256:" in entry["rest"]:
            pins["PyPI", entry["name"].lower()] = pin["version"]
        else:
            loose.append(entry["name"].lower())
    return pins, loose


def find_vulnerabilities(pins: Mapping[Package, str], ask: Ask) -> dict[str, list[str]]:
    """Return the ids of what is known against packages, by `name version`."""
    packages = sorted(pins.items())
    queries = [
        {"package": {"name": name, "ecosystem": ecosystem}, "version": version}
        for (ecosystem, name), version in packages
    ]
    results = ask({"queries": queries})["results"]
    return {
        f"{name} {version}": sorted(one["id"] for one in result["vulns"])
        for ((_, name), version), result in zip(packages, results, strict=True)
        if result.get("vulns")
    }


def ask_osv(query: Mapping[str, object], service: str = SERVICE) -> Mapping[str, Any]:
    """Return what the service answers."""
    body = json.dumps(query).encode()
    request = urllib.request.Request(service, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        answer: Mapping[str, Any] = json.load(reply)
    return answer


def audit(locks: Mapping[str, str], ask: Ask = ask_osv) -> tuple[int, str]:
    """Return exit code and report for the texts of lock files: 0 nothing, 1 something found, 2 could not be asked."""
    pins: dict[Package, str] = {}
    lines: list[str] = []
    for file, text in locks.items():
        pinned, loose = read_lock(text)
        pins |= pinned
        lines += [f"{file}: {name} is not pinned with hashes. Run `make lock`." for name in loose]
    try:
        found = find_vulnerabilities(pins, ask)
    except (OSError, ValueError, KeyError, TypeError) as error:
        lines.append(
            f"The vulnerability service could not be asked, so nothing is known of {len(pins)} packages: {error}. "
            f"{SERVICE} must be reachable from this machine; run the command again where it is."
        )
        return FOUND if len(lines) > 1 else NOT_ASKED, "\n".join(lines)
    lines += [
        f"{package}: {', '.join(ids)}. See https://osv.dev/vulnerability/{ids[0]}" for package, ids in found.items()
    ]
    return (FOUND if lines else 0), "\n".join(lines) or f"{len(pins)} packages, pinned with hashes, nothing known."


def main(arguments: Sequence[str]) -> int:
    """Print the report for the lock files named, or those of the project."""
    code, report = audit({file: Path(file).read_text(encoding="utf-8") for file in arguments or LOCKS})
    print(report)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
