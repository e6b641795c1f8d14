"""All experiments, in the order in which they are listed and run."""

from __future__ import annotations

from tests.lab.experiments import share_group
from tests.lab.lab import Experiment

EXPERIMENTS: tuple[Experiment, ...] = (share_group.EXPERIMENT,)
