"""All experiments, in the order in which they are listed and run."""

from __future__ import annotations

from tests.lab.experiments import crash_and_join, share_group
from tests.lab.lab import Experiment

EXPERIMENTS: tuple[Experiment, ...] = (crash_and_join.EXPERIMENT, share_group.EXPERIMENT)
