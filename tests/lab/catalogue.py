"""All experiments, in the order in which they are listed and run."""

from __future__ import annotations

from tests.lab.experiments import (
    batches,
    commit_loss,
    copies,
    crash_and_join,
    herd,
    share_group,
    static_member_restart,
)
from tests.lab.lab import Experiment

EXPERIMENTS: tuple[Experiment, ...] = (
    crash_and_join.EXPERIMENT,
    static_member_restart.EXPERIMENT,
    commit_loss.EXPERIMENT,
    copies.EXPERIMENT,
    batches.EXPERIMENT,
    herd.EXPERIMENT,
    share_group.EXPERIMENT,
)
