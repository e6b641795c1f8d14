"""Prepares this machine for the Makefile: the virtual environment, a free port, a browser for the tests.

Runs before anything is installed, so it uses the standard library alone.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS_LOCK = ROOT / "deno.lock"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FIREFOX_NAMES = ("firefox", "firefox-esr")


class SetupError(Exception):
    """Something is missing on this machine; the message says what to do about it, in one sentence."""


def install_environment(lock: Path) -> None:
    """Make `.venv` and install exactly what the lock files name, unless that was done before."""
    stamp = VENV / f"{lock.stem}.installed"
    digest = hashlib.sha256(lock.read_bytes() + SCRIPTS_LOCK.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == digest:
        return
    python = str(create_venv())
    print(f"Installing the packages of {lock.name} into {VENV.name} …", flush=True)
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*install, "--require-hashes", "-r", lock], check=False).returncode:
        raise SetupError(
            f"The packages of {lock.name} could not be installed: mend what pip says above and run it again."
        )
    install_script_packages(Path(python).with_name("deno"))
    stamp.write_text(digest, encoding="utf-8")


def install_script_packages(deno: Path) -> None:
    """Install what the build's scripts import, so that no build needs a network."""
    environment = {**os.environ, "DENO_DIR": str(VENV / "deno")}
    if subprocess.run([deno, "install", "--quiet", "--frozen"], cwd=ROOT, env=environment, check=False).returncode:
        raise SetupError(
            f"The packages of {SCRIPTS_LOCK.name} could not be installed from the npm registry: "
            "mend what Deno says above and run it again."
        )


def create_venv() -> Path:
    """Return the Python of `.venv`, made first if there is none that works."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if python.exists() and subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return python
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupError(
            "This Python cannot make a virtual environment: install its venv package "
            "(Debian and Ubuntu: `apt-get install python3-venv`) and run the same command again."
        )
    return python


def check_port(port: int) -> None:
    """Make sure that nothing else answers on this port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise SetupError(
                f"Port {port} of 127.0.0.1 is taken: stop what runs there, or choose another with "
                f"`make serve PORT={port + 1}`."
            ) from error


def find_chromium() -> Path | None:
    """Return a Chromium on the PATH that starts, or nothing."""
    for name in CHROMIUM_NAMES:
        found = shutil.which(name)
        if found and _starts(found):
            return Path(found)
    return None


def find_firefox() -> str | None:
    """Return a Firefox on the PATH."""
    return next((found for name in FIREFOX_NAMES if (found := shutil.which(name))), None)


def install_browsers() -> None:
    """Make sure that the tests have a browser: one on the PATH, else the system's package, else Playwright's own.

    Where nobody sits in front of the machine, Firefox comes too if it is among the system's packages; the tests that
    need it are left out where it is not.
    """
    if os.environ.get("CI") and not find_firefox():
        _install_package("firefox-esr")
    if find_chromium():
        return
    _install_package("chromium")
    if find_chromium():
        return
    print("Downloading Playwright's Chromium …", flush=True)
    if subprocess.run([create_venv(), "-m", "playwright", "install", "chromium"], check=False).returncode:
        raise SetupError(
            "The browser tests need Chromium, and none could be had: install it so that `chromium` is on the PATH "
            "(Debian and Ubuntu: `apt-get install chromium`) and run `make test` again."
        )


def _install_package(name: str) -> None:
    """Install one of the system's packages, if that can be done."""
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        print(f"Installing {name} from the system's packages …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", name]):
            subprocess.run([apt, *arguments], env=environment, stdout=subprocess.DEVNULL, check=False)


def _starts(executable: str) -> bool:
    try:
        return subprocess.run([executable, "--version"], capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main(arguments: list[str] | None = None) -> int:
    """Run one of the steps; on failure print one sentence that says what to do and return 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("environment").add_argument("lock", type=Path)
    steps.add_parser("port").add_argument("port", type=int)
    steps.add_parser("browsers")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.step == "environment":
            install_environment(chosen.lock)
        elif chosen.step == "port":
            check_port(chosen.port)
        else:
            install_browsers()
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
