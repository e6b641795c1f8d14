"""What a built site serves in place of the modules and stylesheets that it was written in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from study.pages.simulator_sheet import STAGE_SHEET
from study.publishing.assets.bundle import bundle_modules
from study.publishing.assets.names import find_assets, hashed_name
from study.publishing.assets.stylesheet import bundle_stylesheets, find_page_words, find_script_words

FOLDER = "assets/study"
ENTRIES = (
    "assets/study/study.mjs",
    "assets/study/search/worker.mjs",
    "assets/study/quiz/quiz-element.mjs",
    "assets/study/cards/cards-element.mjs",
    "assets/study/cards/due-element.mjs",
    "assets/study/interview/interview-element.mjs",
    "assets/study/war-room/war-room-element.mjs",
    "assets/study/progress/progress-element.mjs",
    "assets/study/home/today-element.mjs",
    "assets/study/plans/plan-element.mjs",
    "assets/study/plans/last-minutes/last-minutes-element.mjs",
    "assets/study/plans/tonight/tonight-element.mjs",
    "assets/study/drill/drill-element.mjs",
    "assets/study/reply/single-question.mjs",
    "assets/study/reply/single-card.mjs",
)
"""Modules that pages and workers start with."""

STAGE_PARTS = (STAGE_SHEET, "assets/study/simulators/drawing/", "assets/study/simulators/stage/")
"""Where the rules of the stage's stylesheet stand."""

SHEETS = ("assets/study/site.css", "assets/study/practice.css", "assets/study/paper.css", STAGE_SHEET)
"""As pages name them: of every page, of those where readers practise, of those that are printed, of the stage."""

PRACTICE_FOLDERS = tuple(
    f"assets/study/{name}/"
    for name in ("quiz", "cards", "interview", "war-room", "plans/last-minutes", "practice", "progress")
)
"""Where the stylesheets lie that dress pages of practice alone."""

PAPER_FOLDER = "assets/study/paper/"
"""Where those of printed pages lie, with a face that no other page needs."""

_THEME = ("assets/images/", "assets/javascripts/", "assets/stylesheets/")
_THEME_SHEETS = ("assets/stylesheets/main.", "assets/stylesheets/palette.")


@dataclass(frozen=True)
class Finished:
    """The assets of a site that is served."""

    names: Mapping[str, str]
    """Their paths by what pages call them before."""

    copies: Mapping[str, str]
    """Path before, of each that is served as it was."""

    made: Mapping[str, str]
    """Text of the others: bundles of scripts and stylesheets."""

    imports: Mapping[str, Sequence[str]]
    """Paths of the scripts that each script waits for."""

    @property
    def paths(self) -> frozenset[str]:
        """Where something lies."""
        return frozenset({*self.copies, *self.made})


def finish_assets(
    site: Path, pages: Mapping[str, str], assets: Mapping[str, bytes], own_sheets: Sequence[str]
) -> Finished:
    """Return what is served of a site's assets: scripts and stylesheets bundled, and a content hash in every name.

    `pages` and `assets` are given by path, `own_sheets` are paths of the site's stylesheets in order of the cascade.
    """
    named = set().union(*map(find_assets, pages.values()))
    modules = bundle_modules(site, ENTRIES, FOLDER)
    words = find_page_words(pages.values()) | find_script_words(modules.files.values())
    sheets = bundle_stylesheets(site, _plan_sheets(assets, own_sheets), words)
    copied = {
        path: _name_copy(path, content) for path, content in assets.items() if _is_served(path, named, own_sheets)
    }
    served = {path: hashed_name(path, text.encode()) for path, text in sheets.items()}
    names = {**modules.names, **served, **{path: name for path, name in copied.items() if path != name}}
    made = {**modules.files, **{served[path]: text for path, text in sheets.items()}}
    return Finished(names, {name: path for path, name in copied.items()}, made, modules.imports)


def _plan_sheets(assets: Iterable[str], own_sheets: Sequence[str]) -> dict[str, list[str]]:
    """Return what each stylesheet is made of, in order of the cascade: the theme's, then the site's own."""
    theme = [path for start in _THEME_SHEETS for path in assets if path.startswith(start)]
    practice = [path for path in own_sheets if path.startswith(PRACTICE_FOLDERS)]
    paper = [path for path in own_sheets if path.startswith(PAPER_FOLDER)]
    stage = [path for path in own_sheets if path.startswith(STAGE_PARTS)]
    reading = [path for path in own_sheets if path not in {*practice, *paper, *stage}]
    return dict(zip(SHEETS, ([*theme, *reading], practice, paper, stage), strict=True))


def _is_served(path: str, named: set[str], own_sheets: Sequence[str]) -> bool:
    """Return whether an asset is served as it is; of the theme's only what pages name."""
    bundled = path.endswith((".mjs", ".woff2")) or path in own_sheets
    return not bundled and (path in named or not path.startswith(_THEME))


def _name_copy(path: str, content: bytes) -> str:
    return path if path.endswith(".txt") else hashed_name(path, content)  # Licences are found by their names.
