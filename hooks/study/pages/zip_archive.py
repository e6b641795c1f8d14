"""ZIP files for readers to take along."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_UNIX = 3


def pack_files(files: Mapping[str, bytes], stored: frozenset[str] = frozenset()) -> bytes:
    """Return a ZIP file of these files in this order, equal for equal ones; those in `stored` are not compressed."""
    archive = BytesIO()
    with ZipFile(archive, "w") as package:
        for name, content in files.items():
            entry = ZipInfo(name)
            entry.create_system, entry.compress_type = _UNIX, ZIP_STORED if name in stored else ZIP_DEFLATED
            package.writestr(entry, content, compresslevel=9)
    return archive.getvalue()
