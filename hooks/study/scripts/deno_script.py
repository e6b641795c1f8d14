"""Scripts of the build that run in Deno, with the packages that `deno.lock` pins; none of them can use the network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PACKAGES = Path(sys.prefix) / "deno"
"""Where `bootstrap.py` installs them."""

LOCK = Path(__file__).parents[3] / "deno.lock"

_ARGUMENTS = ("run", "--quiet", "--no-prompt", "--cached-only", "--frozen")
_PERMISSIONS = ("--allow-read", "--allow-env", "--allow-run", "--allow-sys")


def run_script(script: Path, request: Mapping[str, object]) -> Any:
    """Return what a script answers; both ways it is JSON."""
    from deno import find_deno_bin

    environment = {**os.environ, "DENO_DIR": str(PACKAGES), "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
    command = [find_deno_bin(), *_ARGUMENTS, *_PERMISSIONS, str(script)]
    done = subprocess.run(command, input=json.dumps(request), capture_output=True, text=True, env=environment)
    if done.returncode:
        raise ValueError(f"{script.name} failed; `make build` installs what it needs. {done.stderr.strip()}")
    return json.loads(done.stdout)
