"""Drives an installed Firefox over Marionette, which it speaks itself: Playwright needs a Firefox of its own.

A command goes as `length:[0, id, name, parameters]` and returns as `length:[1, id, error, value]`.
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

PATIENCE = 60
_SETTINGS = {
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "marionette.port": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.manage-offline-status": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.server": "",
}


class Firefox:
    """One window."""

    def __init__(self, connection: socket.socket) -> None:
        self._stream = connection.makefile("rwb")
        self._ids = count(1)
        self._read()
        self.ask("WebDriver:NewSession", capabilities={})

    def ask(self, command: str, **parameters: Any) -> Any:
        """Return what a command answers."""
        text = json.dumps([0, next(self._ids), command, parameters]).encode()
        self._stream.write(b"%d:%s" % (len(text), text))
        self._stream.flush()
        _, _, error, value = self._read()
        assert error is None, error["message"]
        return value

    def open(self, url: str) -> None:
        """Go to a page and wait until it has loaded."""
        self.ask("WebDriver:Navigate", url=url)

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression on the page."""
        return self.ask("WebDriver:ExecuteScript", script=f"return {expression};", args=[])["value"]

    def wait_until(self, expression: str) -> None:
        """Ask the page again and again, until the answer is neither false nor nothing."""
        end = time.monotonic() + PATIENCE
        while not self.evaluate(expression):
            assert time.monotonic() < end, f"never came true in Firefox: {expression}"
            time.sleep(0.05)

    def click(self, tag: str, text: str) -> None:
        """Click the first element that has this text, as a pointer does."""
        path = f"//{tag}[contains(normalize-space(.), '{text}')]"
        self.ask("WebDriver:ElementClick", id=self._find("xpath", path))

    def type(self, selector: str, text: str) -> None:
        """Type into the first element of a CSS selector."""
        self.ask("WebDriver:ElementSendKeys", id=self._find("css selector", selector), text=text)

    @contextmanager
    def preference(self, name: str, value: int) -> Iterator[None]:
        """Set a number among the browser's preferences for a while."""
        self._command(f"Services.prefs.setIntPref({name!r}, {value})")
        try:
            yield
        finally:
            self._command(f"Services.prefs.clearUserPref({name!r})")

    @contextmanager
    def offline(self) -> Iterator[None]:
        """Take the network away for a while."""
        self._command("Services.io.offline = true")
        try:
            yield
        finally:
            self._command("Services.io.offline = false")

    def _find(self, using: str, value: str) -> str:
        """Return what names the first element in commands."""
        found = self.ask("WebDriver:FindElement", using=using, value=value)
        (reference,) = found["value"].values()
        return str(reference)

    def _command(self, statement: str) -> None:
        """Let the browser itself run something."""
        self.ask("Marionette:SetContext", value="chrome")
        self.ask("WebDriver:ExecuteScript", script=statement, args=[])
        self.ask("Marionette:SetContext", value="content")

    def _read(self) -> Any:
        length = b""
        while (digit := self._stream.read(1)) != b":":
            assert digit, "Firefox has gone"
            length += digit
        return json.loads(self._stream.read(int(length)))


@contextmanager
def open_firefox(executable: str, profile: Path) -> Iterator[Firefox | None]:
    """Run Firefox without a window of its own; nothing comes if it does not start."""
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _SETTINGS.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [
        executable,
        "--headless",
        "--marionette",
        "--remote-allow-system-access",
        "--no-remote",
        "--profile",
        str(profile),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        port = _wait_for_port(process, profile / "MarionetteActivePort")
        if port is None:
            yield None
            return
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
            yield Firefox(connection)
    finally:
        process.terminate()
        process.wait()


def _wait_for_port(process: subprocess.Popen[bytes], file: Path) -> int | None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if file.is_file() and re.fullmatch(r"\d+", text := file.read_text(encoding="utf-8").strip()):
            return int(text)
        time.sleep(0.05)
    return None
