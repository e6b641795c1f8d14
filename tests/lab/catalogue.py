"""All experiments, in the order in which they are listed and run."""

from __future__ import annotations

from tests.lab.experiments import (
    batches,
    below_min_isr,
    commit_loss,
    copies,
    crash_and_join,
    dead_leader,
    herd,
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
    copies.EXPERIMENT,
    batches.EXPERIMENT,
    commit_loss.EXPERIMENT,
    herd.EXPERIMENT,
    hot_key.EXPERIMENT,
    share_group.EXPERIMENT,
    retention_and_compaction.EXPERIMENT,
)
