"""The two shortest experiments, in a short form, where this machine can run them."""

from __future__ import annotations

import pytest

from tests.lab.experiments import commit_loss, share_group
from tests.lab.lab import Experiment, open_lab
from tests.lab.prerequisites import MissingError


@pytest.mark.parametrize("experiment", [commit_loss.EXPERIMENT, share_group.EXPERIMENT], ids=lambda one: one.name)
def test_short_form_shows_what_its_receipt_says(experiment: Experiment) -> None:
    try:
        with open_lab(lambda *_: None, short=True) as lab:
            findings = experiment.run(lab)
    except MissingError as missing:
        pytest.skip(str(missing))
    assert findings.refuted == ()
