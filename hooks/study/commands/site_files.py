"""The files of the site for the commands that authors run; the build gets its own from MkDocs."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from study.audio.reading import Scripts, read_scripts
from study.audio.targets import find_targets
from study.authoring.problems import Problem
from study.bank.published import ANCHORS, IDS, PublishedIds, read_published
from study.bank.topics import FILE_NAME as TOPICS_FILE
from study.bank.topics import Topics, read_topics
from study.checks.validate import Validated, find_today, validate_pages
from study.pages.glossary import FILE_NAME as GLOSSARY
from study.pages.glossary import read_glossary
from study.receipts.reading import FOLDER, Receipts, read_receipts


@dataclass(frozen=True)
class SiteFiles:
    """Everything the commands need from a folder of pages."""

    docs: Path
    sources: Mapping[str, str]
    """Whole text of every page by its path in the folder."""

    topics: Topics
    published: PublishedIds
    anchors: PublishedIds
    receipts: Receipts


def read_site(arguments: list[str]) -> SiteFiles:
    """Return the files of the folder named on the command line, `docs` if none is."""
    parser = argparse.ArgumentParser(description="Reads the pages of the site.")
    parser.add_argument("docs", nargs="?", default="docs", type=Path, help="folder of the pages (docs)")
    docs: Path = parser.parse_args(arguments).docs
    if not docs.is_dir():
        parser.error(f"there is no folder {docs}")
    paths = sorted(
        path for path in docs.rglob("*.md") if not any(part.startswith(".") for part in path.relative_to(docs).parts)
    )
    sources = {}
    for path in paths:
        try:
            sources[path.relative_to(docs).as_posix()] = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            parser.error(f"{path} is not in UTF-8: save it as UTF-8")
    return SiteFiles(
        docs,
        sources,
        read_topics(docs / TOPICS_FILE),
        read_published(docs / IDS.file_name, IDS),
        read_published(docs / ANCHORS.file_name, ANCHORS),
        read_receipts(docs / FOLDER),
    )


def find_mistakes(site: SiteFiles, validated: Validated) -> tuple[Scripts, tuple[Problem, ...]]:
    """Return the scripts, and what is to be mended in pages, or in scripts where no page has a mistake.

    A script that stands on a chapter with mistakes would seem to stand on nothing.
    """
    scripts = _read_scripts(site, validated)
    is_wrong = any(problem.severity == "error" for problem in validated.problems)
    return scripts, validated.problems if is_wrong else (*validated.problems, *scripts.problems)


def _read_scripts(site: SiteFiles, validated: Validated) -> Scripts:
    targets = find_targets(validated.chapters, site.sources, site.receipts.by_name)
    terms = (spelling for term in read_glossary(site.docs / GLOSSARY).terms for spelling in term.spellings)
    return read_scripts(site.docs, [chapter.slug for chapter in validated.chapters], targets, terms)


def validate_site(site: SiteFiles) -> Validated:
    """Return the chapters and problems of the site as of today."""
    return validate_pages(
        site.sources,
        topics=site.topics,
        published=site.published,
        anchors=site.anchors,
        receipts=site.receipts,
        today=find_today(datetime.now(UTC)),
        root=site.docs.as_posix(),
    )
