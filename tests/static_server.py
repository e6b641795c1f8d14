"""Serves a built site as a good host does: compressed copies where there are some, hashed names kept for ever."""

from __future__ import annotations

import functools
import http.server
import os
import re
import sys
import threading
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

_ENCODINGS = {"br": ".br", "gzip": ".gz"}
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")
_HASHED = re.compile(r"\.[0-9a-f]{8}\.")


_TYPES = {".mjs": "text/javascript", ".webmanifest": "application/manifest+json", ".woff2": "font/woff2"}


class SiteHandler(http.server.SimpleHTTPRequestHandler):
    """Answers with the smallest copy that the browser takes."""

    protocol_version = "HTTP/1.1"
    knows_ranges = True

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Return the type of a file by its suffix."""
        return _TYPES.get(Path(path).suffix) or super().guess_type(path)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: failed requests are reported by the browser."""

    def send_head(self) -> BinaryIO | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.split("?")[0].endswith("/"):
            path = path / "index.html"
        if path.is_dir() or not path.is_file():
            return super().send_head()
        accepted = self.headers.get("Accept-Encoding", "")
        copies = [(name, path.with_name(path.name + suffix)) for name, suffix in _ENCODINGS.items() if name in accepted]
        encoding, served = next(((name, copy) for name, copy in copies if copy.is_file()), ("", path))
        if self.knows_ranges and path.suffix == ".mp3" and (asked := _RANGE.fullmatch(self.headers.get("Range", ""))):
            return self._send_part(path, asked)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(served.stat().st_size))
        self.send_header("Vary", "Accept-Encoding")
        hashed = _HASHED.search(path.name)
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if hashed else "no-cache")
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        return served.open("rb")

    def _send_part(self, path: Path, asked: re.Match[str]) -> BinaryIO:
        """Answer a player that asks for a part of a sound."""
        content = path.read_bytes()
        first, last = int(asked[1]), min(int(asked[2] or len(content)), len(content) - 1)
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(last - first + 1))
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(content)}")
        self.end_headers()
        return BytesIO(content[first : last + 1])


def serve_site(folder: Path, port: int = 0) -> http.server.ThreadingHTTPServer:
    """Return a server for a folder on this machine; `serve_forever` runs it."""
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), functools.partial(SiteHandler, directory=str(folder)))


@functools.cache
def find_address(folder: Path) -> str:
    """Return the address, ending in `/`, at which a folder is served for as long as this process runs."""
    server = serve_site(folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/"


if __name__ == "__main__":
    serve_site(Path(sys.argv[1]), int(sys.argv[2])).serve_forever()
