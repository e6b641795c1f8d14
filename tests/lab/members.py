"""Members of groups in a client process: how they are told to join and to close."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from tests.lab.programs import Program


@dataclass(frozen=True)
class Group:
    """What the members of one group have in common."""

    name: str
    topic: str
    settings: Mapping[str, str]


def join(process: Program, who: str, group: Group, work: float, *, instance: str = "", acknowledge: str = "") -> None:
    """Let a member join from a process of `Members.java` or `ShareMembers.java`; `work` is in milliseconds.

    With an instance it is a static member. `acknowledge` is for share groups: accept, release, or implicitly.
    """
    asked = {
        "do": "join",
        "who": who,
        "group": group.name,
        "topic": group.topic,
        "work": round(work),
        "acknowledge": acknowledge,
        "settings": {**group.settings, **({"group.instance.id": instance} if instance else {})},
    }
    process.tell(json.dumps(asked))


def close(process: Program, who: str) -> None:
    """Let a member close in order, once the work of its last poll is done."""
    process.tell(json.dumps({"do": "close", "who": who}))
