"""The command `python -m study.commands.check docs`: everything authors have to mend, without building the site."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from study.authoring.problems import Problem, report
from study.commands.site_files import SiteFiles, find_mistakes, read_site, validate_site
from study.pages.glossary import FILE_NAME as GLOSSARY
from study.pages.glossary import read_glossary


def render_findings(problems: Sequence[Problem]) -> str:
    """Return errors, then warnings, one a line, each under a line that counts them."""
    errors = [problem for problem in problems if problem.severity == "error"]
    warnings = [problem for problem in problems if problem.severity == "warning"]
    lines = [report(errors)] if errors else []
    if warnings:
        lines.append(f"{len(warnings)} warning{'s' if len(warnings) > 1 else ''}:")
        lines += [f"  {problem}" for problem in sorted(warnings)]
    return "\n".join(lines) or "Nothing to mend."


def find_problems(site: SiteFiles) -> list[Problem]:
    """Return what is to be mended in all pages, in the glossary's terms, and, where chapters are right, in scripts."""
    validated = validate_site(site)
    _, problems = find_mistakes(site, validated)
    return [*problems, *read_glossary(site.docs / GLOSSARY).problems]


def main(arguments: list[str]) -> int:
    """Print what is to be mended; 1 if anything would stop the build."""
    problems = find_problems(read_site(arguments))
    print(render_findings(problems))
    return int(any(problem.severity == "error" for problem in problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
