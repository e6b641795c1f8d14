"""Where an experiment works: its temporary folder, the programs it has started, and how Java is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.lab.prerequisites import Java
from tests.lab.programs import Program, Programs

LOGGING = Path(__file__).with_name("log4j2.xml")
SMALL_JVM = ("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Quick to start on a busy machine; not for measuring what a client can do."""


@dataclass(frozen=True)
class Workbench:
    """Starts brokers and clients with the jars of Kafka, and keeps their files in one folder."""

    folder: Path
    programs: Programs
    java: Java
    jars: Path
    classes: Path

    def java_command(self, flags: Sequence[str] = ()) -> list[str | Path]:
        """Return the start of a command line that calls Java with Kafka's jars and our clients."""
        logging = f"-Dlog4j2.configurationFile={LOGGING}"
        return [self.java.program, *flags, logging, "-cp", f"{self.classes}:{self.jars}/*"]

    def client(self, name: str, who: str, *arguments: object, jvm: Sequence[str] = SMALL_JVM) -> Program:
        """Start `clients/<name>.java` with these arguments; its events name it as it names itself."""
        command = [*self.java_command((*jvm, "-Dlab.log=warn")), name, *map(str, arguments)]
        return self.programs.start(who, command)
