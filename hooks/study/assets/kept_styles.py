"""The joined stylesheets of the last builds: most edits of a page leave them what they were."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from study.assets.styles import join_styles
from study.assets.vocabulary import Vocabulary
from study.kept_texts import find_makers
from study.whole_files import write_whole

_JOINING = [Path(__file__).with_name(name) for name in ("selectors.py", "styles.py", "vocabulary.py")]


def keep_styles(
    sheets: Mapping[str, str],
    target: str,
    names: Mapping[str, str],
    everywhere: Vocabulary,
    anywhere: Vocabulary,
    folder: Path | None,
) -> tuple[str, str]:
    """Return what `join_styles` does, from the folder if all that it depends on was the same before."""
    if not folder:
        return join_styles(sheets, target, names, everywhere, anywhere)
    depends = [
        find_makers(_JOINING, ["tinycss2"]),
        list(sheets.items()),
        target,
        dict(names),
        asdict(everywhere),
        asdict(anywhere),
    ]
    text = json.dumps(depends, default=sorted, sort_keys=True)
    stored = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:32]}.json"
    if stored.is_file():
        common, rest = json.loads(stored.read_bytes())
        return common, rest
    joined = join_styles(sheets, target, names, everywhere, anywhere)
    write_whole(stored, json.dumps(joined).encode())
    return joined
