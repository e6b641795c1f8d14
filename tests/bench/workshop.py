"""What the parts share: the folder they work in, sites built once and served, and how often to measure."""

from __future__ import annotations

import sys
import threading
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from tests.bench.projects import Project, copy_project, find_chapters, make_project
from tests.static_server import serve_site

BANKS = (600, 1500)
"""Questions of made-up sites, beside those of the real one."""

BANK_CHAPTERS = 18


class Workshop:
    """Builds each site when the first part asks for it."""

    def __init__(self, folder: Path, runs: int, stack: ExitStack) -> None:
        self.folder, self.runs, self._stack = folder, runs, stack

    @cached_property
    def real(self) -> tuple[Project, str]:
        """The real site with the sample chapter, and its address."""
        return self._build(copy_project(self.folder / "real"))

    @cached_property
    def banks(self) -> dict[int, str]:
        """Addresses of the real site and of made-up ones with larger banks, by how many questions they have."""
        project, address = self.real
        made = {count: make_project(self.folder / f"bank-{count}", BANK_CHAPTERS, count) for count in BANKS}
        return {project.count_questions(): address, **{count: self._build(one)[1] for count, one in made.items()}}

    @cached_property
    def eighteen(self) -> tuple[Project, str]:
        """A site as large as the goals speak of, with prose, and its address."""
        return self._build(make_project(self.folder / "eighteen-chapters", 18, 600, words=1600))

    @cached_property
    def longest_chapter(self) -> str:
        """Address, from the site's root, of the real chapter whose page is the largest."""
        project, _ = self.real
        names = [path.stem for path in find_chapters(project.docs)]
        return max((f"chapters/{name}/" for name in names), key=lambda one: _size(project.site / one / "index.html"))

    def say(self, sentence: str) -> None:
        """Tell whoever waits what is going on."""
        print(f"… {sentence}", file=sys.stderr, flush=True)

    def _build(self, project: Project) -> tuple[Project, str]:
        """Build a site for the address at which it is then served until the end."""
        server = serve_site(project.site)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self._stack.callback(server.shutdown)
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        project = replace(project, environment={"SITE_URL": address})
        self.say(f"building {project.root.name}")
        project.build()
        return project, address


def _size(path: Path) -> int:
    copies = [path.with_name(path.name + suffix) for suffix in (".br", ".gz")]
    return next((copy.stat().st_size for copy in copies if copy.is_file()), path.stat().st_size)
