"""A host whose files can be replaced, and a visit to it after which the site is kept."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.browser.waiting import wait_until
from tests.static_server import SiteHandler

CONTROLLED = "navigator.serviceWorker.controller?.state === 'activated'"


class Host:
    """A host under a path whose files can be replaced, refused, sent late or in pieces."""

    def __init__(self, folder: Path, path: str = "/kafka/") -> None:
        self.folder, self.path = folder, path
        self.refused: Callable[[str], int] = lambda _: 0
        self.delay: Callable[[str], float] = lambda _: 0
        self.cut: Callable[[bytes], Iterable[bytes]] = lambda content: (content,)
        self.asked: list[str] = []
        host = self

        class Handler(SiteHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0].removeprefix(host.path)
                host.asked.append(path)
                time.sleep(host.delay(path))
                if status := host.refused(path) or (0 if self.path.startswith(host.path) else 404):
                    self.send_error(status)
                    return
                super().do_GET()

            def copyfile(self, source: Any, outputfile: Any) -> None:
                for piece in host.cut(source.read()):
                    outputfile.write(piece)
                    outputfile.flush()

            def translate_path(self, path: str) -> str:
                inside = path.partition("?")[0].removeprefix(host.path)
                found = host.folder / inside
                return f"{found}/" if inside.endswith("/") or not inside else str(found)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def at(self, page: str = "") -> str:
        """Return the address of a page."""
        return f"http://127.0.0.1:{self.server.server_address[1]}{self.path}{page}"


def visit(context: BrowserContext, host: Host, page: str = "") -> Page:
    """Open a page and wait until the site is kept."""
    opened = context.new_page()
    opened.goto(host.at(page))
    wait_until(opened, CONTROLLED)
    return opened
