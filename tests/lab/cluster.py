"""A real Kafka cluster in KRaft mode on this machine: nodes on free ports, their files in a temporary folder."""

from __future__ import annotations

import base64
import json
import re
import socket
import time
import uuid
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.lab.programs import PATIENCE, Program, ProgramError
from tests.lab.workbench import Workbench


@dataclass
class Node:
    """One broker or controller: where it listens, what it was told, and its program while it runs."""

    number: int
    roles: str
    port: int
    controller_port: int
    folder: Path
    program: Program | None = None
    starts: int = field(default=0)

    @property
    def running(self) -> Program:
        """Its program, which must have been started."""
        assert self.program is not None, f"node {self.number} was not started"
        return self.program


class Cluster:
    """Nodes that can be started, stopped, killed and frozen one by one, and an administrator for them."""

    def __init__(self, workbench: Workbench, brokers: int, controllers: int, settings: Mapping[str, str]) -> None:
        self._workbench, self.settings = workbench, dict(settings)
        self._id = base64.urlsafe_b64encode(uuid.uuid4().bytes).rstrip(b"=").decode()
        self.nodes = self._plan(brokers, controllers)
        self.brokers = {one.number: one for one in self.nodes.values() if "broker" in one.roles}
        self._administrator: Program | None = None

    @property
    def bootstrap(self) -> str:
        """The addresses of all brokers, for `bootstrap.servers`."""
        return ",".join(f"127.0.0.1:{one.port}" for one in self.brokers.values())

    @property
    def version(self) -> str:
        """The version that the first broker said when it started."""
        log = next(iter(self.brokers.values())).running.log.read_text(encoding="utf-8")
        found = re.search(r"Kafka version: (\S+)", log)
        assert found, "a broker says its version when it starts"
        return found[1]

    def start(self) -> None:
        """Format and start all nodes, and return when every broker takes requests."""
        formatting = [self._format(one) for one in self.nodes.values()]
        for one in formatting:
            if one.wait_for_end():
                raise ProgramError(f"{one.who} failed.\n{one.read_log_end()}")
        for node in self.nodes.values():
            self.start_node(node.number, wait=False)
        for node in self.nodes.values():
            self.wait_for_node(node.number)
        self.wait_for_brokers(len(self.brokers))

    def start_node(self, number: int, *, wait: bool = True) -> None:
        """Start a node that does not run, with its former files."""
        node = self.nodes[number]
        node.starts += 1
        command = [
            *self._workbench.java_command(("-Xms384m", "-Xmx384m")),
            "kafka.Kafka",
            node.folder / "node.properties",
        ]
        node.program = self._workbench.programs.start(f"node{number}", command)
        if wait:
            self.wait_for_node(number)

    def wait_for_node(self, number: int, timeout: float = PATIENCE) -> None:
        """Return when a node says that it is started."""
        program = self.nodes[number].running
        deadline = time.monotonic() + timeout
        while "Kafka Server started" not in program.log.read_text(encoding="utf-8", errors="replace"):
            if time.monotonic() > deadline or not program.running:
                raise ProgramError(f"{program.who} did not start.\n{program.read_log_end()}")
            time.sleep(0.1)

    def kill_node(self, number: int) -> float:
        """End a node as `kill -9` does, and return when, in milliseconds of the machine's clock."""
        return self.nodes[number].running.kill()

    def stop_node(self, number: int) -> float:
        """End a node in order, and return when it was asked to."""
        now = time.time() * 1000
        self.nodes[number].running.terminate()
        return now

    def wait_for_brokers(self, number: int, timeout: float = PATIENCE) -> None:
        """Return when the controller counts this many brokers."""
        deadline = time.monotonic() + timeout
        while len(self.ask("cluster")["brokers"]) != number:
            if time.monotonic() > deadline:
                raise ProgramError(f"there are not {number} brokers after {timeout:g} s")
            time.sleep(0.2)

    def create_topic(
        self,
        topic: str,
        *,
        partitions: int = 1,
        replicas: int = 1,
        assignment: Mapping[int, Sequence[int]] | None = None,
        **config: object,
    ) -> None:
        """Create a topic, and return when it has leaders; `min_insync_replicas=2` sets `min.insync.replicas`."""
        placed = {"assignment": {str(key): list(value) for key, value in assignment.items()}} if assignment else {}
        named = {key.replace("_", "."): str(value) for key, value in config.items()}
        self.ask("create-topic", topic=topic, partitions=partitions, replicas=replicas, config=named, **placed)
        self._wait_for_leaders(topic)

    def describe_topic(self, topic: str) -> dict[int, dict[str, Any]]:
        """Return leader, replicas, in-sync and eligible leader replicas of each partition."""
        return {int(key): value for key, value in self.ask("describe-topic", topic=topic).items()}

    def set_config(self, kind: str, name: str, **config: object) -> None:
        """Set configs of a `topic`, a `group`, a `broker` or a `client_metrics`, such as `share_auto_offset_reset`."""
        named = {key.replace("_", "."): str(value) for key, value in config.items()}
        self.ask("set-config", type=kind, name=name, config=named)

    def write(self, topic: str, records: int, *, partitions: int = 1, pause: int = 0) -> None:
        """Write as many records to each partition, one after each pause in milliseconds, and return when all are in."""
        self.ask("write", topic=topic, records=records, partitions=partitions, pause=pause)

    def ask(self, do: str, **asked: object) -> Any:
        """Return the answer of the administrator to something that `clients/ClusterAdmin.java` can do."""
        if not self._administrator or not self._administrator.running:
            self._administrator = self._workbench.client("ClusterAdmin", "admin", self.bootstrap)
        answered = len(self._administrator.events)
        self._administrator.tell(json.dumps({"do": do, **asked}))
        answer = self._administrator.wait_until(lambda events: next(iter(events[answered:]), None), do)
        if "error" in answer.data:
            raise ProgramError(f"{do}: {answer.data['error']}")
        return answer.data["answer"]

    def _wait_for_leaders(self, topic: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                if all(one["leader"] >= 0 for one in self.describe_topic(topic).values()):
                    return
            except ProgramError as error:
                if "UnknownTopic" not in str(error):
                    raise
            time.sleep(0.1)
        raise ProgramError(f"topic {topic} has no leaders")

    def _plan(self, brokers: int, controllers: int) -> dict[int, Node]:
        """Return combined nodes, or brokers from 1 and controllers from 101 where these are to outlive brokers."""
        roles = dict.fromkeys(range(1, brokers + 1), "broker" if controllers else "broker,controller")
        roles |= dict.fromkeys(range(101, 101 + controllers), "controller")
        ports = find_free_ports(2 * len(roles))
        return {
            number: Node(number, role, ports.pop(), ports.pop(), self._workbench.folder / f"node{number}")
            for number, role in roles.items()
        }

    def _format(self, node: Node) -> Program:
        node.folder.mkdir()
        properties = node.folder / "node.properties"
        lines = (f"{key}={value}" for key, value in self._describe(node).items())
        properties.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [*self._workbench.java_command(("-XX:TieredStopAtLevel=1",)), "kafka.tools.StorageTool", "format"]
        command += [f"--cluster-id={self._id}", "-c", properties]
        return self._workbench.programs.start(f"format{node.number}", command)

    def _describe(self, node: Node) -> dict[str, str]:
        """Return the settings of a node: what names it, what its size demands, and what the experiment says."""
        voters = [one for one in self.nodes.values() if "controller" in one.roles]
        client, controller = f"PLAINTEXT://127.0.0.1:{node.port}", f"CONTROLLER://127.0.0.1:{node.controller_port}"
        listeners = [client] * ("broker" in node.roles) + [controller] * ("controller" in node.roles)
        copies = str(min(3, sum("broker" in one.roles for one in self.nodes.values())))
        named = {
            "process.roles": node.roles,
            "node.id": str(node.number),
            "controller.quorum.voters": ",".join(f"{one.number}@127.0.0.1:{one.controller_port}" for one in voters),
            "controller.listener.names": "CONTROLLER",
            "listeners": ",".join(listeners),
            "log.dirs": str(node.folder / "data"),
        }
        if "broker" in node.roles:
            named["advertised.listeners"] = client
        for topic in ("offsets.topic", "transaction.state.log", "share.coordinator.state.topic"):
            named[f"{topic}.replication.factor"] = copies
        for topic in ("transaction.state.log", "share.coordinator.state.topic"):
            named[f"{topic}.min.isr"] = "1"
        return {**named, **self.settings}


def find_free_ports(number: int) -> list[int]:
    """Return as many ports of this machine as are asked for, on which nothing listens now."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
