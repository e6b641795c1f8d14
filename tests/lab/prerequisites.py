"""What experiments need of this machine: Java, the jars of Kafka, and for one of them PostgreSQL."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "lab"
POM = Path(__file__).with_name("pom.xml")
CLIENTS = Path(__file__).with_name("clients")
OLDEST_JAVA = 17


class MissingError(Exception):
    """Something is missing on this machine; the message says what to install, in one sentence."""


@dataclass(frozen=True)
class Java:
    """A Java that can run brokers and compile clients."""

    program: str
    version: str
    """As it says itself, such as `17.0.15 (Debian)`."""


def find_java() -> Java:
    """Return the Java on the path, or say which to install."""
    install = f"install a JDK, {OLDEST_JAVA} or newer (Debian and Ubuntu: `apt-get install openjdk-17-jdk-headless`)"
    if not shutil.which("java"):
        raise MissingError(f"Java is missing: {install}.")
    said = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr
    found = re.search(r'version "((\d+)[^"]*)"', said)
    if not found or int(found[2]) < OLDEST_JAVA:
        raise MissingError(f"Java {found[1] if found else ''} is too old: {install}.")
    if not shutil.which("javac"):
        raise MissingError(f"This Java has no compiler: {install}.")
    return Java("java", found[1])


def find_jars() -> Path:
    """Return the folder of Kafka's jars, copied there by Maven unless that was done before."""
    folder, stamp = CACHE / "libs", CACHE / "libs.copied"
    digest = hashlib.sha256(POM.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == digest:
        return folder
    if not shutil.which("mvn"):
        raise MissingError(
            "Maven is missing: install it to copy Kafka's jars (Debian and Ubuntu: `apt-get install maven`)."
        )
    shutil.rmtree(folder, ignore_errors=True)
    command = ["mvn", "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", "-DincludeScope=runtime"]
    print("Copying the jars of Kafka, 43 MB, from Maven Central into .cache/lab/libs …", flush=True)
    if subprocess.run([*command, f"-DoutputDirectory={folder}"], check=False).returncode:
        raise MissingError("The jars of Kafka could not be copied: mend what Maven says above and run it again.")
    stamp.write_text(digest, encoding="utf-8")
    return folder


def compile_clients(jars: Path) -> Path:
    """Return the folder of the compiled clients, compiled once for each state of their sources."""
    sources = sorted(CLIENTS.glob("*.java"))
    digest = hashlib.sha256(b"".join(one.read_bytes() for one in sources)).hexdigest()[:16]
    folder = CACHE / "classes" / digest
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        partial = tempfile.mkdtemp(dir=folder.parent)
        subprocess.run(["javac", "-nowarn", "-cp", f"{jars}/*", "-d", partial, *sources], check=True)
        try:
            Path(partial).rename(folder)
        except OSError:
            # Another run has compiled the same in the meantime.
            shutil.rmtree(partial)
            if not folder.is_dir():
                raise
    return folder


def find_postgresql() -> Path:
    """Return the folder of PostgreSQL's server programs; PgBouncer is on the path."""
    folders = [
        *Path("/usr/lib/postgresql").glob("*/bin"),
        *(Path(one).parent for one in (shutil.which("initdb"),) if one),
    ]
    found = [one for one in sorted(folders, key=_version_of) if (one / "initdb").is_file()]
    missing = [name for name, there in (("PostgreSQL", found), ("PgBouncer", shutil.which("pgbouncer"))) if not there]
    if missing:
        raise MissingError(
            f"{' and '.join(missing)} missing: install both (Debian, Ubuntu: `apt-get install postgresql pgbouncer`)."
        )
    return found[-1]


def _version_of(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0
