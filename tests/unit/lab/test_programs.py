"""Programs that are started end, whatever happens to the experiment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.lab.programs import Program, ProgramError, Programs

ROOT = Path(__file__).resolve().parents[3]
CHILD = 'sleep 600 & echo \'{"t": 1, "who": "sh", "what": "child", "pid": \'$!\'}\'; wait'
"""A program that starts another one and says its number."""

STARTER = f"""
import signal, sys, time
from pathlib import Path
from tests.lab.programs import Programs
# What runs in the background of a shell ignores it.
signal.signal(signal.SIGINT, signal.default_int_handler)
with Programs(Path(sys.argv[1])) as programs:
    program = programs.start("sh", ["sh", "-c", {CHILD!r}])
    print(program.wait_for("child").data["pid"], flush=True)
    time.sleep(600)
"""


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(pid: int) -> bool:
    deadline = time.monotonic() + 20
    while lives(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not lives(pid)


def start_child(programs: Programs) -> Program:
    return programs.start("sh", ["sh", "-c", CHILD])


def test_what_a_program_started_ends_when_the_experiment_fails(tmp_path: Path) -> None:
    children: list[int] = []

    def experiment() -> None:
        with Programs(tmp_path) as programs:
            children.append(start_child(programs).wait_for("child").data["pid"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        experiment()
    assert wait_until_gone(children[0])


def test_frozen_program_ends_too(tmp_path: Path) -> None:
    with Programs(tmp_path) as programs:
        program = start_child(programs)
        child = program.wait_for("child").data["pid"]
        program.pause()
    assert wait_until_gone(child)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "kill"])
def test_programs_end_with_the_command(tmp_path: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-c", STARTER, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as starter:
        assert starter.stdout is not None
        child = int(starter.stdout.readline())
        os.kill(starter.pid, number)
        starter.wait(20)
    assert wait_until_gone(child)


def test_killed_program_says_nothing_more_and_has_ended(tmp_path: Path) -> None:
    with Programs(tmp_path) as programs:
        program = start_child(programs)
        program.wait_for("child")
        program.kill()
        assert not program.running


def test_waiting_in_vain_shows_the_end_of_the_log(tmp_path: Path) -> None:
    with Programs(tmp_path) as programs:
        program = programs.start("broker", ["sh", "-c", "echo 'no space left' >&2; sleep 600"])
        with pytest.raises(ProgramError, match=r"broker: no “started” within 1 s\.\nno space left"):
            program.wait_for("started", timeout=1)


def test_waiting_for_a_program_that_has_ended_does_not_take_long(tmp_path: Path) -> None:
    with Programs(tmp_path) as programs:
        program = programs.start("broker", ["sh", "-c", "exit 3"])
        assert program.wait_for_end() == 3
        with pytest.raises(ProgramError, match="no “started”"):
            program.wait_for("started", timeout=600)
