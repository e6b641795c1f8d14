"""The lock files install wherever the project is promised to run."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[3]
PYTHONS = ("3.11.0", "3.11.2", "3.11.4", "3.11.5", "3.12.0", "3.13.0", "3.14.0")
PLATFORMS = (("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64"))
_PIN = re.compile(r"^([a-z0-9._-]+==[^\\\n]+)", re.MULTILINE)


def read_pins(lock: str) -> list[Requirement]:
    return [Requirement(pin) for pin in _PIN.findall((ROOT / lock).read_text(encoding="utf-8"))]


def applies(pin: Requirement, python: str, platform: tuple[str, str] = PLATFORMS[0]) -> bool:
    system, machine = platform
    environment = {"python_full_version": python, "python_version": python.rpartition(".")[0]}
    environment |= {"sys_platform": system, "platform_machine": machine}
    return pin.marker is None or pin.marker.evaluate(environment)


def find_wanted_python(pin: Requirement) -> SpecifierSet | None:
    """Return for which Python the pinned version is, if it is the one that is installed here."""
    try:
        installed = metadata(pin.name)
    except PackageNotFoundError:
        return None
    same = pin.specifier.contains(installed["Version"], prereleases=True)
    return SpecifierSet(installed["Requires-Python"] or "") if same else None


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
@pytest.mark.parametrize("python", PYTHONS)
def test_pinned_versions_are_for_this_python(python: str, lock: str) -> None:
    wanted = {str(pin): find_wanted_python(pin) for pin in read_pins(lock) if applies(pin, python)}
    assert len([one for one in wanted.values() if one is not None]) > 30
    assert [pin for pin, one in wanted.items() if one is not None and not one.contains(python)] == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
@pytest.mark.parametrize("platform", PLATFORMS, ids="-".join)
def test_each_package_is_pinned_once(platform: tuple[str, str], lock: str) -> None:
    for python in PYTHONS:
        names = [pin.name for pin in read_pins(lock) if applies(pin, python, platform)]
        assert len(names) == len(set(names)), python


def test_oldest_python_is_the_one_that_is_promised() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={PYTHONS[0].removesuffix('.0')}"
