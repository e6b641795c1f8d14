"""What the models know by which names; tests hold them against the browser's."""

from __future__ import annotations

MODEL_NAMES = (
    "lag",
    "committed",
    "log_end",
    "arrival",
    "busy",
    "waiting",
    "latency",
    "throughput",
    "goodput",
    "errors",
    "last_poll",
    "batch",
    "drain",
    "age",
    "demanded",
    "evictions",
    "rebalances",
    "written",
    "repeated",
    "lost",
    "pool",
    "open",
    "knee",
    "instances",
    "poll_records",
    "poll_interval",
    "running",
    "paused",
    "stable",
    "retention",
)
"""What formulas may name of the drain model."""

MODEL_SETTINGS = (
    "arrival",
    "outage",
    "instances",
    "max.poll.records",
    "max.poll.interval.ms",
    "writers",
    "onPartitionsAssigned",
    "default_pool_size",
    "knee",
    "latency",
    "rows",
    "timeout",
    "attempts",
    "consumer_byte_rate",
    "retention",
    "auto.offset.reset",
)
"""What may be set of it."""

MODEL_ACTIONS = ("stop", "start", "restart", "pause", "resume", "reconnect", "shed", "admit", "skip")
"""What may be done to it."""
