"""What tells that values in the cache were made by the same code: every file of the code, every installed package."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path
from sysconfig import get_path

_CODE = Path(__file__).parents[2]
_PLAYED = tuple(_CODE.parent / "overrides/assets/study" / name for name in ("simulators", "war-room"))
"""Browser modules that the build runs as well."""

_LEFT_OUT = "__pycache__"


@cache
def read_fingerprint() -> str:
    """Return what changes with any file of the code and with any package; read once, since that is what runs."""
    digest = hashlib.sha256(sys.version.encode())
    files = (path for folder in (_CODE, *_PLAYED) for path in folder.rglob("*"))
    for path in sorted(path for path in files if path.is_file() and _LEFT_OUT not in path.parts):
        digest.update(path.relative_to(_CODE.parent).as_posix().encode() + path.read_bytes())
    for name in sorted(path.name for path in Path(get_path("purelib")).glob("*.dist-info")):
        digest.update(name.encode())
    return digest.hexdigest()
