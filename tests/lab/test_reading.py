"""What the lab reads of other programs, without running any."""

from __future__ import annotations

from tests.lab.experiments.herd import find_knee
from tests.lab.processor_time import parse_calls

STRACE = """\
% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ----------------
 60.20    1.234567          12     15260           pread64
 39.80    0.812345           9      7401        12 sendfile
------ ----------- ----------- --------- --------- ----------------
100.00    2.046912                 22661        12 total
"""


def test_calls_are_read_with_and_without_errors() -> None:
    assert parse_calls(STRACE) == {"pread64": 15260, "sendfile": 7401}


def test_knee_is_the_least_that_has_three_quarters_of_the_best() -> None:
    goodputs = {1: 40.0, 2: 75.0, 4: 92.0, 8: 100.0, 192: 91.0}
    assert find_knee(goodputs) == 2
