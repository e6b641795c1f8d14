"""`make audio-checked`: lists turns that have to be checked against what they stand on, or notes that they were."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from study.audio.checked import FILE_NAME, add_checked
from study.audio.model import FOLDER
from study.audio.targets import find_targets
from study.authoring.problems import Problem, report
from study.commands.site_files import find_mistakes, read_site, validate_site


def main(arguments: list[str]) -> int:
    """List what is unchecked, or note one episode as checked; 1 if a script has mistakes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path)
    parser.add_argument("--episode", default="", help="note all turns of this one as checked")
    chosen = parser.parse_args(arguments)
    site = read_site([str(chosen.docs)])
    validated = validate_site(site)
    scripts, problems = find_mistakes(site, validated)
    if errors := [problem for problem in problems if problem.severity == "error"]:
        print(report(errors), file=sys.stderr)
        return 1
    names = {episode.name: episode for episode in scripts.episodes}
    if chosen.episode and chosen.episode not in names:
        print(f"There is no episode {chosen.episode}. There are: {', '.join(names) or 'none'}.", file=sys.stderr)
        return 1
    if chosen.episode:
        path = site.docs / FOLDER / FILE_NAME
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        targets = find_targets(validated.chapters, site.sources, site.receipts.by_name)
        path.write_text(add_checked(before, names[chosen.episode], targets), encoding="utf-8")
        print(f"{len(names[chosen.episode].turns)} turns of {chosen.episode} are noted as checked in {path}.")
        return 0
    for name, unchecked in scripts.unchecked.items():
        for one in unchecked:
            print(Problem(f"{site.docs.name}/{FOLDER}{name}.md", one.turn.line, f"{one.reason}."))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
