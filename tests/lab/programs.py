"""Programs that an experiment starts, each in a process group of its own, none of which outlives the experiment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from tests.lab.recordings import Recorded, find_first, parse_line

PATIENCE = 900.0
"""Seconds after which nothing is waited for any more, even on a busy machine."""


class ProgramError(Exception):
    """A program ended, or did not say in time what the experiment waits for; the message has the end of its log."""


class Program:
    """A running program: its lines of JSON as events, its log as a file, and the signals that it can be sent."""

    def __init__(self, who: str, command: Sequence[str | Path], log: Path, environment: Mapping[str, str]) -> None:
        self.who, self.log = who, log
        self.events: list[Recorded] = []
        self._changed = threading.Condition()
        self._said = log.with_suffix(".jsonl")
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                start_new_session=True,
                env={**os.environ, **environment},
            )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The process id, which is its group's too."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it has not ended yet; a paused program runs."""
        return self._process.poll() is None

    def tell(self, line: str) -> None:
        """Write a line to its standard input."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def wait_for(self, what: str, *, timeout: float = PATIENCE, after: float = 0, **data: object) -> Recorded:
        """Return the first event of this kind, later than `after`, with these fields, waiting for it if need be."""
        return self.wait_until(lambda events: find_first(events, what, after=after, **data), what, timeout)

    def wait_for_member(self, who: str, what: str, timeout: float = PATIENCE) -> Recorded:
        """Return the first event of this kind that one of several members in the program says."""
        return self.wait_until(
            lambda events: find_first([one for one in events if one.who == who], what), f"{what} of {who}", timeout
        )

    def wait_until(
        self, find: Callable[[Sequence[Recorded]], Recorded | None], what: str, timeout: float = PATIENCE
    ) -> Recorded:
        """Return the event that `find` finds among those so far, waiting for it if need be."""
        deadline = time.monotonic() + timeout
        with self._changed:
            while True:
                if found := find(self.events):
                    return found
                left = deadline - time.monotonic()
                if left <= 0 or not self._reader.is_alive():
                    raise ProgramError(f"{self.who}: no “{what}” within {timeout:g} s.\n{self.read_log_end()}")
                self._changed.wait(min(left, 0.5))

    def wait_for_end(self, timeout: float = PATIENCE) -> int:
        """Return its exit status once it has ended and all it printed is read."""
        try:
            status = self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise ProgramError(f"{self.who} did not end within {timeout:g} s.\n{self.read_log_end()}") from None
        self._reader.join(timeout)
        return status

    def kill(self) -> float:
        """End it as `kill -9` does, and return when, in milliseconds of the machine's clock."""
        now = time.time() * 1000
        self._signal(signal.SIGKILL)
        self.wait_for_end()
        return now

    def pause(self) -> float:
        """Freeze it as `kill -STOP` does, and return when."""
        self._signal(signal.SIGSTOP)
        return time.time() * 1000

    def resume(self) -> float:
        """Let a frozen program go on, and return when."""
        self._signal(signal.SIGCONT)
        return time.time() * 1000

    def terminate(self, timeout: float = PATIENCE) -> int:
        """Ask it to end as `kill` does, and return its exit status."""
        self._signal(signal.SIGTERM)
        return self.wait_for_end(timeout)

    def read_log_end(self, lines: int = 15) -> str:
        """Return the last lines that it wrote to its log."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])

    def close(self) -> None:
        """End it, if it still runs, and all that it started."""
        self._signal(signal.SIGKILL)
        self._process.wait()
        self._reader.join(10)
        for stream in (self._process.stdin, self._process.stdout):
            _close_quietly(stream)

    def _signal(self, number: int) -> None:
        # A program that has been waited for no longer owns its number.
        if self._process.poll() is None:
            os.killpg(self._process.pid, number)

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._said.open("w", encoding="utf-8") as said:
            self._read_lines(self._process.stdout, said)

    def _read_lines(self, lines: IO[str], said: IO[str]) -> None:
        for line in lines:
            said.write(line)
            event = parse_line(line)
            with self._changed:
                if event:
                    self.events.append(event)
                self._changed.notify_all()


class Programs:
    """All programs of an experiment, ended when it is left, in whatever way."""

    def __init__(self, logs: Path) -> None:
        self._logs, self._started = logs, list[Program]()
        self._former: Any = None

    def start(self, who: str, command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> Program:
        """Start a program whose log bears its name."""
        log = self._logs / f"{len(self._started):03d}-{who}.log"
        self._started.append(Program(who, command, log, environment or {}))
        return self._started[-1]

    def __enter__(self) -> Self:
        # Without a handler the command, or pytest, would end by SIGTERM and leave the programs behind.
        if threading.current_thread() is threading.main_thread():
            self._former = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for program in reversed(self._started):
            program.close()
        if self._former is not None:
            signal.signal(signal.SIGTERM, self._former)


def _close_quietly(stream: IO[Any] | None) -> None:
    if stream:
        try:
            stream.close()
        except BrokenPipeError:
            # Its reader is gone, and with it whoever wanted the rest.
            return
