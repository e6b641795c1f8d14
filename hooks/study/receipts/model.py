"""The schema of a receipt: what an experiment writes, and what chapters quote."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from statistics import median
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""Lower-case-with-dashes; a link to a figure hangs on it."""

MINIMAL_RUNS_OF_A_TIME = 5
TIME_UNITS = frozenset({"ms", "s", "min"})


class Entry(BaseModel):
    """Base of everything that a receipt holds: nothing unknown, nothing converted, nothing changed later."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Figure(Entry):
    """A number that a chapter may quote; of several runs the median, with the least and the greatest beside it."""

    label: Annotated[str, Field(min_length=3, max_length=120)]
    """What was measured, as a row's title."""

    unit: str
    """As it is written behind the number; empty for a count whose label names what is counted."""

    runs: Annotated[tuple[float, ...], Field(min_length=1)]
    """The value of each run, in the order of the runs."""

    ratio: bool = False
    """Whether the value compares two measurements of one run, and so has no unit."""

    @model_validator(mode="after")
    def check_runs(self) -> Self:
        """Refuse a time of fewer runs than its spread needs, and a ratio with a unit."""
        if self.unit in TIME_UNITS and len(self.runs) < MINIMAL_RUNS_OF_A_TIME:
            raise ValueError(f"a time needs at least {MINIMAL_RUNS_OF_A_TIME} runs, this has {len(self.runs)}")
        if self.ratio and self.unit:
            raise ValueError("a ratio has no unit")
        return self

    @property
    def median(self) -> float:
        """The value that chapters quote; of floats without the noise of their halves."""
        return round(median(self.runs), 9)


class Span(Entry):
    """A stretch of time in a timeline, from `start` to `end` in milliseconds since the run began."""

    lane: str
    """Which row it is drawn in: a partition, a member, a broker."""

    label: str
    start: Annotated[float, Field(ge=0)]
    end: Annotated[float, Field(ge=0)]
    mark: str = ""
    """What it means for a reader: `good`, `bad`, `hot` or `muted`, as in diagrams; empty for none."""

    @model_validator(mode="after")
    def check_order(self) -> Self:
        """Refuse a span that ends before it starts."""
        if self.end < self.start:
            raise ValueError(f"the span ends at {self.end}, before it starts at {self.start}")
        return self


class Event(Entry):
    """Something that happened once, in milliseconds since the run began."""

    at: Annotated[float, Field(ge=0)]
    where: str
    """The member, broker or client that it happened to."""

    what: str


class Timeline(Entry):
    """One run as it was recorded, drawn on one scale with the other timelines of its receipt."""

    title: str
    spans: tuple[Span, ...] = ()
    events: tuple[Event, ...] = ()


class Series(Entry):
    """Points of a line in a chart."""

    label: str
    points: Annotated[tuple[tuple[float, float], ...], Field(min_length=2)]


class Chart(Entry):
    """Measured points, drawn as lines over one horizontal axis."""

    title: str
    x_label: str
    y_label: str
    series: Annotated[tuple[Series, ...], Field(min_length=1)]


class Table(Entry):
    """What was seen, row by row, where no single number says it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @model_validator(mode="after")
    def check_cells(self) -> Self:
        """Refuse a row that has not a cell for each column."""
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} has {len(row)} cells for {len(self.columns)} columns")
        return self


class Receipt(Entry):
    """One experiment as it ran: what was asked, on what it ran, what came out, and how to repeat it."""

    name: Name
    title: Annotated[str, Field(min_length=5, max_length=80)]
    question: Annotated[str, Field(min_length=20)]
    """What the experiment asks, as a reader would."""

    answer: Annotated[str, Field(min_length=20)]
    """What came out, in one to three sentences."""

    method: Annotated[tuple[str, ...], Field(min_length=1)]
    """What was done, step by step, so that somebody could do it without our code."""

    limits: Annotated[tuple[str, ...], Field(min_length=1)]
    """What the experiment does not show."""

    versions: Mapping[str, str]
    """`kafka` as the running broker says it, `java`, and whatever else took part."""

    settings: Mapping[str, Mapping[str, str]]
    """Settings that differ from defaults, by whose they are: broker, topic, producer, consumer …"""

    machine: str
    """The machine in words."""

    date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    figures: Mapping[Name, Figure]
    timelines: tuple[Timeline, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()

    @model_validator(mode="after")
    def check_run(self) -> Self:
        """Refuse a day that no calendar has, and a run that does not say on which Kafka."""
        try:
            date.fromisoformat(self.date)
        except ValueError as error:
            raise ValueError(f'"{self.date}" is no day of the calendar') from error
        if "kafka" not in self.versions:
            raise ValueError("`versions` does not say which `kafka` ran")
        return self
