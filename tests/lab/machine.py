"""The machine in words, as a receipt says it."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path


def describe_machine() -> str:
    """Return processors, memory, system and how busy it is, without a name of it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} virtual processors ({_find_processor()}), {memory:.0f} GiB of memory, "
        f"{platform.system()} {platform.release().split('-')[0]}, brokers and clients on the one machine, "
        f"{_find_priority()}"
    )


def describe_load() -> str:
    """Return how busy the machine is now: its load averages."""
    return " ".join(f"{one:.1f}" for one in os.getloadavg())


def _find_priority() -> str:
    """Return whether other programs of the machine had to stand back."""
    nice = os.nice(0)
    load = (
        f"beside other work (load {os.getloadavg()[1]:.0f} at the end)"
        if os.getloadavg()[1] > 2 * (os.cpu_count() or 1)
        else ""
    )
    return " ".join(one for one in (load or "which did little else", f"at priority {nice}" if nice else "") if one)


def _find_processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", cpuinfo.read_text(encoding="utf-8")) if cpuinfo.is_file() else None
    return found[1].strip() if found else platform.machine()
