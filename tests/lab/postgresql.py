"""A PostgreSQL of this machine behind a PgBouncer, both on free ports and with their files in a temporary folder."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import time
from pathlib import Path

from tests.lab.cluster import find_free_ports
from tests.lab.prerequisites import find_postgresql
from tests.lab.programs import Program, ProgramError
from tests.lab.workbench import Workbench

USER = "postgres"
"""Of the database; on a machine where we are root, of the system too, because neither program runs as root."""


class Database:
    """PostgreSQL, and PgBouncer in transaction mode, whose pool can be made larger and smaller while both run."""

    def __init__(self, workbench: Workbench, connections: int) -> None:
        self._programs, self._tools = workbench.programs, find_postgresql()
        self.folder = workbench.folder / "postgresql"
        self.folder.mkdir()
        self._port, self._pool_port = find_free_ports(2)
        self._connections = connections
        self._prefix: list[str | Path] = []
        if os.getuid() == 0:
            self._prefix = ["runuser", "-u", USER, "--"]
            shutil.chown(self.folder, USER, pwd.getpwnam(USER).pw_gid)
            # It must be let through to its own folder.
            workbench.folder.chmod(0o711)
        self._bouncer: Program | None = None

    @property
    def address(self) -> str:
        """The address of the pool for JDBC."""
        return f"jdbc:postgresql://127.0.0.1:{self._pool_port}/postgres?user={USER}&prepareThreshold=0"

    @property
    def versions(self) -> dict[str, str]:
        """What both say of themselves."""
        said = {
            "postgresql": self._read([self._tools / "postgres", "--version"]),
            "pgbouncer": self._read([shutil.which("pgbouncer") or "", "--version"]),
        }
        return {name: found[0] for name, text in said.items() if (found := re.search(r"\d+(\.\d+)+", text))}

    def start(self, pool: int) -> None:
        """Make the database and start both, with so many connections in the pool."""
        data = self.folder / "data"
        self._read([self._tools / "initdb", "-D", data, "-U", USER, "-A", "trust", "--no-sync"])
        options = [f"-p{self._port}", "-h127.0.0.1", f"-k{self.folder}", f"-N{self._connections}"]
        self._programs.start("postgresql", [*self._prefix, self._tools / "postgres", "-D", data, *options])
        self._wait()
        self._write_pool(pool)
        command = [*self._prefix, shutil.which("pgbouncer") or "", self.folder / "pgbouncer.ini"]
        self._bouncer = self._programs.start("pgbouncer", command)

    def execute(self, statement: str) -> str:
        """Return what the database answers to a statement, past the pool."""
        return self._read([*self._psql(self._port, "postgres"), "-c", statement])

    def set_pool(self, size: int) -> None:
        """Let the pool have so many connections from now on, and end those that it has, each after its transaction."""
        self._write_pool(size)
        for statement in ("RELOAD", "RECONNECT"):
            self._read([*self._psql(self._pool_port, "pgbouncer"), "-c", statement])

    def count_connections(self) -> int:
        """Return how many connections the pool has to the database."""
        counted = (
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        return int(self.execute(counted))

    def _psql(self, port: int, database: str) -> list[str | Path]:
        return [self._tools / "psql", "-h127.0.0.1", f"-p{port}", f"-U{USER}", "-qAtX", "-vON_ERROR_STOP=1", database]

    def _write_pool(self, size: int) -> None:
        path = self.folder / "pgbouncer.ini"
        path.write_text(
            "[databases]\n"
            f"postgres = host=127.0.0.1 port={self._port} dbname=postgres user={USER}\n"
            "[pgbouncer]\n"
            f"listen_addr = 127.0.0.1\nlisten_port = {self._pool_port}\nunix_socket_dir =\n"
            "auth_type = any\npool_mode = transaction\nmax_client_conn = 1000\n"
            f"default_pool_size = {size}\nadmin_users = {USER}\nignore_startup_parameters = extra_float_digits\n",
            encoding="utf-8",
        )
        path.chmod(0o644)

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        ready = [*self._prefix, self._tools / "pg_isready", "-h127.0.0.1", f"-p{self._port}"]
        while subprocess.run(ready, capture_output=True).returncode:
            if time.monotonic() > deadline:
                raise ProgramError("PostgreSQL did not start within 60 s")
            time.sleep(0.2)

    def _read(self, command: list[str | Path]) -> str:
        done = subprocess.run([*self._prefix, *command], capture_output=True, text=True, cwd=self.folder)
        if done.returncode:
            raise ProgramError(f"{command[0]}: {done.stderr.strip()}")
        return done.stdout.strip()
