"""What an experiment is given: clusters, clients, a word to whoever waits, and whether to be short."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.lab.cluster import Cluster
from tests.lab.findings import Findings
from tests.lab.prerequisites import CACHE, compile_clients, find_jars, find_java
from tests.lab.programs import Program, Programs
from tests.lab.workbench import SMALL_JVM, Workbench


class Lab:
    """An experiment's tools; everything started with them ends with them."""

    def __init__(self, workbench: Workbench, say: Callable[[str, float], None], *, short: bool = False) -> None:
        self.workbench, self.short, self._say = workbench, short, say
        self.versions = {"java": workbench.java.version}

    def cluster(self, brokers: int = 1, controllers: int = 0, settings: Mapping[str, str] | None = None) -> Cluster:
        """Start a cluster: combined nodes, or brokers and controllers apart if controllers are asked for."""
        self.say("starting Kafka")
        folder = self.workbench.folder
        inner = Workbench(
            Path(tempfile.mkdtemp(prefix="cluster-", dir=folder)),
            self.workbench.programs,
            self.workbench.java,
            self.workbench.jars,
            self.workbench.classes,
        )
        cluster = Cluster(inner, brokers, controllers, settings or {})
        cluster.start()
        self.versions["kafka"] = cluster.version
        return cluster

    def client(self, name: str, who: str, *arguments: object, jvm: Sequence[str] = SMALL_JVM) -> Program:
        """Start `clients/<name>.java`; see `Workbench.client`."""
        return self.workbench.client(name, who, *arguments, jvm=jvm)

    def say(self, sentence: str, done: float = 0) -> None:
        """Tell whoever waits what is going on, and which part of the experiment is done, from 0 to 1."""
        self._say(sentence, done)


@dataclass(frozen=True)
class Experiment:
    """One experiment: its receipt's name and title, about how long it takes, and what runs it."""

    name: str
    title: str
    minutes: float
    run: Callable[[Lab], Findings]
    needs_postgresql: bool = False


@contextmanager
def open_lab(say: Callable[[str, float], None], *, short: bool = False) -> Iterator[Lab]:
    """Give a lab in a temporary folder; when it is left, programs end, and logs stay only if something went wrong."""
    java, jars = find_java(), find_jars()
    classes = compile_clients(jars)
    folder = Path(tempfile.mkdtemp(prefix="lab-"))
    try:
        with Programs(folder) as programs:
            yield Lab(Workbench(folder, programs, java, jars, classes), say, short=short)
    except Exception:
        _save_logs(folder)
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _save_logs(folder: Path) -> None:
    saved = CACHE / "logs" / time.strftime("%H%M%S")
    saved.mkdir(parents=True, exist_ok=True)
    for log in folder.glob("*.log"):
        shutil.copy(log, saved)
    print(f"The logs of all programs are in {saved}.", file=sys.stderr)
