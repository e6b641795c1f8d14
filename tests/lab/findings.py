"""What an experiment hands back, and the receipt that is made of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from study.receipts.model import Chart, Figure, Receipt, Table, Timeline

LARGEST_RECEIPT = 60 * 1024


@dataclass(frozen=True)
class Findings:
    """What came out of an experiment; the fields are those of a receipt, with what the experiment expected to see."""

    question: str
    answer: str
    method: tuple[str, ...]
    limits: tuple[str, ...]
    settings: Mapping[str, Mapping[str, str]]
    figures: Mapping[str, Figure]
    conclusions: Mapping[str, bool]
    """Each sentence that the answer rests on, and whether it held in every run."""
    timelines: tuple[Timeline, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    """Of what took part beside Kafka and Java."""

    @property
    def refuted(self) -> tuple[str, ...]:
        """The sentences that did not hold."""
        return tuple(sentence for sentence, held in self.conclusions.items() if not held)


def make_receipt(
    name: str, title: str, findings: Findings, *, versions: Mapping[str, str], machine: str, date: str
) -> Receipt:
    """Return the checked receipt of an experiment."""
    return Receipt(
        name=name,
        title=title,
        question=findings.question,
        answer=findings.answer,
        method=findings.method,
        limits=findings.limits,
        versions={**versions, **findings.versions},
        settings=findings.settings,
        machine=machine,
        date=date,
        figures=findings.figures,
        timelines=findings.timelines,
        charts=findings.charts,
        tables=findings.tables,
    )


def write_receipt(receipt: Receipt, folder: Path) -> Path:
    """Write a receipt as sorted JSON, refusing one that is too large, and return its file."""
    text = json.dumps(receipt.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    size = len(text.encode("utf-8"))
    if size > LARGEST_RECEIPT:
        raise ValueError(f"the receipt has {size} bytes, more than {LARGEST_RECEIPT}: cut events that do not tell")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{receipt.name}.json"
    path.write_text(text, encoding="utf-8")
    return path
