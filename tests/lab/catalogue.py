"""All experiments, in the order in which they are listed and run."""

from __future__ import annotations

from tests.lab.experiments import (
    below_min_isr,
    commit_loss,
    crash_and_join,
    dead_leader,
    hot_key,
    open_transaction,
    retention_and_compaction,
    share_group,
    static_member_restart,
)
from tests.lab.lab import Experiment

EXPERIMENTS: tuple[Experiment, ...] = (
    crash_and_join.EXPERIMENT,
    static_member_restart.EXPERIMENT,
    dead_leader.EXPERIMENT,
    below_min_isr.EXPERIMENT,
    open_transaction.EXPERIMENT,
    commit_loss.EXPERIMENT,
    hot_key.EXPERIMENT,
    share_group.EXPERIMENT,
    retention_and_compaction.EXPERIMENT,
)
