"""A cache in one SQLite file, which several builds may use at once; damage loses values, never a build."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

DAYS = 30
"""How long a value stays that no build asks for."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS fingerprint (value TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS entry (key BLOB PRIMARY KEY, value BLOB, checksum BLOB, used REAL DEFAULT (julianday()));
"""


def make_key(*parts: str) -> bytes:
    """Return the key of what is made from these texts alone; the first names what it is."""
    return hashlib.sha256("\0".join(parts).encode()).digest()


class Cache:
    """Values by key. Without a file, or with one that cannot be used, it forgets them with itself."""

    def __init__(self, file: Path | None = None, fingerprint: str = "") -> None:
        """Open the file; values that were made under another fingerprint are dropped."""
        self._values: dict[bytes, bytes] = {}
        self._database = _open(file, fingerprint) if file else None

    def __contains__(self, key: bytes) -> bool:
        """Return whether there is a value under the key."""
        return self._read(key) is not None

    def get(self, key: bytes, make: Callable[[], str]) -> str:
        """Return the text under the key; if there is none, that which `make` returns, which stays there."""
        return self.get_bytes(key, lambda: make().encode()).decode()

    def get_bytes(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """Return the bytes under the key; if there are none, those that `make` returns, which stay there."""
        value = self._read(key)
        if value is None:
            self._values[key] = value = make()
            self._write(key, value)
        return value

    def close(self) -> None:
        """Note which values this build used, and drop those that none has used for long."""
        if self._database:
            with suppress(sqlite3.Error), self._database:
                used = [(key,) for key in self._values]
                self._database.executemany("UPDATE entry SET used = julianday() WHERE key = ?", used)
                self._database.execute("DELETE FROM entry WHERE used < julianday() - ?", (DAYS,))
            self._database.close()
            self._database = None

    def _read(self, key: bytes) -> bytes | None:
        if key not in self._values and self._database:
            with suppress(sqlite3.Error):
                row = self._database.execute("SELECT value, checksum FROM entry WHERE key = ?", (key,)).fetchone()
                if row and hashlib.sha256(row[0]).digest() == row[1]:
                    self._values[key] = row[0]
        return self._values.get(key)

    def _write(self, key: bytes, value: bytes) -> None:
        if self._database:
            row = (key, value, hashlib.sha256(value).digest())
            with suppress(sqlite3.Error):
                self._database.execute("INSERT OR REPLACE INTO entry (key, value, checksum) VALUES (?, ?, ?)", row)


def _open(file: Path, fingerprint: str) -> sqlite3.Connection | None:
    """Return the database; one that is no database any more is made anew."""
    for _ in range(2):
        try:
            return _prepare(file, fingerprint)
        except sqlite3.DatabaseError:
            for path in file.parent.glob(f"{file.name}*"):
                path.unlink(missing_ok=True)
        except OSError:
            break
    return None


def _prepare(file: Path, fingerprint: str) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(file, timeout=5, isolation_level=None, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = OFF")
        database.executescript(_SCHEMA)
        if database.execute("SELECT value FROM fingerprint").fetchall() != [(fingerprint,)]:
            with database:
                database.executescript("DELETE FROM fingerprint; DELETE FROM entry;")
                database.execute("INSERT OR REPLACE INTO fingerprint VALUES (?)", (fingerprint,))
    except sqlite3.Error:
        database.close()
        raise
    return database
